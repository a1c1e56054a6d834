import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { findWorkdays } from '../../deadlines/server/workdays.ts'
import { runningClock, type StepDays } from '../rules/clocks.ts'
import { OPEN_STEPS } from '../rules/lifecycle.ts'

/** Works out the last day of the running clock of open cases anew, of all or of one. */
export async function settleDue(tx: Tx, wide: Scope, book: RuleBook, id?: string): Promise<void> {
  const rows = await rowsOf<StepDays & { readonly id: string; readonly due: Day | null }>(
    tx,
    sql`select id, step, applied, approved, elected, due from founding where district = ${wide.district}
      and ${id === undefined ? sql`step in (${sql.join([...OPEN_STEPS])})` : sql`id = ${id}`}`,
  )
  const workdays = await findWorkdays(tx, wide)
  const changed = rows
    .map((row) => ({ id: row.id, was: row.due, due: runningClock(row, book, workdays)?.due ?? null }))
    .filter(({ was, due }) => was !== due)
  if (changed.length === 0) return
  await sql`update founding set due = n.due from json_to_recordset(${JSON.stringify(changed)}::json) as n(id text, due date)
    where founding.district = ${wide.district} and founding.id = n.id`.execute(tx)
}
