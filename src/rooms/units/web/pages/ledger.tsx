import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '../../../../platform/web/api/use-pages.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import { unitsApi } from '../api.ts'
import { ToImport } from '../imports/to-import.tsx'
import { chosenColumns, useLedgerColumns } from '../ledger/columns.tsx'
import { anyCondition, filterOf } from '../ledger/filter.ts'
import { FilterBar } from '../ledger/filter-bar.tsx'
import { useLedgerLead } from '../ledger/lead.tsx'
import { ColumnsMenu, ExportMenu, ViewsMenu } from '../ledger/menus.tsx'
import { useLedgerWords } from '../ledger/words.ts'
import type { LedgerSearch } from '../search.ts'
import { UnitDrawer } from '../unit/unit-drawer.tsx'
import '../../../../platform/web/parts/field.css'
import '../ledger/ledger.css'

/** Who is there: every unit, filtered and sorted by the address, each a key away. */
export function LedgerPage() {
  const words = useLedgerWords()
  const search = useSearch({ from: '/units' })
  const navigate = useNavigate({ from: '/units' })
  const { asOf } = useOffice()
  const mayFill = useMay('units.import').ok
  const filter = filterOf(search)
  const { lead, total } = useLedgerLead(filter)
  const sort = search.sort ?? 'name'
  const list = usePages(
    unitsApi.pages('units.list', { ...filter, sort, desc: search.desc === 'true' ? 'true' : 'false' }),
  )
  const shown = chosenColumns(search.cols)
  const columns = useLedgerColumns(shown)
  const change = (what: Partial<LedgerSearch>): void => {
    void navigate({ search: (old) => ({ ...old, ...what }), replace: true })
  }
  if (list.problem !== null && list.rows.length === 0) {
    return (
      <Page title={words.title} lead="">
        <FilterBar filter={filter} onChange={change} />
        <ProblemPanel error={list.problem} onRetry={list.retry} />
      </Page>
    )
  }
  return (
    <Page
      title={words.title}
      lead={
        lead !== undefined && shown.includes('instructor') ? (
          <>
            {lead} <MaskedHint />
          </>
        ) : (
          lead
        )
      }
      asOf={asOf}
      fill
      actions={
        <>
          <ViewsMenu search={search} />
          <ColumnsMenu shown={shown} onChange={(cols) => change({ cols })} />
          <ExportMenu search={search} total={total} />
        </>
      }
    >
      <FilterBar filter={filter} onChange={change} />
      <Card grow className={list.stale ? 'stale' : ''}>
        <DataTable
          label={words.list}
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          loading={list.loading}
          more={list.more}
          total={total}
          opened={search.open ?? null}
          onOpen={(row) => change({ open: row.id })}
          onAt={(row) => {
            if (search.open !== undefined) change({ open: row.id })
          }}
          sorting={{
            by: sort,
            desc: search.desc === 'true',
            onSort: (by, desc) => {
              const next = { sort: by === 'name' ? undefined : by, desc: desc ? 'true' : undefined }
              change(next as Partial<LedgerSearch>)
            },
          }}
          empty={
            anyCondition(filter) ? (
              <EmptyState
                title={words.empty}
                why={words.emptyWhy}
                next={
                  <Link to="/units" search={{ area: filter.area }}>
                    {words.clear}
                  </Link>
                }
              />
            ) : (
              <EmptyState
                title={mayFill ? words.emptyAll : words.emptyPart}
                why={mayFill ? words.emptyAllWhy : words.emptyPartWhy}
                next={<ToImport>{words.emptyAllNext}</ToImport>}
              />
            )
          }
        />
      </Card>
      <UnitDrawer id={search.open} onClose={() => change({ open: undefined })} />
    </Page>
  )
}
