import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { pause, rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { PlacedUnit } from '../../rules/cautions.ts'
import type { Yardstick } from '../../rules/price.ts'
import { forbidding } from '../../rules/problem.ts'
import { listMembersPlanned, placeMembers, yardstickOf, type PlanRow } from '../reads.ts'

/** A plan's question and answer as they were when it was made, read back from what it keeps. */
export interface PlanProblem {
  /** In address order. */
  readonly units: readonly PlacedUnit[]
  /** Group the plan had put each unit into, −1 uncovered. */
  readonly groupOf: Int32Array
  /** With the pairs kept apart for groups turned down. */
  readonly yardstick: Yardstick
}

/** Proposals in one reading: the embedded database answers nobody else meanwhile. */
const SLICE = 1500

export async function readProblem(db: Db, scope: Scope, plan: PlanRow): Promise<PlanProblem> {
  const rows: Awaited<ReturnType<typeof listMembersPlanned>> = []
  const [last] = await rowsOf<{ no: number }>(
    db,
    sql`select coalesce(max(no), 0)::int as no from proposal where district = ${scope.district} and plan_id = ${plan.id}`,
  )
  for (let from = 0; from < (last?.no ?? 0); from += SLICE) {
    rows.push(...(await listMembersPlanned(db, scope, plan.id, from, from + SLICE)))
    await pause()
  }
  const grouped = new Map(rows.map((row) => [row.unit_id, row.joint ? row.planned_no : -1]))
  const units = placeMembers(rows, new Map())
  const turned = plan.pairs.flatMap(({ a, b, kind }) => (kind === 'turned-down' ? [[a, b] as const] : []))
  return {
    units,
    groupOf: Int32Array.from(units, ({ unit }) => grouped.get(unit.id) ?? -1),
    yardstick: forbidding(yardstickOf(plan), turned),
  }
}
