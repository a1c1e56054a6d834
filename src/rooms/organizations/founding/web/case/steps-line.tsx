import type { FoundingCase, FoundingStep } from '../../contract.ts'
import { mayTake } from '../../rules/lifecycle.ts'
import { useFoundingWords } from '../words.ts'

const LINE = [
  ['draft', 'draft'],
  ['applied', 'apply'],
  ['reviewing', 'review'],
  ['approved', 'approve'],
  ['elected', 'elect'],
  ['filed', 'file'],
] as const

/** The way from draft to file: what is done with its day, what is next, and why the rest has to wait. */
export function StepsLine({ found }: { readonly found: FoundingCase }) {
  const { case: words } = useFoundingWords()
  const at = LINE.findIndex(([step]) => step === found.step)
  const dayOf = (step: FoundingStep, deed: string): string | null =>
    step === found.step ? found.stepSince : (found.deeds.findLast((one) => one.deed === deed)?.day ?? null)
  return (
    <ol className="steps-line num">
      {LINE.map(([step, deed], index) => {
        const done = at >= 0 ? index <= at : found.deeds.some((one) => one.deed === deed)
        const ruling = mayTake(found.step, deed)
        return (
          <li
            key={step}
            className={done ? 'steps-done' : index === at + 1 ? 'steps-next' : ''}
            aria-current={step === found.step ? 'step' : undefined}
            title={done || ruling.ok ? undefined : ruling.why}
          >
            {words.stepNames[index]}
            <small>{done ? (dayOf(step, deed) ?? '') : ''}</small>
          </li>
        )
      })}
    </ol>
  )
}
