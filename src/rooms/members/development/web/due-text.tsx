import { countText } from '../../../../platform/web/format.ts'
import { useDevelopmentWords } from './words.ts'

/** The next deadline with how far it is; what is overdue is said in words and in red. */
export function DueText({ due, days }: { readonly due: string | null; readonly days: number | null }) {
  const words = useDevelopmentWords()
  if (due === null || days === null) return <span className="faint">{words.noDue}</span>
  const text = days < 0 ? words.daysLate(countText(-days)) : days === 0 ? words.today : words.daysLeft(countText(days))
  return (
    <span className="num">
      {due} <span className={days < 0 ? 'tag tag-red' : days <= 7 ? 'tag tag-sand' : 'faint'}>{text}</span>
    </span>
  )
}
