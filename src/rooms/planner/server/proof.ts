import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { ComposedPlan } from './compose-plan.ts'
import type { Proof } from './reads.ts'
import { addRegions, type RegionProof } from './solve/solved.ts'

/** What is proven of a plan as a whole when it is made. */
export function proofOf({ figures, regions }: Pick<ComposedPlan, 'figures' | 'regions'>): Proof {
  const { proven, provenRegions } = addRegions(regions.values())
  return {
    bound: figures.bound,
    gap: figures.gap,
    state: proven ? 'proven' : 'settled',
    method: sayMethods(regions.values()),
    provenTowns: provenRegions,
    unfinished: !proven,
  }
}

/** 按地址树精确求解；列生成: each way once, in the order of the regions. */
export function sayMethods(regions: Iterable<Pick<RegionProof, 'method'>>): string {
  return [...new Set([...regions].map(({ method }) => method).filter((method) => method !== ''))].join('；')
}

export async function storeTowns(tx: Tx, scope: Scope, plan: string, composed: ComposedPlan): Promise<void> {
  const rows = [...composed.regionOfArea].flatMap(([town, region]) => {
    const proof = composed.regions.get(region)
    return proof ? [{ town, region, path: composed.pathOfArea.get(town) ?? '', ...proof }] : []
  })
  if (rows.length === 0) return
  await sql`insert into plan_town (district, plan_id, town, path, region, cost, bound, left_over, left_bound, proven, method, seconds)
    select ${scope.district}, ${plan}, n.town, n.path, n.region, n.cost, n.bound, n."left", n."leftBound", n.proven, n.method, n.seconds
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(town text, path text, region text, cost float8, bound float8,
      "left" int, "leftBound" int, proven boolean, method text, seconds float8)`.execute(tx)
}
