import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import { under } from '../../../platform/server/db/under.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { AreaMapping, AreasChanged } from '../../areas/server/public.ts'
import { openDeed } from './deed.ts'

/** When areas are moved, split or merged the organisations in them stand in the new ones from that day on. */
export function moveWithAreas(context: Context) {
  return async (tx: Tx, scope: Scope, { day, mapping }: AreasChanged): Promise<void> => {
    const moves = mapping.filter((one) => one.oldPath !== one.newPath)
    const roots = moves.filter((one) => !moves.some((other) => other !== one && one.oldPath.startsWith(other.oldPath)))
    if (roots.length === 0) return
    const byPath = new Map(moves.map((one) => [one.oldPath, one]))
    await context.database.derive(tx, scope, async (wide) => {
      const rows = await rowsOf<{ id: string; path: string }>(
        tx,
        sql`select id, path from organization where district = ${wide.district} and (${sql.join(
          roots.map((one) => under(sql.ref('path'), one.oldPath)),
          sql` or `,
        )})`,
      )
      if (rows.length === 0) return
      // The contract of the areas has checked the day's shape.
      const deed = openDeed(context, tx, wide, day as Day, '区划调整')
      const ids = rows.map((row) => row.id)
      await deed.touch(ids)
      const event = context.clock.id()
      await deed.patch(ids, event, (version) => {
        const move = deepest(version.path, byPath)
        return move === null ? {} : placed(version, move)
      })
      await deed.close(event)
    })
  }
}

/** The mapping of the lowest area on the path. */
function deepest(path: string, moves: ReadonlyMap<string, AreaMapping>): AreaMapping | null {
  const steps = path.split('/').slice(0, -1)
  for (let depth = steps.length; depth > 0; depth--) {
    const found = moves.get(`${steps.slice(0, depth).join('/')}/`)
    if (found) return found
  }
  return null
}

function placed({ area, path }: { area: string | null; path: string }, move: AreaMapping) {
  return { area: area === move.from ? move.to : area, path: move.newPath + path.slice(move.oldPath.length) }
}
