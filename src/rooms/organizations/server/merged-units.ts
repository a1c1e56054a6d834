import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { UnitsMerging } from '../../units/server/public.ts'
import { organizationsProblem } from '../contract.ts'
import { findCovers } from './covers.ts'
import { stateUnits } from './unit-facts.ts'

interface CarriedCover {
  readonly organization: string
  readonly from: string
}

/**
 * Two rows of the ledger turn out to be one unit: its covers go along, and come back when that is taken back. A unit that
 * would then have two organisations of its own is refused: which of them is right is for the office to say first.
 */
export function carryCovers(context: Context) {
  return async (tx: Tx, scope: Scope, { kept, gone, undone, carried }: UnitsMerging): Promise<void> => {
    await context.database.derive(tx, scope, async (wide) => {
      if (undone) await giveBack(tx, wide, kept, gone, readCarried(carried['organizations']))
      else carried['organizations'] = await carry(tx, wide, kept, gone)
      await stateUnits(context, tx, wide, [kept, gone])
    })
  }
}

async function carry(tx: Tx, wide: Scope, kept: string, gone: string): Promise<CarriedCover[]> {
  const covers = await findCovers(tx, wide, [kept, gone])
  const [own, other] = [kept, gone].map((unit) => (covers.get(unit) ?? []).find((one) => one.form === 'own'))
  if (own && other && own.organization !== other.organization) {
    throw organizationsProblem('refused', {
      why: `两家各有单独的党组织“${own.name}”和“${other.name}”，先调整其中一个再归并。`,
    })
  }
  return rowsOf<CarriedCover>(
    tx,
    sql`update organization_unit c set unit_id = ${kept}
      where c.district = ${wide.district} and c.unit_id = ${gone}
        and not exists (select 1 from organization_unit k where k.district = c.district
          and k.organization = c.organization and k.unit_id = ${kept})
      returning organization, valid_from::text as "from"`,
  )
}

async function giveBack(
  tx: Tx,
  wide: Scope,
  kept: string,
  gone: string,
  covers: readonly CarriedCover[],
): Promise<void> {
  for (const { organization, from } of covers) {
    await sql`update organization_unit set unit_id = ${gone} where district = ${wide.district}
      and organization = ${organization} and unit_id = ${kept} and valid_from = ${from}::date`.execute(tx)
  }
}

function readCarried(value: unknown): CarriedCover[] {
  return Array.isArray(value) ? (value as CarriedCover[]) : []
}
