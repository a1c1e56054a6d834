import { countText } from '../../../../platform/web/format.ts'
import type { StepKey } from '../contract.ts'
import { stepNames } from '../rules/words.ts'
import { useDevelopmentWords } from './words.ts'

/** The next deadline with how far it is; what is overdue is said in words and in red. `step`: which, where that is not plain. */
export function DueText({
  due,
  days,
  step = null,
}: {
  readonly due: string | null
  readonly days: number | null
  readonly step?: StepKey | null
}) {
  const words = useDevelopmentWords()
  if (due === null || days === null) return <span className="faint">{words.noDue}</span>
  const text = days < 0 ? words.daysLate(countText(-days)) : days === 0 ? words.today : words.daysLeft(countText(days))
  return (
    <span className="num">
      {step === null ? null : <span className="muted">{stepNames[step]} </span>}
      {due} <span className={days < 0 ? 'tag tag-red' : days <= 7 ? 'tag tag-sand' : 'faint'}>{text}</span>
    </span>
  )
}
