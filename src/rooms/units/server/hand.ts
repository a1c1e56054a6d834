import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { FactName, FactValue } from '../contract.ts'
import { lifeNames } from '../rules/names.ts'
import { personalFacts } from '../rules/personal.ts'
import { resolveFacts } from '../rules/precedence.ts'
import { editByHand } from './changes.ts'
import { findPrecedence } from './rebuild.ts'
import { findRecords } from './records.ts'
import { refuseKept } from './standing.ts'
import { unitPath } from './unit-path.ts'
import { doWithin } from './within.ts'

/** Names stand in the trail as keyed hashes only; how a unit lives in the office's words. */
function keptFacts(context: Context, facts: Partial<Record<FactName, FactValue>>) {
  return Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => {
      const kind = personalFacts[fact as FactName]
      if (fact === 'life' && typeof value === 'string' && value in lifeNames) {
        return [fact, lifeNames[value as keyof typeof lifeNames]]
      }
      return [fact, kind !== undefined && typeof value === 'string' ? keyed(context.secrets, kind, value) : value]
    }),
  )
}

/** What held until now of the facts that are edited; null for what nobody said. How a unit lives may follow from other facts. */
async function findStated(
  tx: Tx,
  scope: Scope,
  id: string,
  names: readonly FactName[],
): Promise<Partial<Record<FactName, FactValue>>> {
  const records = (await findRecords(tx, scope, [id])).get(id) ?? []
  const winners = resolveFacts(records, await findPrecedence(tx, scope))
  const [unit] = await rowsOf<{ life: string }>(
    tx,
    sql`select life from unit where district = ${scope.district} and id = ${id}`,
  )
  const stated = (name: FactName): FactValue => winners[name]?.facts[name] ?? null
  return Object.fromEntries(names.map((name) => [name, name === 'life' ? (unit?.life ?? null) : stated(name)]))
}

/** Facts that a person states of a unit, in force at once, with what held before in the trail. */
export async function hand(
  context: Context,
  scope: Scope,
  id: string,
  facts: Parameters<typeof editByHand>[4],
  why: string,
  day: Day,
): Promise<void> {
  await context.database.write(scope, async (tx) => {
    await refuseKept(tx, scope, id, Object.keys(facts) as FactName[])
    const before = await findStated(tx, scope, id, Object.keys(facts) as FactName[])
    await doWithin(context, tx, scope, [id], (wide) => editByHand(context, tx, wide, id, facts, why, day))
    const details = { before: keptFacts(context, before), after: keptFacts(context, facts), why }
    await writeAudit(tx, scope, context.clock, 'units.edit', id, details, await unitPath(tx, scope, id))
  })
}
