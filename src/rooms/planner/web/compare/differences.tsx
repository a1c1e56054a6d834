import { Link } from '@tanstack/react-router'
import type { Comparison } from '../../contract.ts'
import type { Column } from '../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { useCompareWords } from './words.ts'

type Row = Comparison['units'][number]

/** Which unit sits where in each plan. */
export function Differences({ comparison }: { readonly comparison: Comparison }) {
  const words = useCompareWords()
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: words.unit,
      width: '30%',
      render: ({ unit, name }) => (
        <Link to="/units/$id" params={{ id: unit }} title={name} onClick={(event) => event.stopPropagation()}>
          {name}
        </Link>
      ),
    },
    { key: 'town', title: words.town, width: '112px', render: ({ townName }) => townName },
    ...comparison.plans.map((plan, at): Column<Row> => ({
      key: plan.id,
      title: plan.name === '' ? words.plan(plan.no) : plan.name,
      render: ({ puts }) => <span title={puts[at]}>{puts[at] ?? '—'}</span>,
    })),
  ]
  return (
    <DataTable
      label={words.differ}
      columns={columns}
      rows={comparison.units}
      rowKey={({ unit }) => unit}
      empty={<EmptyState title={words.differNone} />}
    />
  )
}
