import type { RuleCheck } from '../../contract.ts'
import { costText } from '../plan/cost-text.ts'
import { useProposalWords } from './words.ts'

/** Each rule with its mark; a soft one that is not kept has a price in place of a refusal. */
export function CheckList({ checks }: { readonly checks: readonly RuleCheck[] }) {
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.rule}>
          <CheckMark check={check} />
          <span>
            {check.rule}
            <small>{check.says}</small>
          </span>
          {check.ok || check.price === null ? null : <span className="tag tag-sand">+{costText(check.price)}</span>}
        </li>
      ))}
    </ul>
  )
}

export function CheckMark({ check }: { readonly check: RuleCheck }) {
  const words = useProposalWords()
  const name = check.ok ? words.ok : check.hard ? words.broken : words.soft
  return (
    <span className={check.ok ? 'good' : check.hard ? 'bad' : 'sand'} role="img" aria-label={name} title={name}>
      {check.ok ? '✓' : check.hard ? '✗' : '!'}
    </span>
  )
}

/** `6 条都合`, or how many are not. */
export function useChecksNote(): (checks: readonly RuleCheck[]) => string {
  const words = useProposalWords()
  return (checks) => {
    const bad = checks.filter(({ ok }) => !ok).length
    return bad === 0 ? words.checksAll(checks.length) : words.checksSome(checks.length, bad)
  }
}
