import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { AreaMapping, AreasChanged } from '../../areas/server/public.ts'
import { unitsEvents } from '../contract.ts'
import { KEY, unitKey, type KeyRow, type UnitsChanged } from './labels.ts'

type PlacedRow = KeyRow & { id: string; county: string | null; town: string | null }

/**
 * When areas are renamed, moved, split or merged their units stand under new paths from that day on; where they stood
 * before is kept in `place_past`, so that a question as of an earlier day finds them there.
 */
export function moveUnits(context: Context) {
  return async (tx: Tx, scope: Scope, { day, mapping }: AreasChanged): Promise<void> => {
    const moves = mapping.filter((one) => one.oldPath !== one.newPath)
    if (moves.length === 0) return
    const roots = moves.filter((one) => !moves.some((other) => other !== one && one.oldPath.startsWith(other.oldPath)))
    const rows = await rowsOf<PlacedRow>(
      tx,
      sql`select id, county, town, ${KEY} from unit where district = ${scope.district}
        and (${sql.join(
          roots.map((one) => under(sql.ref('path'), one.oldPath)),
          sql` or `,
        )})`,
    )
    if (rows.length === 0) return
    const byOldPath = new Map(moves.map((one) => [one.oldPath, one]))
    const after = rows.map((row) => movedRow(row, byOldPath))
    await sql`insert into place_past (district, unit_id, valid_from, valid_to, path, county, town, community)
      select u.district, u.id, coalesce((select max(p.valid_to) from place_past p where p.district = u.district and p.unit_id = u.id),
          '0001-01-01'::date), ${day}::date, u.path, u.county, u.town, u.community
      from unit u where u.district = ${scope.district}
        and u.id in (select value from json_array_elements_text(${JSON.stringify(rows.map((row) => row.id))}::json))
      on conflict (district, unit_id, valid_to) do nothing`.execute(tx)
    const values = after.map(({ id, path, county, town, community }) => ({ id, path, county, town, community }))
    await sql`update unit u set path = n.path, county = n.county, town = n.town, community = n.community,
        changed_at = ${context.clock.now().toISOString()}
      from json_to_recordset(${JSON.stringify(values)}::json) as n(id text, path text, county text, town text, community text)
      where u.district = ${scope.district} and u.id = n.id`.execute(tx)
    const payload: UnitsChanged = { before: rows.map(unitKey), after: after.map(unitKey) }
    await context.reactions.emit(unitsEvents.changed, tx, scope, payload)
  }
}

/** The deepest mapped area on the unit's path decides; the levels above it are read off the new path. */
function movedRow(row: PlacedRow, moves: ReadonlyMap<string, AreaMapping>): PlacedRow {
  const steps = row.path.split('/').slice(0, -1)
  for (let depth = steps.length; depth > 0; depth--) {
    const prefix = `${steps.slice(0, depth).join('/')}/`
    const move = moves.get(prefix)
    if (!move) continue
    const path = move.newPath + row.path.slice(prefix.length)
    const renamed = (id: string | null): string | null =>
      id === null
        ? null
        : ([...moves.values()].find((one) => one.from === id && row.path.startsWith(one.oldPath))?.to ?? id)
    const rest = path.split('/')
    const keep = (id: string | null): string | null => (id !== null && rest.includes(id) ? id : null)
    // A town that moved to another county takes its units along: the county is then the step above it on the new path.
    const town = keep(renamed(row.town))
    const county = keep(renamed(row.county)) ?? (town === null ? null : (rest[rest.indexOf(town) - 1] ?? null))
    return { ...row, path, county, town, community: keep(renamed(row.community)) }
  }
  return row
}
