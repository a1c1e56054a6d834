import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { FactName, FactValue, Register } from '../contract.ts'
import { coverageNames } from '../rules/names.ts'
import { registerWords } from '../rules/registers.ts'
import { rebuildByIds } from './changes.ts'
import type { Rebuilt } from './rebuild.ts'
import { hashFacts, RECORD_COLUMNS, recordValues } from './records.ts'

/**
 * Facts that a register of this product keeps of units. Of each unit a register has one statement in force; the earlier
 * ones stay, marked `replaced`, so that a deed that is dated back cannot lose against the statement that it corrects.
 */
export interface KeptFacts {
  readonly organizations: {
    readonly hasOrganization: boolean
    readonly orgForm: 'own' | 'joint' | null
    readonly orgName: string | null
    readonly orgFounded: Day | null
  }
  readonly members: { readonly membersFull: number; readonly membersProbationary: number }
}

/**
 * States what a register knows of units from `day` on; null: it says nothing of the unit any more, and other sources hold
 * again. Statements that are in force already write nothing. Derives the units anew and tells later rooms, in the caller's
 * transaction; `wide` is the whole office (`database.derive`). Units that the ledger does not have are passed over.
 */
export async function stateFacts<R extends Register>(
  context: Context,
  tx: Tx,
  wide: Scope,
  register: R,
  day: Day,
  facts: ReadonlyMap<string, KeptFacts[R] | null>,
): Promise<Rebuilt> {
  if (!isWhole(wide)) throw new Error('registers state facts as the whole office')
  const ids = JSON.stringify([...facts.keys()])
  const rows = await rowsOf<{ id: string; hashes: string[] }>(
    tx,
    sql`select u.id, array(select r.hash from unit_record r where r.district = u.district and r.unit_id = u.id
        and r.source = ${register} and r.state = 'live') as hashes
      from unit u where u.district = ${wide.district} and u.id in (select value from json_array_elements_text(${ids}::json))
      order by u.id`,
  )
  const changed = rows.flatMap(({ id, hashes }) => {
    const given = facts.get(id) ?? null
    const stated = given === null ? null : asFacts(given)
    const hash = stated === null ? null : hashFacts(stated)
    const same = hash === null ? hashes.length === 0 : hashes.length === 1 && hashes[0] === hash
    return same ? [] : [{ id, stated, hash }]
  })
  if (changed.length === 0) return { added: 0, changed: 0, removed: 0 }
  const batch = context.clock.id()
  const touched = changed.map(({ id }) => id)
  await sql`insert into unit_batch (district, id, import_id, file, sheet, sha256, source, as_of, written_at, rows, counts)
    values (${wide.district}, ${batch}, '', ${registerWords[register].name}, '', '', ${register}, ${day},
      ${context.clock.now().toISOString()}, ${changed.length}, ${JSON.stringify({ changed: changed.length })}::jsonb)`.execute(
    tx,
  )
  await sql`update unit_record set state = 'replaced' where district = ${wide.district} and source = ${register}
    and state = 'live' and unit_id in (select value from json_array_elements_text(${JSON.stringify(touched)}::json))`.execute(
    tx,
  )
  const records = changed.flatMap(({ id, stated, hash }, at) =>
    stated === null || hash === null
      ? []
      : [
          recordValues(wide, {
            id: `${batch}-${String(at + 1).padStart(7, '0')}`,
            unit: id,
            source: register,
            asOf: day,
            batch,
            row: at + 1,
            facts: stated,
            texts: {},
            notes: [],
            match: null,
            hash,
            joinedBy: 'register',
          }),
        ],
  )
  await context.database.copy(tx, 'unit_record', RECORD_COLUMNS, records)
  return rebuildByIds(context, tx, wide, touched)
}

/** As files say it, so that lists and exports need not know where it comes from. */
function asFacts(given: KeptFacts[Register]): Partial<Record<FactName, FactValue>> {
  if (!('orgForm' in given)) return { ...given }
  return { ...given, orgForm: given.orgForm === null ? null : coverageNames[given.orgForm] }
}
