import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'

/** Numbers of groups found by proofs; above those of any plan. */
const BEYOND = 1_000_000

/** Groups that proofs have found to cost less than those of a plan: the next plan begins with them. */
export async function findBetter(db: Db, scope: Scope, plan: string): Promise<Map<string, number>> {
  const rows = await rowsOf<{ better: readonly (readonly string[])[] }>(
    db,
    sql`select distinct on (region) better from plan_town
      where district = ${scope.district} and plan_id = ${plan} and better is not null order by region`,
  )
  const groups = rows.flatMap(({ better }) => better)
  return new Map(groups.flatMap((units, at) => units.map((unit) => [unit, BEYOND + at] as const)))
}
