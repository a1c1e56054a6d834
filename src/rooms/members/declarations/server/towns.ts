import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { findArea, findOffice, listAreasInForce } from '../../../areas/server/public.ts'

export interface Town {
  readonly id: string
  readonly name: string
  readonly path: string
}

/** Towns, streets and parks of the town level of today, in the order of the tree. */
export async function listTowns(db: Db | Tx, scope: Scope, today: Day): Promise<Town[]> {
  const areas = await listAreasInForce(db, scope, today, ['division'])
  return areas.filter(({ level }) => level === 'town').map(({ id, name, path }) => ({ id, name, path }))
}

/** The whole district, for those who named no town; without a tree of areas yet, the empty path that only the office reaches. */
export async function findDistrict(
  db: Db | Tx,
  scope: Scope,
  today: Day,
): Promise<{ name: string | null; path: string }> {
  const office = await findOffice(db, scope)
  const root = office === null ? null : await findArea(db, scope, office.root, today)
  return { name: root?.name ?? null, path: root?.path ?? '' }
}
