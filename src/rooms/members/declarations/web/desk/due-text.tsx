import { countText } from '../../../../../platform/web/format.ts'
import { useDeskWords } from './words.ts'

/** Until when the person must have an answer; what is overdue is said in words and in red. */
export function DueText({ by, days }: { readonly by: string; readonly days: number | null }) {
  const words = useDeskWords()
  if (days === null) return <span className="faint">{words.none}</span>
  const text = days < 0 ? words.daysLate(countText(-days)) : days === 0 ? words.today : words.daysLeft(countText(days))
  return (
    <span className="num">
      {by} <span className={days < 0 ? 'tag tag-red' : days <= 7 ? 'tag tag-sand' : 'faint'}>{text}</span>
    </span>
  )
}
