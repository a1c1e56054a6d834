import type { Deadline } from '../../contract.ts'
import { useDueWords } from './words.ts'

/** The day with how it stands: overdue in red, near in sand, put aside in grey. */
export function DayCell({ row: { due, daysLeft, standing, aside, closed } }: { readonly row: Deadline }) {
  const words = useDueWords()
  const tag = (): { readonly className: string; readonly text: string } | null => {
    if (closed !== null) return null
    if (aside !== null) return { className: 'tag', text: words.until(aside.until) }
    if (standing === 'overdue') return { className: 'tag tag-red', text: words.late(-daysLeft) }
    return { className: daysLeft <= 7 ? 'tag tag-sand' : 'tag', text: words.left(daysLeft) }
  }
  const shown = tag()
  return (
    <span className="due-day">
      {due}
      {shown === null ? null : <span className={shown.className}>{shown.text}</span>}
    </span>
  )
}
