import { countText } from '../../../../../platform/web/format.ts'
import { Card } from '../../../../../platform/web/parts/card.tsx'
import { usePostsWords } from '../words.ts'
import type { TermCounts } from './lead.tsx'

/** Terms by the month in which they are due. */
export function Months({
  counts,
  chosen,
  onChoose,
}: {
  readonly counts: TermCounts | undefined
  readonly chosen: string | undefined
  readonly onChoose: (month: string | undefined) => void
}) {
  const { termsPage: words } = usePostsWords()
  return (
    <Card title={words.months}>
      <ul className="terms-months num">
        <li>
          <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
            {words.allMonths}
          </button>
        </li>
        {counts?.months.map(({ month, n }) => (
          <li key={month}>
            <button type="button" aria-pressed={chosen === month} onClick={() => onChoose(month)}>
              <span>{words.month(month)}</span>
              <span>{words.count(countText(n))}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
