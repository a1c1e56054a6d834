import { Link } from '@tanstack/react-router'
import { countText, pointsText, rateText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Figure, FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { CompositionBar, stateOrder } from '../../../../platform/web/parts/state-tag.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import type { Output } from '../../../../platform/web/api/client.ts'
import { ledgerSearch, ToImport } from '../../../units/web/public.ts'
import type { By, coverageEndpoints } from '../../contract.ts'
import { useRatesWords } from './words.ts'

export type Table = Output<typeof coverageEndpoints, 'coverage.table'>
export type Row = Table['rows'][number]

/** What `coverage.explain` can be asked about. */
const explainable = ['area', 'kind', 'section', 'size']
export const canExplain = ({ filter }: Row): boolean => Object.keys(filter).every((key) => explainable.includes(key))

/** One row per part, every count a link to exactly its units, the rate a question. */
export function RatesTable({
  table,
  by,
  opened,
  onLook,
  onExplain,
}: {
  readonly table: Table | undefined
  readonly by: By
  readonly opened: string | undefined
  readonly onLook: (area: string) => void
  readonly onExplain: (row: Row) => void
}) {
  const words = useRatesWords()
  const { states, composition } = usePlatformWords()
  const total = table?.total
  const shownStates = stateOrder.filter((state) => state !== 'excluded' || (total?.tally.excluded ?? 0) > 0)
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
      title: words.columns[by],
      render: ({ name, area, filter }) =>
        area === null ? (
          <Link to="/units" search={ledgerSearch(filter)} className="plain-button ellipsis" title={name}>
            {name}
          </Link>
        ) : (
          <button type="button" className="plain-button ellipsis" title={name} onClick={() => onLook(area)}>
            {name}
          </button>
        ),
      sum: total?.name,
    },
    {
      key: 'registered',
      title: words.columns.registered,
      width: '68px',
      right: true,
      render: (row) => count(row, row.tally.registered, {}),
      sum: total && count(total, total.tally.registered, {}),
    },
    ...shownStates.map((state): Column<Row> => ({
      key: state,
      title: states[state],
      width: '68px',
      right: true,
      render: (row) => count(row, row.tally[state], { coverage: state }),
      sum: total && count(total, total.tally[state], { coverage: state }),
    })),
    {
      key: 'composition',
      title: composition,
      width: 'clamp(84px, 24vw - 236px, 320px)',
      render: ({ tally }) => <CompositionBar counts={tally} />,
      sum: total && <CompositionBar counts={total.tally} />,
    },
    {
      key: 'rate',
      title: table?.figure.name.replace(/（.*）$/, '') ?? words.shown,
      width: '86px',
      right: true,
      render: (row) =>
        canExplain(row) ? (
          <Figure plain onOpen={() => onExplain(row)}>
            {rateText(row.rate)}
          </Figure>
        ) : (
          rateText(row.rate)
        ),
      sum: rateText(total?.rate),
    },
    ...(!(table?.rows ?? []).some(({ change }) => pointsText(change) !== '0.0' && change !== null)
      ? []
      : [
          {
            key: 'change',
            title: words.columns.change,
            width: '62px',
            right: true,
            render: ({ change }: Row) => (
              <span className={pointsText(change).startsWith('+') ? 'good' : ''}>{pointsText(change)}</span>
            ),
            sum: pointsText(total?.change),
          },
        ]),
    {
      key: 'dueOpen',
      title: words.columns.dueOpen,
      width: '74px',
      right: true,
      render: (row) => count(row, row.tally.dueOpen, { due: 'found' }),
      sum: total && count(total, total.tally.dueOpen, { due: 'found' }),
    },
  ]
  return (
    <DataTable
      label={words.list(words.by[by])}
      columns={columns}
      rows={table?.rows ?? []}
      rowKey={(row) => row.key}
      loading={table === undefined}
      opened={opened ?? null}
      empty={
        <EmptyState
          title={words.empty}
          why={total?.tally.registered === 0 ? words.emptyLedger : words.emptyWhy}
          next={
            total?.tally.registered === 0 && total.filter['area'] === undefined ? (
              <ToImport>{words.toImport}</ToImport>
            ) : (
              <Link to="/coverage" search={{ area: undefined }}>
                {words.emptyNext}
              </Link>
            )
          }
        />
      }
    />
  )
}
