import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import { makeVault } from '../../../../platform/server/personal/vault.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { nameKeys, openName } from '../../server/public.ts'
import { nothingTouched, removeMembers, settle, touch, writeEvent } from '../../server/write.ts'
import { rostersProblem } from '../contract.ts'
import type { Before } from './write-roster.ts'

interface Row {
  readonly member: string
  readonly action: string
  readonly before: string | null
  readonly organization: string | null
  readonly unit: string | null
  readonly untouched: boolean
}

export interface Undone {
  readonly removed: number
  readonly restored: number
  /** Members whom somebody has done something to since: they stay as they are. */
  readonly kept: number
}

/**
 * Takes back what a register wrote: members that it brought go, members that it changed are again what they were; whoever
 * was touched by anybody since stays. The trail and the events of those who stay keep both.
 */
export async function undoRoster(context: Context, scope: Scope, batch: string, reason: string): Promise<Undone> {
  return context.database.write(scope, async (tx) => {
    const { district } = scope
    const [found] = await rowsOf<{ file: string }>(
      tx,
      sql`update roster_batch set undone_at = ${context.clock.now().toISOString()}, undone_by = ${scope.actor}
        where district = ${district} and id = ${batch} and undone_at is null returning file`,
    )
    if (!found) throw rostersProblem('batch-not-found')
    const rows = await rowsOf<Row>(
      tx,
      sql`select r.member, r.action, r.before, m.organization, m.unit_id as unit, m.version = r.version as untouched
        from roster_row r join member m on m.district = r.district and m.id = r.member
        where r.district = ${district} and r.batch = ${batch} and r.action <> 'known' order by r.member for update of m`,
    )
    const touched = nothingTouched()
    for (const row of rows) if (row.untouched) touch(touched, { ...row, id: row.member })
    const added = rows.filter(({ action, untouched }) => action === 'added' && untouched)
    const changed = rows.filter(({ action, untouched }) => action === 'changed' && untouched)
    await removeMembers(
      tx,
      scope,
      added.map(({ member }) => member),
    )
    for (const row of changed) {
      await restore(context, tx, scope, row, batch, reason)
      const [now] = await rowsOf<{ organization: string | null; unit: string | null }>(
        tx,
        sql`select organization, unit_id as unit from member where district = ${district} and id = ${row.member}`,
      )
      if (now) touch(touched, { ...now, id: row.member })
    }
    await settle(context, tx, scope, touched)
    const done = { removed: added.length, restored: changed.length, kept: rows.length - added.length - changed.length }
    await writeAudit(tx, scope, context.clock, 'members.undo-import', batch, { file: found.file, ...done, reason })
    return done
  })
}

/** Ids of events are in order of time: those of the register and later are what it wrote, since nobody did anything after it. */
async function restore(context: Context, tx: Tx, scope: Scope, row: Row, batch: string, reason: string): Promise<void> {
  const { district } = scope
  const before = JSON.parse(context.secrets.open(row.before ?? '')) as Before
  for (const table of ['member_status', 'member_relation']) {
    const gone = await rowsOf(
      tx,
      sql`delete from ${sql.table(table)} where district = ${district} and member = ${row.member} and event > ${batch} returning event`,
    )
    if (gone.length > 0)
      await sql`update ${sql.table(table)} set valid_to = null where district = ${district} and member = ${row.member}
        and event = (select t.event from ${sql.table(table)} t where t.district = ${district} and t.member = ${row.member}
          order by t.valid_from desc, t.event desc limit 1)`.execute(tx)
  }
  const columns = Object.keys(before.row)
  await sql`update member set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = b.${sql.ref(column)}`))},
      version = member.version + 1, changed_at = ${context.clock.now().toISOString()}
    from json_populate_record(null::member, ${JSON.stringify(before.row)}::json) b
    where member.district = ${district} and member.id = ${row.member}`.execute(tx)
  await restoreKeys(context, tx, scope, row.member, String(before.row['name']))
  const vault = makeVault(context.secrets, context.clock)
  const path = String(before.row['path'] ?? '')
  for (const [kind, text] of Object.entries(before.numbers)) {
    // Written by kind of number.
    const number = kind as 'phone' | 'identity'
    if (text === null) await vault.erase(tx, scope, row.member, number)
    else
      await vault.put(tx, scope, {
        owner: row.member,
        kind: number,
        text,
        path: path === '' ? null : path,
        account: null,
      })
  }
  await writeEvent(context, tx, scope, {
    member: row.member,
    day: context.clock.today(),
    kind: 'undone',
    words: '撤回按名册所作的更正',
    reason,
  })
}

/** By which the name is found, which may have been another one in between. */
async function restoreKeys({ secrets }: Context, tx: Tx, scope: Scope, member: string, sealed: string): Promise<void> {
  const keys = [...new Set(nameKeys(secrets, openName(secrets, sealed)))]
  await sql`delete from member_name_key where district = ${scope.district} and member = ${member}`.execute(tx)
  await sql`insert into member_name_key (district, key, member)
    select ${scope.district}, key, ${member} from unnest(${keys}::text[]) key`.execute(tx)
}
