import { useSearch } from '@tanstack/react-router'
import { countText } from '../../../../../platform/web/format.ts'
import { FigureLink } from '../../../../../platform/web/parts/figure.tsx'
import { fill } from '../../../../../platform/web/parts/fill.tsx'
import type { Output } from '../../../../../platform/web/api/client.ts'
import type { deadlinesEndpoints } from '../../contract.ts'
import { dueSearch } from '../search.ts'
import type { Show } from '../search.ts'
import { useDueWords } from './words.ts'

/** What the month asks, in one sentence whose figures open their rows. */
export function DueLead({ count }: { readonly count: Output<typeof deadlinesEndpoints, 'deadlines.count'> }) {
  const words = useDueWords()
  const search = useSearch({ from: '/due' })
  const current = count.month === count.day.slice(0, 7)
  const month = current ? words.thisMonth : words.monthName(count.month)
  const link = (show: Show, n: number) => (
    <FigureLink
      to="/due"
      search={dueSearch({ ...search, show: show === 'due' ? undefined : show, kind: undefined, row: undefined })}
    >
      {countText(n)}
    </FigureLink>
  )
  const holes = {
    month,
    due: link('due', count.due),
    overdue: link('overdue', count.overdue),
    ahead: link('ahead', count.ahead),
    aside: link('aside', count.aside),
  }
  if (count.month > count.day.slice(0, 7)) return fill(words.leadLater, holes)
  return fill(count.due === 0 ? words.leadNone : words.lead, holes)
}
