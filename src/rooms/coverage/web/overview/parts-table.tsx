import { Link } from '@tanstack/react-router'
import { countText, pointsText, rateText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { Figure, FigureLink } from '../../../../platform/web/parts/figure.tsx'
import { CompositionBar, StateLegend } from '../../../../platform/web/parts/state-tag.tsx'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import { useChooseArea } from '../../../areas/web/public.ts'
import { ledgerSearch, ToImport } from '../../../units/web/public.ts'
import type { By, coverageEndpoints } from '../../contract.ts'
import { useOverviewWords } from './words.ts'

type Table = Output<typeof coverageEndpoints, 'coverage.table'>
type Row = Table['rows'][number]

/** One row per part of the area, the most to build first. The name looks into the part, a number shows its units. */
export function PartsTable({
  table,
  by,
  explained,
  onExplainRow,
}: {
  readonly table: Table | undefined
  readonly by: By
  /** Area whose rate is explained at the right. */
  readonly explained: string | undefined
  readonly onExplainRow: (area: string) => void
}) {
  const { table: words } = useOverviewWords()
  const choose = useChooseArea()
  const rows = [...(table?.rows ?? [])].sort(
    (one, other) => other.tally.dueOpen - one.tally.dueOpen || other.tally.operating - one.tally.operating,
  )
  const most = rows[0]?.tally.dueOpen ?? 0
  const total = table?.total
  const name = words.columns[by]
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: name,
      width: '25%',
      render: ({ name: text, area, filter }) =>
        area === null ? (
          <Link to="/units" search={ledgerSearch(filter)} className="plain-button ellipsis" title={text}>
            {text}
          </Link>
        ) : (
          <button type="button" className="plain-button ellipsis" title={text} onClick={() => choose(area)}>
            {text}
          </button>
        ),
      sum: total?.name,
    },
    {
      key: 'operating',
      title: words.columns.operating,
      width: '92px',
      right: true,
      render: ({ tally, filter }) => (
        <FigureLink plain to="/units" search={ledgerSearch(filter)}>
          {countText(tally.operating)}
        </FigureLink>
      ),
      sum: countText(total?.tally.operating),
    },
    {
      key: 'composition',
      title: words.columns.composition,
      render: ({ tally }) => <CompositionBar counts={tally} />,
      sum: total === undefined ? null : <CompositionBar counts={total.tally} />,
    },
    {
      key: 'rate',
      title: words.columns.rate,
      width: '96px',
      right: true,
      render: ({ rate, area }) =>
        area === null ? (
          rateText(rate)
        ) : (
          <Figure plain onOpen={() => onExplainRow(area)}>
            {rateText(rate)}
          </Figure>
        ),
      sum: rateText(total?.rate),
    },
    {
      key: 'change',
      title: words.columns.change,
      width: '76px',
      right: true,
      render: ({ change }) => (
        <span className={pointsText(change).startsWith('+') ? 'good' : ''}>{pointsText(change)}</span>
      ),
      sum: pointsText(total?.change),
    },
    {
      key: 'dueOpen',
      title: words.columns.dueOpen,
      width: '84px',
      right: true,
      render: ({ tally, filter }) => (
        <FigureLink
          plain
          className={tally.dueOpen > 0 && tally.dueOpen === most ? 'most' : ''}
          to="/units"
          search={ledgerSearch({ ...filter, due: 'found' })}
        >
          {countText(tally.dueOpen)}
        </FigureLink>
      ),
      sum: countText(total?.tally.dueOpen),
    },
  ]
  return (
    <Card
      title={words[by]}
      note={words.note}
      extra={
        <Link to="/coverage" search={{ by }}>
          {words.more}
        </Link>
      }
    >
      <div className="overview-legend">
        <StateLegend />
      </div>
      <DataTable
        label={words[by]}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        loading={table === undefined}
        opened={explained ?? null}
        empty={<EmptyState title={words.empty} why={words.emptyWhy} next={<ToImport>{words.emptyNext}</ToImport>} />}
      />
    </Card>
  )
}
