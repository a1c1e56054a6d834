import { sql } from 'kysely'
import { reachesPath, type Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { declarationsProblem } from '../contract.ts'
import { findDistrict, listTowns } from './towns.ts'
import { findUnitPlace } from './units.ts'

export interface LinkOrder {
  readonly unit?: string | undefined
  readonly town?: string | undefined
}

/**
 * The link that is printed and hung up in a unit or a town: by it the person need not write where they work. What stands
 * in it is a keyed hash, always the same for the same unit, so that a poster goes on working; it opens nothing but a name.
 */
export async function giveLink(context: Context, tx: Tx, scope: Scope, { unit, town }: LinkOrder) {
  const { secrets, clock } = context
  if (unit !== undefined && town !== undefined)
    throw declarationsProblem('refused', { why: '选一家单位，或者一个镇街' })
  if (unit === undefined && town === undefined) {
    const { name } = await findDistrict(tx, scope, clock.today())
    return { at: '', name: name ?? '本区' }
  }
  const place =
    unit === undefined ? await findTown(context, tx, scope, town ?? '') : await findUnitPlace(context, tx, scope, unit)
  const at = secrets
    .hash('declaration-link', `${unit === undefined ? 'town' : 'unit'} ${unit ?? town ?? ''}`)
    .slice(0, 20)
  const made = await context.database.derive(tx, scope, async (wide) =>
    rowsOf(
      tx,
      sql`insert into declaration_link (district, at, unit_id, town, name, path, made)
        values (${wide.district}, ${at}, ${unit ?? null}, ${place.town}, ${place.name}, ${place.path}, ${clock.today()})
        on conflict (district, at) do update set name = excluded.name, town = excluded.town, path = excluded.path
          where declaration_link.name <> excluded.name or declaration_link.path <> excluded.path
        returning at`,
    ),
  )
  if (made.length > 0)
    await writeAudit(tx, scope, clock, 'declarations.link', unit ?? null, { where: place.name }, { path: place.path })
  return { at, name: place.name }
}

async function findTown({ clock }: Context, tx: Tx, scope: Scope, id: string) {
  const town = (await listTowns(tx, scope, clock.today())).find((one) => one.id === id)
  if (!town || !reachesPath(scope, town.path))
    throw declarationsProblem('refused', { why: '没有这个镇街，或不在你负责的范围内' })
  return { name: town.name, path: town.path, town: town.id }
}
