import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly title: ReactNode
  /** CSS width (`'90px'`, `'20%'`); columns without one share the rest. */
  readonly width?: string
  /** Numbers stand right. */
  readonly right?: boolean
  /** The name by which the server sorts; absent when it cannot. */
  readonly sort?: string
  readonly render: (row: Row, at: number) => ReactNode
  /** Bottom line of sums. */
  readonly sum?: ReactNode
}

export interface Sorting {
  readonly by: string
  readonly desc: boolean
  readonly onSort: (by: string, desc: boolean) => void
}

/** Keyset paging: rows are fetched as they come into sight. */
export interface More {
  readonly has: boolean
  readonly fetching: boolean
  readonly fetch: () => void
}
