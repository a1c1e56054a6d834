import { costText } from '../plan/cost-text.ts'
import type { Proposal } from './proposal.ts'
import { useProposalWords } from './words.ts'

/** Other ways to group, each with what it would cost or why it cannot be. */
export function Alternatives({ proposal }: { readonly proposal: Proposal }) {
  const words = useProposalWords()
  const sayDelta = (delta: number): string => {
    const text = costText(Math.abs(delta))
    return text === '0' ? words.deltaNone : words.delta(text, delta > 0)
  }
  return (
    <ul>
      {proposal.alternatives.map(({ words: text, delta }) => (
        <li key={text}>
          {text}
          {delta === null ? null : `，${sayDelta(delta)}`}
        </li>
      ))}
    </ul>
  )
}

/** Who stays together and who is new to each other, beside the plan compared with. */
export function Partners({ proposal }: { readonly proposal: Proposal }) {
  const words = useProposalWords()
  const { keptPartners, changedPartners } = proposal
  return (
    <ul>
      {keptPartners.length === 0 ? null : <li>{words.kept(keptPartners.length, keptPartners.join('、'))}</li>}
      {changedPartners.length === 0 ? null : (
        <li>{words.changed(changedPartners.length, changedPartners.join('、'))}</li>
      )}
    </ul>
  )
}

/**
 * What is left to improve: the cost of a group less what its units must cost in any plan. Where the whole town is proven
 * there is nothing left, also where the prices alone would not show it.
 */
export function useRegretText(): (proposal: Pick<Proposal, 'regret' | 'cost' | 'members'>) => string {
  const words = useProposalWords()
  return ({ regret, cost, members }) => {
    if (regret === null) return words.regretUnknown
    if (regret > 1e-6) return words.regretAtMost(costText(regret))
    const byPrices = members.reduce((left, { price }) => left - (price ?? 0), cost)
    const priced = members.every(({ price }) => price !== null)
    return priced && byPrices > 0.05 ? words.regretProven(costText(byPrices)) : words.regretNone
  }
}
