import { usePlatformWords } from '../words.ts'
import type { Column, Sorting } from './column.ts'

export function TableHead<Row>({
  columns,
  sorting,
}: {
  readonly columns: readonly Column<Row>[]
  readonly sorting: Sorting | undefined
}) {
  return (
    <>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} sorting={sorting} />
          ))}
        </tr>
      </thead>
    </>
  )
}

function Head<Row>({ column, sorting }: { readonly column: Column<Row>; readonly sorting: Sorting | undefined }) {
  const words = usePlatformWords()
  const side = column.right === true ? 'right' : undefined
  const by = column.sort
  if (by === undefined || sorting === undefined) {
    return (
      <th scope="col" className={side}>
        {column.title}
      </th>
    )
  }
  const chosen = sorting.by === by
  const order = chosen ? (sorting.desc ? 'descending' : 'ascending') : 'none'
  return (
    <th scope="col" className={side} aria-sort={order}>
      <button
        type="button"
        className="sort"
        title={typeof column.title === 'string' ? words.table.sortBy(column.title) : undefined}
        onClick={() => sorting.onSort(by, chosen ? !sorting.desc : false)}
      >
        {column.title}
        <span aria-hidden="true">{chosen ? (sorting.desc ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  )
}
