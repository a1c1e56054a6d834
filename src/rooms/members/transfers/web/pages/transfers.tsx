import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import { MaskedHint, PersonalExportButton } from '../../../../access/web/public.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import { transfersApi } from '../api.ts'
import { CaseDrawer } from '../case/case-drawer.tsx'
import { useTransferColumns } from '../list/columns.tsx'
import { FilterBar } from '../list/filter-bar.tsx'
import { TransfersLead } from '../list/lead.tsx'
import { OpenForm } from '../open/open-form.tsx'
import type { TransfersSearch } from '../search.ts'
import { useTransfersWords } from '../words.ts'
import '../../../../../platform/web/parts/field.css'
import '../../../web/members.css'
import '../transfers.css'

/** Whose relation is on its way from where to where, how far it is, and who is responsible meanwhile. */
export function TransfersPage() {
  const words = useTransfersWords()
  const { open, do: doing, for: about, start, ...filter } = useSearch({ from: '/transfers' })
  const navigate = useNavigate({ from: '/transfers' })
  const { asOf } = useOffice()
  const list = usePages(transfersApi.pages('transfers.list', filter))
  const columns = useTransferColumns()
  const change = (what: Partial<TransfersSearch>): void =>
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  const close = { open: undefined, do: undefined, for: undefined, start: undefined }
  const narrowed = Object.entries(filter).some(([key, value]) => key !== 'area' && value !== undefined)
  const add = (
    <ReasonButton type="primary" needs="transfers.open" onClick={() => change({ ...close, do: 'new' })}>
      {words.add}
    </ReasonButton>
  )
  return (
    <Page
      title={words.title}
      asOf={asOf}
      fill
      lead={
        list.problem === null ? (
          <>
            <TransfersLead area={filter.area} /> <MaskedHint />
          </>
        ) : (
          ''
        )
      }
      actions={
        <>
          <Button onClick={() => print()}>{words.print}</Button>
          <PersonalExportButton endpoint="transfers.export" input={{ ...filter, format: 'xlsx' }}>
            {words.export}
          </PersonalExportButton>
          {add}
        </>
      }
    >
      <FilterBar search={filter} onChange={change} />
      {list.problem === null ? null : <ProblemPanel error={list.problem} onRetry={list.retry} />}
      <Card grow className={list.stale ? 'stale' : ''}>
        <DataTable
          label={words.list}
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          loading={list.loading}
          more={list.more}
          total={list.total}
          opened={open ?? null}
          onOpen={({ id }) => change({ ...close, open: id })}
          onAt={({ id }) => {
            if (open !== undefined) change({ ...close, open: id })
          }}
          empty={
            narrowed ? (
              <EmptyState
                title={words.emptyFilter}
                why={words.emptyFilterWhy}
                next={
                  <Link to="/transfers" search={{ area: filter.area }}>
                    {words.clear}
                  </Link>
                }
              />
            ) : (
              <EmptyState title={words.empty} why={words.emptyWhy} next={add} />
            )
          }
        />
      </Card>
      <CaseDrawer
        id={open}
        doing={doing === 'new' ? undefined : doing}
        onDoing={(deed) => change({ do: deed })}
        onClose={() => change(close)}
      />
      <SidePanel
        open={doing === 'new' && open === undefined}
        width={480}
        title={words.add}
        onClose={() => change(close)}
      >
        <OpenForm
          key={about ?? ''}
          member={about}
          start={start}
          onStart={(direction) => change({ start: direction })}
          onDone={(id) => change({ ...close, open: id, do: 'issue' })}
          onCancel={() => change(close)}
        />
      </SidePanel>
    </Page>
  )
}
