import { usePages } from '../../../../../platform/web/api/use-pages.ts'
import { countText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import type { Column } from '../../../../../platform/web/table/column.ts'
import { DataTable } from '../../../../../platform/web/table/data-table.tsx'
import type { FoundingFilter, FoundingRow } from '../../contract.ts'
import { kindNames, stepNames } from '../../rules/names.ts'
import { foundingApi } from '../api.ts'
import { ClockText } from '../clock-text.tsx'
import { useFoundingWords } from '../words.ts'
import { useUnitsText } from './case-card.tsx'

/** All cases of the filter in one table, as it is printed. */
export function CaseList({
  filter,
  opened,
  onOpen,
}: {
  readonly filter: FoundingFilter
  readonly opened: string | undefined
  readonly onOpen: (id: string) => void
}) {
  const words = useFoundingWords()
  const unitsText = useUnitsText()
  const list = usePages(foundingApi.pages('founding.list', { ...filter, limit: 100 }))
  const { columns: titles } = words
  const columns: Column<FoundingRow>[] = [
    { key: 'name', title: titles.name, width: '26%', render: ({ name }) => <b>{name}</b> },
    { key: 'kind', title: titles.kind, width: '110px', render: ({ kind }) => kindNames[kind] },
    { key: 'units', title: titles.units, render: (row) => unitsText(row) || words.none },
    {
      key: 'full',
      title: titles.full,
      width: '76px',
      right: true,
      render: ({ membersFull }) => countText(membersFull),
    },
    { key: 'area', title: titles.area, width: '120px', render: ({ areaName }) => areaName ?? words.none },
    { key: 'step', title: titles.step, width: '76px', render: ({ step }) => stepNames[step] },
    { key: 'since', title: titles.since, width: '96px', render: ({ stepSince }) => stepSince },
    { key: 'clock', title: titles.clock, width: '132px', render: ({ clock }) => <ClockText clock={clock} /> },
  ]
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <Card grow>
      <DataTable
        label={words.title}
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        loading={list.loading}
        more={list.more}
        total={list.total}
        opened={opened ?? null}
        onOpen={({ id }) => onOpen(id)}
        oneLine={false}
        empty={<EmptyState title={words.emptySome} />}
      />
    </Card>
  )
}
