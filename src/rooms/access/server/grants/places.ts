import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { accessProblem, type On } from '../../contract.ts'
import { WHOLE } from '../../rules/grants/reach-of.ts'
import { findOrganizations } from './organizations.ts'

export interface Place {
  /** Empty: the whole office, however it was named. */
  readonly area: string
  readonly path: string
  readonly name: string
}

/**
 * An area of today's tree. The office's own root is the whole office: units that could not be placed belong to it too, and
 * whoever picks it in the tree means everything.
 */
export async function findPlace(db: Db | Tx, district: string, area: string, today: string): Promise<Place | null> {
  const whole: Place = { area: WHOLE, path: '', name: '全区' }
  if (area === WHOLE) return whole
  const rows = await rowsOf<{ path: string; name: string; root: boolean }>(
    db,
    sql`select a.path, a.name, exists (select 1 from office o where o.district = a.district and o.root = a.id) as root
      from area a where a.district = ${district} and a.id = ${area} and a.valid_from <= ${today}::date
        and (a.valid_to is null or a.valid_to > ${today}::date)`,
  )
  const row = rows[0]
  if (!row) return null
  return row.root ? whole : { area, path: row.path, name: row.name }
}

/** What a grant is to stand on, in its plainest form, and the path under which it concerns somebody. Refuses what is not there. */
export async function settleOn(
  db: Db | Tx,
  district: string,
  on: On,
  today: string,
): Promise<{ readonly on: On; readonly path: string | null }> {
  if (on.kind === 'self') return { on, path: null }
  if (on.kind === 'unit') {
    const rows = await rowsOf<{ path: string }>(
      db,
      sql`select path from unit where district = ${district} and id = ${on.unit}`,
    )
    if (!rows[0]) throw accessProblem('wrong-on', { why: '台账里没有这家单位，可能已经归并。请重新选择。' })
    return { on, path: rows[0].path }
  }
  if (on.kind === 'organization') {
    const found = (await findOrganizations(db, district, [on.organization])).get(on.organization)
    if (!found || found.chain === null) {
      throw accessProblem('wrong-on', { why: '没有这个党组织，可能已经合并或撤销。请重新选择。' })
    }
    return { on, path: found.path }
  }
  const place = await findPlace(db, district, on.area, today)
  if (!place) throw accessProblem('wrong-on', { why: '现在没有这个区域，可能已经调整。请重新选择。' })
  return { on: { ...on, area: place.area }, path: place.path }
}
