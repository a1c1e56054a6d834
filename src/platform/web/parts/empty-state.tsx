import type { ReactNode } from 'react'
import './empty-state.css'

/** An empty list: why it is empty, and the one next step. */
export function EmptyState({
  title,
  why,
  next,
}: {
  readonly title: string
  readonly why?: ReactNode
  readonly next?: ReactNode
}) {
  return (
    <div className="empty">
      <b>{title}</b>
      {why === undefined ? null : <p>{why}</p>}
      {next === undefined ? null : <div className="empty-next">{next}</div>}
    </div>
  )
}
