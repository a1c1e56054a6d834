import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { tidy } from '../../rules/price.ts'
import { sayMethods } from '../proof.ts'
import { findPlan, type Proof } from '../reads.ts'
import { addRegions, gapOf, type RegionProof } from '../solve/solved.ts'
import type { RegionFinding } from './region-findings.ts'

interface RegionRow {
  readonly region: string
  readonly cost: number
  readonly bound: number
  readonly left: number
  readonly leftBound: number
  readonly proven: boolean
  readonly method: string
  readonly seconds: number | null
  readonly better: boolean
}

async function listRegions(db: Db | Tx, scope: Scope, plan: string): Promise<RegionRow[]> {
  return rowsOf<RegionRow>(
    db,
    sql`select region, min(cost) as cost, min(bound) as bound, min(left_over) as "left", min(left_bound) as "leftBound",
        bool_and(proven) as proven, min(method) as method, min(seconds) as seconds, bool_or(better is not null) as better
      from plan_town where district = ${scope.district} and plan_id = ${plan} group by region order by region`,
  )
}

/** Regions whose plan is not proven yet. */
export async function listOpenRegions(db: Db | Tx, scope: Scope, plan: string): Promise<ReadonlySet<string>> {
  const regions = await listRegions(db, scope, plan)
  return new Set(regions.filter(({ proven }) => !proven).map(({ region }) => region))
}

/** Writes down what is better than what was known; a bound never falls back. */
export async function writeFindings(
  tx: Tx,
  scope: Scope,
  plan: string,
  found: readonly RegionFinding[],
): Promise<void> {
  const { district } = scope
  const before = new Map((await listRegions(tx, scope, plan)).map((row) => [row.region, row]))
  for (const { region, proof, prices, better } of found) {
    const known = before.get(region)
    if (!known || (!proof.proven && better === null && gapOf(proof) >= gapOf(known) && known.method !== '')) continue
    await sql`update plan_town set cost = ${proof.cost}, bound = ${proof.bound}, left_over = ${proof.left},
        left_bound = ${proof.leftBound}, proven = ${proof.proven}, method = ${proof.method}, seconds = ${proof.seconds},
        better = ${better === null ? null : JSON.stringify(better)}::jsonb
      where district = ${district} and plan_id = ${plan} and region = ${region}`.execute(tx)
    if (prices.length === 0) continue
    await sql`update proposal_member m set price = n.price
      from json_to_recordset(${JSON.stringify(prices)}::json) as n(unit text, price float8)
      where m.district = ${district} and m.plan_id = ${plan} and m.unit_id = n.unit`.execute(tx)
  }
  await writeWhole(tx, scope, plan, null)
}

/** Says that the gap is being narrowed, or that nobody is at it any more. */
export async function settlePlan(
  tx: Tx,
  scope: Scope,
  plan: string,
  state: 'refining' | 'settled',
  unfinished = false,
): Promise<void> {
  await writeWhole(tx, scope, plan, state, unfinished)
}

/** The newest plans of which the gap could still be narrowed, had it not been broken off. */
export async function listUnfinished(db: Db | Tx, scope: Scope, most: number): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select id from plan where district = ${scope.district} and proof->>'state' = 'settled'
      and (proof->>'unfinished')::boolean order by no desc limit ${most}`,
  )
  return rows.map(({ id }) => id)
}

/** After a stop of the server nobody is at it any more. */
export async function settleAll(tx: Tx): Promise<void> {
  await sql`update plan set proof = proof || '{"state": "settled", "unfinished": true}' where proof->>'state' = 'refining'`.execute(
    tx,
  )
}

async function writeWhole(
  tx: Tx,
  scope: Scope,
  id: string,
  state: 'refining' | 'settled' | null,
  unfinished = false,
): Promise<void> {
  const plan = await findPlan(tx, scope, id)
  if (!plan) return
  const regions = await listRegions(tx, scope, id)
  const sum = addRegions(regions)
  // What was decided before the plan was made costs the same on both sides of the gap.
  const kept = plan.figures.cost - sum.cost
  const total: RegionProof = { ...sum, cost: plan.figures.cost, bound: tidy(sum.bound + kept) }
  const proof: Proof = {
    bound: sum.proven ? total.cost : total.bound,
    gap: sum.proven ? 0 : gapOf(total),
    state: sum.proven ? 'proven' : (state ?? plan.proof?.state ?? 'settled'),
    method: sayBetter(sayMethods(regions), regions.filter(({ better }) => better).length),
    provenTowns: sum.provenRegions,
    unfinished,
  }
  await sql`update plan set proof = ${JSON.stringify(proof)}::jsonb
    where district = ${scope.district} and id = ${id}`.execute(tx)
}

function sayBetter(method: string, regions: number): string {
  return regions === 0 ? method : `${method}；有 ${regions} 处已求出代价更低的编组，重排即采用`
}
