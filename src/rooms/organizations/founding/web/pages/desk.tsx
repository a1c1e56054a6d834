import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { countText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { TabBar } from '../../../../../platform/web/parts/tab-bar.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { foundingApi } from '../api.ts'
import { CaseDrawer } from '../case/case-drawer.tsx'
import { BlindDrawer } from '../desk/blind-drawer.tsx'
import { StepBoard } from '../desk/board.tsx'
import { DeskFilter } from '../desk/filter-bar.tsx'
import { CaseList } from '../desk/list.tsx'
import type { FoundingSearch } from '../search.ts'
import { useFoundingWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../desk/desk.css'

/** What is being founded: how far each case is and how long it has still. */
export function FoundingDeskPage() {
  const words = useFoundingWords()
  const search = useSearch({ from: '/founding' })
  const navigate = useNavigate({ from: '/founding' })
  const { asOf } = useOffice()
  const { q, area, kind, clock, source, plan, step, view = 'board' } = search
  const filter = { q, area, kind, clock, source, plan }
  const query = useQuery({ ...foundingApi.query('founding.board', filter), placeholderData: keepPreviousData })
  const change = (what: Partial<FoundingSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const board = query.data
  const { filed = 0, declined = 0, withdrawn = 0 } = board?.ended ?? {}
  const narrowed = [q, kind, clock, source, plan, step].some((one) => one !== undefined)
  const open = board?.columns.reduce((sum, { total }) => sum + total, 0)
  const none = open === 0 && !narrowed && view === 'board'
  const open_ = (id: string): void => change({ case: id })
  return (
    <Page
      title={words.title}
      asOf={asOf}
      fill
      lead={
        query.error !== null
          ? ''
          : board && (
              <>
                {board.sentence}
                {filed + declined + withdrawn === 0 ? null : (
                  <Link
                    from="/founding"
                    to="/founding"
                    search={(old) => ({ ...old, view: 'list' as const, step: 'filed,declined,withdrawn' })}
                  >
                    {words.ended(countText(filed), countText(declined), countText(withdrawn))}
                  </Link>
                )}
              </>
            )
      }
      actions={
        <>
          <Button onClick={() => window.print()}>{words.print}</Button>
          <ReasonButton needs="founding.draftEach" onClick={() => change({ from: 'blind-spots' })}>
            {words.fromBlindSpots}
          </ReasonButton>
          <ReasonButton type="primary" needs="founding.draft" onClick={() => void navigate({ to: '/founding/new' })}>
            {words.newCase}
          </ReasonButton>
        </>
      }
    >
      {query.error === null ? null : <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
      <div className="founding-bar no-print">
        <TabBar
          label={words.views.label}
          tabs={[
            { key: 'board', name: words.views.board },
            { key: 'list', name: words.views.list },
          ]}
          chosen={view}
          onChoose={(key) => change({ view: key === 'list' ? 'list' : undefined, step: undefined })}
          panel="founding-panel"
        />
        <DeskFilter search={search} towns={board?.towns ?? []} onChange={change} />
      </div>
      <div id="founding-panel" role="tabpanel" className="founding-panel">
        {none ? (
          <Card grow>
            <EmptyState
              title={words.empty}
              why={words.emptyWhy}
              next={
                <ReasonButton
                  type="primary"
                  needs="founding.draft"
                  onClick={() => void navigate({ to: '/founding/new' })}
                >
                  {words.newCase}
                </ReasonButton>
              }
            />
          </Card>
        ) : view === 'board' ? (
          <StepBoard board={board} opened={search.case} onOpen={open_} />
        ) : (
          <CaseList filter={{ ...filter, step }} opened={search.case} onOpen={open_} />
        )}
      </div>
      <CaseDrawer id={search.case} onClose={() => change({ case: undefined })} />
      <SidePanel
        open={search.from === 'blind-spots'}
        title={words.blind.title}
        width={480}
        onClose={() => change({ from: undefined })}
      >
        <BlindDrawer area={area} onDone={() => change({ from: undefined })} />
      </SidePanel>
    </Page>
  )
}
