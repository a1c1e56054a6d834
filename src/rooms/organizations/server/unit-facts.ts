import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { stateFacts, type KeptFacts } from '../../units/server/public.ts'
import { findCovers, type CoverOfUnit } from './covers.ts'

/**
 * What the register of organisations says of units, written into the ledger: covered by which organisation and how; no
 * longer covered; or nothing, where it never knew the unit. Coverage and counters follow by what the ledger announces.
 */
export async function stateUnits(context: Context, tx: Tx, wide: Scope, units: readonly string[]): Promise<void> {
  if (units.length === 0) return
  const covers = await findCovers(tx, wide, units)
  const known = new Set(
    (
      await rowsOf<{ unit_id: string }>(
        tx,
        sql`select distinct unit_id from organization_unit
          where district = ${wide.district} and unit_id = any(${[...units]}::text[])`,
      )
    ).map((row) => row.unit_id),
  )
  const facts = new Map(units.map((unit) => [unit, factsOf(covers.get(unit)?.[0], known.has(unit))]))
  await stateFacts(context, tx, wide, 'organizations', context.clock.today(), facts)
}

function factsOf(cover: CoverOfUnit | undefined, known: boolean): KeptFacts['organizations'] | null {
  if (cover) {
    return { hasOrganization: true, orgForm: cover.form, orgName: cover.name, orgFounded: cover.founded }
  }
  return known ? { hasOrganization: false, orgForm: null, orgName: null, orgFounded: null } : null
}
