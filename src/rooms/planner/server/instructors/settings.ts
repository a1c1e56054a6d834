import { sql } from 'kysely'
import { parseDay } from '../../../../kernel/day.ts'
import { maskName } from '../../../../kernel/mask.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { scopeSql } from '../../../units/server/public.ts'
import { plannerProblem } from '../../contract.ts'
import type { InstructorSetting } from '../../rules/instructor.ts'

/** By name: a plan minds all of them, whoever makes it. */
export async function listInstructorSettings(
  db: Db | Tx,
  scope: Scope,
): Promise<ReadonlyMap<string, InstructorSetting>> {
  const rows = await rowsOf<InstructorSetting>(
    db,
    sql`select name, capacity, until::text as until, leaving, conflicts, note from planner_instructor
      where district = ${scope.district} order by name`,
  )
  return new Map(rows.map((row) => [row.name, row]))
}

/** Refused for a name that the ledger does not know, and for units that are not there. */
export async function saveInstructor(context: Context, tx: Tx, scope: Scope, setting: InstructorSetting) {
  const { name, capacity, until, leaving, note } = setting
  if (until !== null && parseDay(until) === null) throw plannerProblem('bad-params', { where: '任期到' })
  const named = await rowsOf(tx, sql`select 1 from unit where ${scopeSql(scope)} and instructor = ${name} limit 1`)
  if (named.length === 0) throw plannerProblem('instructor-not-found', { name: maskName(name) })
  const conflicts = [...new Set(setting.conflicts)].sort()
  if (conflicts.length > 0) {
    const found = await rowsOf(tx, sql`select 1 from unit where ${scopeSql(scope)} and id in (${sql.join(conflicts)})`)
    if (found.length < conflicts.length) throw plannerProblem('unit-not-found')
  }
  const at = context.clock.now().toISOString()
  const before = (await listInstructorSettings(tx, scope)).get(name)
  await sql`insert into planner_instructor (district, name, capacity, until, leaving, conflicts, note, changed_at)
    values (${scope.district}, ${name}, ${capacity}, ${until}::date, ${leaving},
      array(select json_array_elements_text(${JSON.stringify(conflicts)}::json)), ${note}, ${at})
    on conflict (district, name) do update set capacity = excluded.capacity, until = excluded.until,
      leaving = excluded.leaving, conflicts = excluded.conflicts, note = excluded.note, changed_at = excluded.changed_at`.execute(
    tx,
  )
  const kept = (one: Omit<InstructorSetting, 'name'>) => ({
    capacity: one.capacity,
    until: one.until,
    leaving: one.leaving,
    conflicts: one.conflicts,
    note: keyed(context.secrets, 'note', one.note),
  })
  const details = {
    before: before === undefined ? null : kept(before),
    after: kept({ capacity, until, leaving, conflicts, note }),
  }
  await writeAudit(tx, scope, context.clock, 'planner.save-instructor', context.secrets.hash('name', name), details)
}
