import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { countText } from '../format.ts'
import { SkeletonLine } from '../parts/skeleton.tsx'
import { usePlatformWords } from '../words.ts'
import type { Column, More, Sorting } from './column.ts'
import { TableHead } from './table-head.tsx'
import { usePrinting } from './use-printing.ts'
import './data-table.css'

interface DataTableProps<Row> {
  /** Read to the screen reader as the table's name. */
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly loading?: boolean
  /** In place of rows when there are none. */
  readonly empty: ReactNode
  readonly sorting?: Sorting
  readonly more?: More
  /** Exact number of rows when known; shown in the foot. */
  readonly total?: number | null
  readonly onOpen?: (row: Row) => void
  /** Key of the row that is open beside the table. */
  readonly opened?: string | null
  /** Told when the row in hand changes (click, J, K); makes the table controlled when given with `at`. */
  readonly onAt?: (row: Row, at: number) => void
  readonly at?: number
  readonly rowClass?: (row: Row) => string
  /** Least height of a row; rows may be taller when `oneLine` is false. */
  readonly rowHeight?: number
  readonly oneLine?: boolean
  /** J, K and Enter; switch off when two tables stand on one page. */
  readonly keys?: boolean
  readonly foot?: ReactNode
}

/**
 * A real table of which only the rows in sight exist: two empty rows stand for those above and below. Rows are fetched
 * by keyset as they come near. J and K move, Enter opens; the head stays in sight; in print every loaded row is drawn.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, more, onOpen, onAt, rowHeight = 36, oneLine = true, loading = false } = props
  const words = usePlatformWords()
  const scroll = useRef<HTMLDivElement>(null)
  const printing = usePrinting()
  const [own, setOwn] = useState(-1)
  const at = Math.min(props.at ?? own, rows.length - 1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : rowKey(row)
    },
    overscan: 12,
    scrollPaddingStart: 34,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const near = more !== undefined && more.has && !more.fetching && last >= rows.length - 30
  useEffect(() => {
    if (near) more?.fetch()
  }, [near, more])

  const go = (to: number): void => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))]
    if (row === undefined) return
    const index = rows.indexOf(row)
    setOwn(index)
    onAt?.(row, index)
    virtual.scrollToIndex(index)
  }
  const open = (): void => {
    const row = rows[at]
    if (row !== undefined) onOpen?.(row)
  }
  const active = props.keys !== false && rows.length > 0
  useKeys(
    active
      ? {
          j: { words: words.keys.down, run: () => go(at + 1) },
          k: { words: words.keys.up, run: () => go(at - 1) },
          ...(onOpen === undefined ? {} : { Enter: { words: words.keys.enter, run: open } }),
        }
      : {},
  )

  if (!loading && rows.length === 0) return <>{props.empty}</>
  const drawn = printing ? rows.map((_, index) => ({ index, start: 0, end: 0 })) : items
  const before = printing ? 0 : (items[0]?.start ?? 0)
  const after = printing ? 0 : virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  const sums = columns.some((column) => column.sum !== undefined)
  return (
    <>
      <div className="table-scroll" ref={scroll} tabIndex={0}>
        <table
          className={`table num ${oneLine ? 'table-one-line' : ''}`}
          aria-label={props.label}
          aria-rowcount={props.total ?? -1}
          aria-busy={loading}
        >
          <TableHead columns={columns} sorting={props.sorting} />
          <tbody>
            {loading ? <SkeletonRows columns={columns} /> : null}
            <Spacer height={before} />
            {drawn.map(({ index }) => {
              const row = rows[index]
              if (row === undefined) return null
              const key = rowKey(row)
              const mine = index === at || props.opened === key
              return (
                <tr
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-rowindex={index + 2}
                  aria-selected={mine}
                  className={`${mine ? 'at' : ''} ${onOpen === undefined ? '' : 'can-open'} ${props.rowClass?.(row) ?? ''}`}
                  onClick={() => {
                    setOwn(index)
                    onAt?.(row, index)
                    onOpen?.(row)
                  }}
                >
                  {columns.map((column) => (
                    <td key={column.key} className={column.right === true ? 'right' : undefined}>
                      {column.render(row, index)}
                    </td>
                  ))}
                </tr>
              )
            })}
            <Spacer height={after} />
          </tbody>
          {sums ? (
            <tfoot>
              <tr>
                {columns.map((column) => (
                  <td key={column.key} className={column.right === true ? 'right' : undefined}>
                    {column.sum}
                  </td>
                ))}
              </tr>
            </tfoot>
          ) : null}
        </table>
      </div>
      {more === undefined && props.foot === undefined ? null : (
        <div className="table-foot">
          {props.foot}
          {more === undefined || loading ? null : (
            <span className="push" aria-live="polite">
              {more.fetching
                ? words.table.loadingMore
                : amount(words.table, rows.length, props.total ?? null, more.has)}
            </span>
          )}
        </div>
      )}
    </>
  )
}

function amount(
  words: ReturnType<typeof usePlatformWords>['table'],
  loaded: number,
  total: number | null,
  has: boolean,
): string {
  if (!has) return words.all(countText(loaded))
  return total === null ? words.loadedMany(countText(loaded)) : words.loadedOf(countText(loaded), countText(total))
}

function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null
  return <tr className="spacer" aria-hidden="true" style={{ height }} />
}

function SkeletonRows<Row>({ columns }: { readonly columns: readonly Column<Row>[] }) {
  return Array.from({ length: 12 }, (_, index) => (
    <tr key={index} aria-hidden="true">
      {columns.map((column) => (
        <td key={column.key} className={column.right === true ? 'right' : undefined}>
          <SkeletonLine width="60%" />
        </td>
      ))}
    </tr>
  ))
}
