import type { ReactNode } from 'react'
import type { usePages } from '../api/use-pages.ts'
import { Card } from '../parts/card.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import type { Column } from './column.ts'
import { DataTable } from './data-table.tsx'

/** What `usePages` gives, of rows that have an id. */
interface List<Row> extends Omit<ReturnType<typeof usePages<never>>, 'rows'> {
  readonly rows: readonly Row[]
}

/** A list that fills its page: what narrows it, its rows as far as they are loaded, or why it could not be read. */
export function PagedCard<Row extends { readonly id: string }>({
  list,
  label,
  bar,
  columns,
  opened,
  onOpen,
  empty,
}: {
  readonly list: List<Row>
  /** Read to the screen reader as the table's name. */
  readonly label: string
  readonly bar?: ReactNode
  readonly columns: readonly Column<Row>[]
  /** Id of the row that is open beside the list. */
  readonly opened: string | undefined
  readonly onOpen: (id: string) => void
  readonly empty: ReactNode
}) {
  if (list.problem !== null) return <ProblemPanel error={list.problem} onRetry={list.retry} />
  return (
    <Card grow>
      {bar}
      <DataTable
        label={label}
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        loading={list.loading}
        more={list.more}
        total={list.total}
        opened={opened ?? null}
        onOpen={({ id }) => onOpen(id)}
        empty={empty}
      />
    </Card>
  )
}

/** The sentence over such a list: nothing beside a refusal, a grey line while it loads. */
export function leadOver<Row>({ problem, loading }: List<Row>, words: ReactNode): ReactNode {
  return problem !== null ? '' : loading ? undefined : words
}
