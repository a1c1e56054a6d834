import { useQuery } from '@tanstack/react-query'
import { countText } from '../../../../platform/web/format.ts'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { DataTable } from '../../../../platform/web/table/data-table.tsx'
import type { Tree } from '../../contract.ts'
import { areasApi } from '../api.ts'
import { useTreeWords } from './words.ts'

/** Buildings, parks and grids have no levels: a list, the largest first. */
export function FlatPane({
  tree,
  parent,
  asOf,
  at,
  onAt,
}: {
  readonly tree: Tree
  readonly parent: string | undefined
  readonly asOf: string | undefined
  readonly at: string | undefined
  readonly onAt: (id: string) => void
}) {
  const words = useTreeWords()
  const query = useQuery(areasApi.query('areas.children', { tree, parent, asOf }))
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  const rows = [...(query.data?.rows ?? [])].sort((one, other) => other.units - one.units)
  return (
    <DataTable
      label={words.trees[tree]}
      rows={rows}
      rowKey={({ id }) => id}
      loading={query.isPending}
      opened={at ?? null}
      onOpen={({ id }) => onAt(id)}
      columns={[
        { key: 'name', title: words.trees[tree], render: ({ name }) => <span title={name}>{name}</span> },
        {
          key: 'units',
          title: words.one.units,
          width: '96px',
          right: true,
          render: ({ units }) => countText(units),
        },
      ]}
      empty={<EmptyState title={words.empty} why={words.treeNone[tree]} />}
    />
  )
}
