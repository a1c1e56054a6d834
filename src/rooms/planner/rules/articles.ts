import type { Article } from '../../../kernel/shapes.ts'
import { articleOf, builtInRules } from '../../rulebook/public.ts'
import type { ProposalKind } from './decision.ts'

/** Which rule a proposal rests on. */
const RULE_OF: Readonly<Record<ProposalKind, string>> = {
  own: 'branch.4',
  joint: 'branch.5.joint',
  instructor: 'instructor.load',
  uncovered: 'branch.5.joint',
}

export function articleOfProposal(kind: ProposalKind): Article {
  const found = builtInRules.find((rule) => rule.id === RULE_OF[kind])
  if (!found) throw new RangeError(`no rule ${RULE_OF[kind]}`)
  return articleOf(found)
}
