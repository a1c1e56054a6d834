import { countText } from '../../../../platform/web/format.ts'
import type { FoundingClock } from '../contract.ts'
import { useFoundingWords } from './words.ts'

/** How long there is still, by words and not by colour alone. */
export function ClockText({ clock }: { readonly clock: FoundingClock | null }) {
  const { clock: words } = useFoundingWords()
  if (clock === null) return null
  const { days, state, due, words: what } = clock
  const text =
    days > 0 ? words.left(what, countText(days)) : days === 0 ? words.today(what) : words.over(what, countText(-days))
  const tag = state === 'overdue' ? 'tag-red' : state === 'soon' ? 'tag-sand' : ''
  return (
    <span className={`tag num ${tag}`} title={due}>
      {text}
    </span>
  )
}
