import { countText, rateText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { FigureLink } from '../../../../platform/web/parts/figure.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { ledgerSearch, ToImport, useLedgerWords } from '../../../units/web/public.ts'
import type { Due } from '../../../units/contract.ts'
import type { Row, Table } from '../rates/table.tsx'
import { useBlindWords } from './words.ts'

export const dueKeys = ['found', 'join', 'admit', 'instructor'] as const satisfies readonly Due[]

/** Blind spots per town or county, the most first; every count leads to its units. */
export function TownsTable({
  table,
  by,
  due,
}: {
  readonly table: Table | undefined
  readonly by: 'county' | 'town'
  readonly due: (typeof dueKeys)[number] | undefined
}) {
  const words = useBlindWords()
  const { dues } = useLedgerWords()
  const key = due ?? 'none'
  const rows = [...(table?.rows ?? [])].sort((one, other) => other.tally[key] - one.tally[key])
  const total = table?.total
  const count = (row: Row, n: number, filter: Record<string, string>) =>
    n === 0 ? (
      <span className="muted">0</span>
    ) : (
      <FigureLink plain to="/units" search={ledgerSearch({ ...row.filter, ...filter })}>
        {countText(n)}
      </FigureLink>
    )
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: words.names[by],
      render: ({ name }) => <span title={name}>{name}</span>,
      sum: total?.name,
    },
    {
      key: 'none',
      title: words.none,
      width: '82px',
      right: true,
      render: (row) => count(row, row.tally.none, { coverage: 'none' }),
      sum: total && count(total, total.tally.none, { coverage: 'none' }),
    },
    {
      key: 'share',
      title: words.share,
      width: '92px',
      right: true,
      render: ({ tally }) => rateText(tally.operating === 0 ? null : tally.none / tally.operating),
      sum: total && rateText(total.tally.operating === 0 ? null : total.tally.none / total.tally.operating),
    },
    ...dueKeys.map((one): Column<Row> => ({
      key: one,
      title: one === due ? <b>{dues[one]}</b> : dues[one],
      width: one === 'admit' ? '102px' : '92px',
      right: true,
      render: (row) => count(row, row.tally[one], { due: one }),
      sum: total && count(total, total.tally[one], { due: one }),
    })),
  ]
  return (
    <DataTable
      label={words.by[by]}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      loading={table === undefined}
      empty={<EmptyState title={words.empty} why={words.emptyWhy} next={<ToImport>{words.emptyNext}</ToImport>} />}
    />
  )
}
