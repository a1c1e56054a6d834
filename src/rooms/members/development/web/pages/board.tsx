import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import { developmentApi } from '../api.ts'
import { CaseList } from '../board/case-list.tsx'
import { FilterBar } from '../board/filter-bar.tsx'
import { OpenForm } from '../board/open-form.tsx'
import { StageBoard } from '../board/stage-board.tsx'
import type { DevelopmentSearch } from '../search.ts'
import { useDevelopmentWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../../../web/members.css'
import '../development.css'

/** Who is on the way to membership: how far, what comes next, and until when. */
export function DevelopmentPage() {
  const words = useDevelopmentWords()
  const search = useSearch({ from: '/development' })
  const navigate = useNavigate({ from: '/development' })
  const { view = 'board', stage, state, do: doing, ...filter } = search
  const query = useQuery({ ...developmentApi.query('development.board', filter), placeholderData: keepPreviousData })
  const change = (what: Partial<DevelopmentSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const board = query.data
  const narrowed = Object.entries({ ...filter, stage, state }).some(([key, one]) => key !== 'area' && one !== undefined)
  const none = board?.columns.every(({ total }) => total === 0) === true && !narrowed && view === 'board'
  const add = (
    <ReasonButton type="primary" needs="development.open" onClick={() => change({ do: 'new' })}>
      {words.add}
    </ReasonButton>
  )
  return (
    <Page
      title={words.title}
      asOf={board?.day}
      fill
      lead={
        query.error !== null
          ? ''
          : board && (
              <>
                {board.sentence}{' '}
                {board.columns.some(({ overdue }) => overdue > 0) ? (
                  <Link
                    from="/development"
                    to="/development"
                    className="no-print"
                    search={(old) => ({ ...old, view: 'list' as const, clock: 'overdue' as const })}
                  >
                    {words.clocks.overdue}
                  </Link>
                ) : null}{' '}
                <MaskedHint />
              </>
            )
      }
      actions={
        <>
          <Link to="/development/calendar" search={{}}>
            {words.calendar}
          </Link>
          <Link to="/development/quotas" search={{}}>
            {words.quotas}
          </Link>
          <Link to="/dues" search={{}}>
            {words.dues}
          </Link>
          <Button onClick={() => window.print()}>{words.print}</Button>
          {add}
        </>
      }
    >
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      <div className="development-bar no-print">
        <TabBar
          label={words.views.label}
          tabs={[
            { key: 'board', name: words.views.board },
            { key: 'list', name: words.views.list },
          ]}
          chosen={view}
          onChoose={(key) => change({ view: key === 'list' ? 'list' : undefined, stage: undefined, state: undefined })}
          panel="development-panel"
        />
        <FilterBar search={search} onChange={change} />
      </div>
      <div id="development-panel" role="tabpanel" className="development-panel">
        {none ? (
          <Card grow>
            <EmptyState title={words.empty} why={words.emptyWhy} next={add} />
          </Card>
        ) : view === 'board' ? (
          <StageBoard board={board} />
        ) : (
          <CaseList filter={{ ...filter, stage, state }} />
        )}
      </div>
      <SidePanel open={doing === 'new'} width={480} title={words.add} onClose={() => change({ do: undefined })}>
        <OpenForm
          onDone={(id) => void navigate({ to: '/development/$id', params: { id }, search: {} })}
          onCancel={() => change({ do: undefined })}
        />
      </SidePanel>
    </Page>
  )
}
