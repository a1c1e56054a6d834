import type { Output } from '../../../../../platform/web/api/client.ts'
import type { deadlinesEndpoints } from '../../contract.ts'
import { useDueWords } from './words.ts'

/** Which month, and whose work. */
export function DueBar({
  count,
  month,
  all,
  organization,
  onSet,
}: {
  readonly count: Output<typeof deadlinesEndpoints, 'deadlines.count'> | undefined
  readonly month: string | undefined
  readonly all: boolean
  /** Name of the only organisation that is shown. */
  readonly organization: string | undefined
  readonly onSet: (what: { month?: string | undefined; of?: 'all' | undefined; organization?: undefined }) => void
}) {
  const words = useDueWords()
  const now = count?.day.slice(0, 7)
  const months =
    count === undefined ? [] : [{ month: before(count.day), n: 0 }, { month: now ?? '', n: 0 }, ...count.months]
  return (
    <div className="due-bar no-print">
      <select
        className="control"
        aria-label={words.month}
        value={month ?? now ?? ''}
        onChange={(event) => onSet({ month: event.target.value === now ? undefined : event.target.value })}
      >
        {months.map((one) => (
          <option key={one.month} value={one.month}>
            {words.monthOption(one.month === now ? words.thisMonth : words.monthName(one.month), one.n)}
          </option>
        ))}
      </select>
      <select
        className="control"
        aria-label={words.of}
        value={all ? 'all' : 'mine'}
        onChange={(event) => onSet({ of: event.target.value === 'all' ? 'all' : undefined })}
      >
        <option value="mine">{words.ofMine}</option>
        <option value="all">{words.ofAll}</option>
      </select>
      {organization === undefined ? null : (
        <>
          <span className="tag">{words.only(organization)}</span>
          <button type="button" className="link-button" onClick={() => onSet({ organization: undefined })}>
            {words.clear}
          </button>
        </>
      )}
    </div>
  )
}

/** The month before the day's: `2026-10` of `2026-11-22`. */
function before(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`
}
