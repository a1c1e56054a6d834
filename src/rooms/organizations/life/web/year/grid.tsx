import type { ReactNode } from 'react'
import { ArticleName } from '../../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import type { LifeYear } from '../../contract.ts'
import { lifeKinds } from '../../rules/life-kinds.ts'
import type { HeldKind } from '../search.ts'
import { useLifeWords } from '../words.ts'
import { heldIn, heldName } from './held.ts'
import { periodName, sayPeriod } from './period.ts'

interface Props {
  readonly life: LifeYear
  readonly chosen: { readonly kind: HeldKind | undefined; readonly period: string | undefined }
  readonly onHeld: (kind: HeldKind, period: string) => void
  /** What was not held is recorded; null for whoever may not. */
  readonly onRecord: ((kind: HeldKind, period: string) => void) | null
}

const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/** The year at a glance: a row for each thing demanded, a cell for each period, by when it was held or that it was not. */
export function YearGrid({ life, chosen, onHeld, onRecord }: Props) {
  const { year: words, page } = useLifeWords()
  const beside = lifeKinds.filter(
    (kind) => !life.demands.some((one) => one.kind === kind) && heldIn(life.meetings, kind, undefined).length > 0,
  )
  const cell = (kind: HeldKind, month: number, months: number): ReactNode => {
    const period = periodName(life.year, month, months)
    const meetings = heldIn(life.meetings, kind, period)
    const standing = life.standings.find((one) => one.kind === kind && one.period === period)
    const state = standing?.state ?? (meetings.length > 0 ? 'beside' : null)
    if (state === null) return null
    // A narrow cell holds one day.
    const shown = meetings.slice(0, months === 1 ? 1 : months)
    const rest = meetings.length > shown.length ? ` ×${meetings.length}` : ''
    const days = shown.map(({ day }) => day.slice(5)).join(page.join) + rest
    const text = state === 'held' || state === 'beside' ? days : words.states[state]
    const label = words.cell(heldName(kind), sayPeriod(period), text)
    const on = chosen.kind === kind && chosen.period === period ? ' life-cell-on' : ''
    if (meetings.length === 0 && onRecord === null) {
      return (
        <span className={`life-cell life-cell-${state}`} title={label}>
          {text}
        </span>
      )
    }
    return (
      <button
        type="button"
        className={`life-cell life-cell-${state}${on}`}
        title={label}
        aria-label={label}
        onClick={() => (meetings.length > 0 ? onHeld(kind, period) : onRecord?.(kind, period))}
      >
        {text}
      </button>
    )
  }
  const row = (kind: HeldKind, months: number, head: ReactNode) => (
    <tr key={kind}>
      <th scope="row">{head}</th>
      {MONTHS.filter((month) => (month - 1) % months === 0).map((month) => (
        <td key={month} colSpan={months}>
          {cell(kind, month, months)}
        </td>
      ))}
    </tr>
  )
  return (
    <Card title={words.grid} note={life.standings.length === 0 ? undefined : words.gridNote(life.since)}>
      {life.demands.length === 0 && beside.length === 0 ? (
        <p className="card-body muted">{words.noDemands}</p>
      ) : (
        <table className="life-grid num" aria-label={words.grid}>
          <thead>
            <tr>
              <th scope="col" style={{ width: 230 }}>
                {words.gridKind}
              </th>
              {MONTHS.map((month) => (
                <th key={month} scope="col">
                  {words.month(month)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {life.demands.map(({ kind, words: name, months, times, article }) =>
              row(
                kind,
                months,
                <span title={article.text}>
                  {name} <span className="faint">{page.often(months, times)}</span>
                  <small className="ellipsis">
                    <ArticleName article={article} />
                  </small>
                </span>,
              ),
            )}
            {beside.map((kind) =>
              row(
                kind,
                1,
                <>
                  {heldName(kind)} <span className="faint">{words.gridOther}</span>
                </>,
              ),
            )}
          </tbody>
        </table>
      )}
    </Card>
  )
}
