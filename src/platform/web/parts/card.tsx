import { useId } from 'react'
import type { ReactNode } from 'react'
import { SkeletonLine } from './skeleton.tsx'
import './card.css'

interface CardProps {
  readonly title?: ReactNode
  /** Small grey words beside the title. */
  readonly note?: ReactNode
  /** At the right of the head: a link or two. */
  readonly extra?: ReactNode
  /** Wraps the children in padding. */
  readonly padded?: boolean
  readonly grow?: boolean
  readonly className?: string
  readonly children?: ReactNode
}

/** White paper with a head; a named region for the screen reader. */
export function Card({ title, note, extra, padded = false, grow = false, className = '', children }: CardProps) {
  const id = useId()
  return (
    <section
      className={`card ${grow ? 'card-grow' : ''} ${className}`}
      aria-labelledby={title === undefined ? undefined : id}
    >
      {title === undefined ? null : (
        <header className="card-head">
          <h2 id={id}>{title}</h2>
          {note === undefined ? null : <span className="note">{note}</span>}
          {extra === undefined ? null : <span className="extra no-print">{extra}</span>}
        </header>
      )}
      {padded ? <div className="card-body">{children}</div> : children}
    </section>
  )
}

interface KpiProps {
  readonly name: ReactNode
  /** The denominator or condition, as a tag at the right. */
  readonly basis?: ReactNode
  /** Usually a `Figure` or `FigureLink`; undefined while loading. */
  readonly value?: ReactNode
  readonly unit?: ReactNode
  readonly foot?: ReactNode
}

/** One of at most four figures above the table. */
export function Kpi({ name, basis, value, unit, foot }: KpiProps) {
  return (
    <div className="kpi num">
      <div className="kpi-head">
        <span>{name}</span>
        {basis === undefined ? null : <span className="tag">{basis}</span>}
      </div>
      <div className="kpi-value">
        {value ?? <SkeletonLine width={120} />}
        {value === undefined || unit === undefined ? null : <small>{unit}</small>}
      </div>
      <div className="kpi-foot">{value === undefined ? <SkeletonLine width={160} /> : foot}</div>
    </div>
  )
}

/** The row that holds the figures. */
export function Kpis({ children }: { readonly children: ReactNode }) {
  return <div className="kpis">{children}</div>
}
