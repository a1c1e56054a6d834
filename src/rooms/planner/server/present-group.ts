import type { z } from 'zod'
import type { proposalShape } from '../contract.ts'
import { checkRules, largestDistance } from '../rules/checks.ts'
import { sayIndustrySpread } from '../rules/industry.ts'
import { sayPartners } from '../rules/partners.ts'
import { tidy } from '../rules/price.ts'
import { placeMembers, yardstickOf, type MemberRecord, type PlanRow, type ProposalRecord } from './reads.ts'

type GroupFacts = Pick<
  z.infer<typeof proposalShape>,
  'checks' | 'kilometres' | 'industrySpread' | 'keptPartners' | 'changedPartners' | 'regret'
>

/** What is said of a joint branch beyond its row, worked out from its members as they are now. */
export function presentGroup(row: ProposalRecord, rows: readonly MemberRecord[], plan: PlanRow): GroupFacts {
  if (row.kind !== 'joint') {
    return { checks: [], kilometres: null, industrySpread: '', keptPartners: [], changedPartners: [], regret: null }
  }
  // Members of groups carry the address keys of that day: no division is looked up.
  const members = placeMembers(rows, new Map())
  const yardstick = yardstickOf(plan)
  const partners = sayPartners(members, (plan.figures.comparedNo ?? null) !== null)
  return {
    checks: checkRules(members, yardstick),
    kilometres: largestDistance(members, yardstick),
    industrySpread: sayIndustrySpread(members.map(({ unit }) => unit)),
    keptPartners: partners.kept,
    changedPartners: partners.changed,
    regret: regretOf(row, rows),
  }
}

/**
 * Cost above the prices of its members, nought where the town's plan is proven; null after the office has changed the
 * group, whose prices are those of before.
 */
export function regretOf(row: ProposalRecord, rows: readonly MemberRecord[]): number | null {
  if (row.as_planned !== null) return null
  if (row.proven) return 0
  const prices = rows.flatMap(({ price }) => price ?? [])
  if (prices.length < rows.length) return null
  return Math.max(0, tidy(row.cost - prices.reduce((sum, price) => sum + price, 0)))
}
