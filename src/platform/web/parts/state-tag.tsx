import { countText, rateText } from '../format.ts'
import { usePlatformWords } from '../words.ts'
import './state-tag.css'

/** Coverage states in the order in which they are always shown. */
export const stateOrder = ['own', 'joint', 'work', 'none', 'excluded'] as const
export type CoverageState = (typeof stateOrder)[number]

export function StateTag({ state, title }: { readonly state: CoverageState; readonly title?: string }) {
  const words = usePlatformWords()
  return (
    <span className={`state state-${state}`} title={title}>
      {words.states[state]}
    </span>
  )
}

/** What the colours and patterns mean; stands once above the rows. */
export function StateLegend() {
  const words = usePlatformWords()
  return (
    <div className="legend" aria-hidden="true">
      {stateOrder.map((state) => (
        <span key={state}>
          <i className={`fill-${state}`} />
          {state === 'excluded' ? words.excludedBasis : words.states[state]}
        </span>
      ))}
    </div>
  )
}

/** One row's composition as a bar; its numbers stand beside it for the screen reader, so that nothing is said by colour alone. */
export function CompositionBar({ counts }: { readonly counts: Readonly<Record<CoverageState, number>> }) {
  const words = usePlatformWords()
  const total = stateOrder.reduce((sum, state) => sum + counts[state], 0)
  const shown = stateOrder.filter((state) => counts[state] > 0)
  const label = shown.map(
    (state) => `${words.states[state]} ${countText(counts[state])}（${rateText(counts[state] / total)}）`,
  )
  return (
    <>
      <span className="bar" aria-hidden="true" title={label.join('\n')}>
        {shown.map((state) => (
          <i key={state} className={`fill-${state}`} style={{ width: `${(counts[state] / total) * 100}%` }} />
        ))}
      </span>
      <span className="sr-only">{label.join('，')}</span>
    </>
  )
}
