import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasEvents } from '../../../areas/contract.ts'
import type { AreasChanged } from '../../../areas/server/public.ts'
import { runClock } from '../../../organizations/deadlines/server/public.ts'
import { unitsEvents } from '../../../units/contract.ts'
import { carryUnit, type UnitsMerging } from '../../../units/server/public.ts'
import { transfersEvents } from '../../transfers/contract.ts'
import type { TransferChanged } from '../../transfers/server/public.ts'
import { moves } from '../rules/moves.ts'
import { DECLARATION, type StoredDeclaration } from './stored.ts'
import { writeMove } from './write-move.ts'

/** What follows for declarations when transfers, units and areas change. */
export function reactToOthers(context: Context): void {
  const { reactions, database } = context
  reactions.on<TransferChanged>(transfersEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followTransfer(context, tx, wide, changed)),
  )
  reactions.on<UnitsMerging>(unitsEvents.merging, (tx, scope, merging) =>
    database.derive(tx, scope, async (wide) => {
      await carryUnit(tx, wide, { table: 'declaration' }, merging)
      await carryUnit(tx, wide, { table: 'declaration_link', key: 'at' }, merging)
    }),
  )
  reactions.on<AreasChanged>(areasEvents.changed, (tx, scope, changed) =>
    database.derive(tx, scope, (wide) => followAreas(context, tx, wide, changed)),
  )
}

/** The person arrived, or the transfer came to nothing and the declaration waits again. */
async function followTransfer(
  context: Context,
  tx: Tx,
  wide: Scope,
  { transfer, member, state, day }: TransferChanged,
): Promise<void> {
  if (!['received', 'returned', 'withdrawn', 'lapsed'].includes(state)) return
  const deed = state === 'received' ? 'arrive' : 'fall-back'
  const rows = await rowsOf<StoredDeclaration>(
    tx,
    sql`select ${DECLARATION} from declaration where declaration.district = ${wide.district} and transfer = ${transfer}`,
  )
  for (const row of rows) {
    const to = moves[row.state][deed]
    if (to === undefined) continue
    const arrived = deed === 'arrive'
    await writeMove(context, tx, wide, row, {
      deed,
      to,
      day,
      words: arrived ? '组织关系已经接收' : '转接没有办成，重新办理',
      reason: '',
      set: arrived ? { member, ended: day } : { transfer: null },
    })
  }
}

/** A declaration stands in a town or in the district, always the whole of it, so that the paths are compared as they are. */
async function followAreas(context: Context, tx: Tx, wide: Scope, { mapping }: AreasChanged): Promise<void> {
  const moved = mapping.filter(({ from, to, oldPath, newPath }) => from !== to || oldPath !== newPath)
  if (moved.length === 0) return
  const placed = (table: string, key: string) => sql<{
    key: string
  }>`update ${sql.table(table)} d set path = m."newPath",
        town = case when d.town = m."from" then m."to" else d.town end
      from json_to_recordset(${JSON.stringify(moved)}::json) as m("from" text, "to" text, "oldPath" text, "newPath" text)
      where d.district = ${wide.district} and d.path = m."oldPath" returning d.${sql.ref(key)} as key`
  await placed('declaration_link', 'at').execute(tx)
  const declarations = await rowsOf(tx, placed('declaration', 'id'))
  const ids = declarations.map(({ key }) => key)
  await runClock(context, tx, wide, 'declarations', ids)
}
