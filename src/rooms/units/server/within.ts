import { sql } from 'kysely'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { findNames } from '../../areas/server/public.ts'
import { unitsProblem } from '../contract.ts'
import { scopeSql } from './filter.ts'

/**
 * Deeds of people who reach a part of the ledger: they may touch what they reach before the deed and still reach after
 * it. What follows from it (records, counters, plans) is done as the whole office in between.
 */
export async function doWithin<T>(
  context: Context,
  tx: Tx,
  scope: Scope,
  units: readonly string[],
  deed: (wide: Scope) => Promise<T>,
): Promise<T> {
  await requireUnits(tx, scope, units)
  const done = await context.database.derive(tx, scope, deed)
  await requireStill(context, tx, scope, units)
  return done
}

/** Throws `units.unit-not-found` unless all of them are reached: who does not reach a unit does not learn that it exists. */
export async function requireUnits(db: Db | Tx, scope: Scope, units: readonly string[]): Promise<void> {
  const found = await findReached(db, scope, units)
  if (found.size < new Set(units).size) throw unitsProblem('unit-not-found')
}

/** Throws `units.outside-scope` when a unit stands where the actor does not reach it; one that is gone is no trouble. */
export async function requireStill(context: Context, tx: Tx, scope: Scope, units: readonly string[]): Promise<void> {
  if (isWhole(scope)) return
  const reached = await findReached(tx, scope, units)
  const lost = units.filter((id) => !reached.has(id))
  if (lost.length === 0) return
  await context.database.derive(tx, scope, async (wide) => {
    const [path] = (await findReached(tx, wide, lost)).values()
    if (path !== undefined) throw unitsProblem('outside-scope', { who: await sayWho(context, tx, scope, path) })
  })
}

/** Paths of those units that are reached. */
export async function findReached(db: Db | Tx, scope: Scope, units: readonly string[]): Promise<Map<string, string>> {
  if (units.length === 0) return new Map()
  const rows = await rowsOf<{ id: string; path: string }>(
    db,
    sql`select id, path from unit where ${scopeSql(scope)} and id in (${sql.join(units)})`,
  )
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** The smallest area that holds both what the actor is responsible for and where the unit would stand. */
async function sayWho(context: Context, tx: Tx, scope: Scope, path: string): Promise<string> {
  const steps = path.split('/').slice(0, -1)
  const own = [...scope.paths, ...scope.lines.map((line) => line.path)].map((one) => one.split('/'))
  const shared = steps.filter((_, depth) =>
    own.some((one) => steps.slice(0, depth + 1).every((id, at) => one[at] === id)),
  )
  const id = shared.at(-1)
  const name = id === undefined ? undefined : (await findNames(tx, scope, [id], context.clock.today())).get(id)?.name
  return name === undefined ? '管全区的同事' : `管${name}的同事`
}
