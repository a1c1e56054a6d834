import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { scopeSql } from '../../../units/server/public.ts'
import { plannerProblem, type Pair } from '../../contract.ts'

/** What the office knows of two units: they may not sit together (`apart`), or work together and had better (`link`). */
export interface PairRow {
  readonly id: string
  readonly kind: Pair['kind']
  readonly unit_a: string
  readonly name_a: string
  readonly unit_b: string
  readonly name_b: string
  readonly reason: string
  readonly created_at: string
}

/** The last noted first. A pair is read by those who may read both units; one of a unit that is gone plays no part. */
export async function listPairs(db: Db | Tx, scope: Scope): Promise<PairRow[]> {
  return rowsOf<PairRow>(
    db,
    sql`select p.id, p.kind, p.unit_a, a.name as name_a, p.unit_b, b.name as name_b, p.reason,
        to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as created_at
      from planner_pair p
      join unit a on a.district = p.district and a.id = p.unit_a
      join unit b on b.district = p.district and b.id = p.unit_b
      where p.district = ${scope.district} and ${scopeSql(scope, 'a')} and ${scopeSql(scope, 'b')}
      order by p.created_at desc, p.id desc`,
  )
}

export interface PairInput {
  readonly kind: Pair['kind']
  readonly a: string
  readonly b: string
  readonly reason: string
}

/** Notes a pair; what was noted of the same two before is replaced. */
export async function savePair(context: Context, tx: Tx, scope: Scope, input: PairInput): Promise<Pair> {
  if (input.a === input.b) throw plannerProblem('pair-same')
  const units = await rowsOf<{ id: string }>(
    tx,
    sql`select id from unit where ${scopeSql(scope)} and id in (${input.a}, ${input.b})`,
  )
  if (units.length < 2) throw plannerProblem('unit-not-found')
  const [first, second] = [input.a, input.b].sort() as [string, string]
  const at = context.clock.now().toISOString()
  const [before = null] = await rowsOf<{ kind: string; reason: string }>(
    tx,
    sql`select kind, reason from planner_pair
      where district = ${scope.district} and unit_a = ${first} and unit_b = ${second}`,
  )
  const [written] = await rowsOf<{ id: string }>(
    tx,
    sql`insert into planner_pair (district, id, kind, unit_a, unit_b, reason, created_at)
      values (${scope.district}, ${context.clock.id()}, ${input.kind}, ${first}, ${second}, ${input.reason}, ${at})
      on conflict (district, unit_a, unit_b) do update
        set kind = excluded.kind, reason = excluded.reason, created_at = excluded.created_at
      returning id`,
  )
  const id = written?.id ?? ''
  const { kind, reason } = input
  await writeAudit(tx, scope, context.clock, 'planner.save-pair', id, {
    a: first,
    b: second,
    before,
    after: { kind, reason },
  })
  const row = (await listPairs(tx, scope)).find((pair) => pair.id === id)
  if (!row) throw plannerProblem('pair-not-found')
  return presentPair(row)
}

export async function dropPair(context: Context, tx: Tx, scope: Scope, id: string): Promise<void> {
  const row = (await listPairs(tx, scope)).find((pair) => pair.id === id)
  if (!row) throw plannerProblem('pair-not-found')
  await sql`delete from planner_pair where district = ${scope.district} and id = ${id}`.execute(tx)
  const { kind, unit_a: a, unit_b: b, reason } = row
  await writeAudit(tx, scope, context.clock, 'planner.drop-pair', id, { a, b, before: { kind, reason }, after: null })
}

export function presentPair(row: PairRow): Pair {
  return {
    id: row.id,
    kind: row.kind,
    a: { unit: row.unit_a, name: row.name_a },
    b: { unit: row.unit_b, name: row.name_b },
    reason: row.reason,
    createdAt: row.created_at,
  }
}
