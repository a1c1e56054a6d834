import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf } from '../db/database.ts'
import type { Context } from '../room.ts'
import { isDue, type Attempt } from './due.ts'
import type { Why } from './header.ts'
import { listBackups, removeBackup } from './list.ts'
import { makeBackup, sayCause } from './make-backup.ts'
import { backupFolder } from './place.ts'
import { mayGo, type Keeping } from './rotation.ts'
import type { Made } from './run-backup.ts'

export interface Schedule extends Keeping {
  /** `02:00`, China Standard Time; null: none by themselves. */
  readonly daily: string | null
  readonly since: Date
}

const USUAL: Keeping & { readonly daily: string } = { daily: '02:00', keepDays: 7, keepWeeks: 4, keepMonths: 12 }

interface Row {
  readonly daily: string | null
  readonly keep_days: number
  readonly keep_weeks: number
  readonly keep_months: number
  readonly since: Date
}

/** The office's schedule; null before the first start of the server, which sets the usual one. */
export async function findSchedule(context: Context, scope: Scope): Promise<Schedule | null> {
  const [row] = await rowsOf<Row>(
    context.database.as(scope),
    sql`select daily, keep_days, keep_weeks, keep_months, since from backup_schedule where district = ${scope.district}`,
  )
  if (!row) return null
  return {
    daily: row.daily,
    keepDays: row.keep_days,
    keepWeeks: row.keep_weeks,
    keepMonths: row.keep_months,
    since: new Date(row.since),
  }
}

export async function getSchedule(context: Context, scope: Scope): Promise<Schedule> {
  return (await findSchedule(context, scope)) ?? { ...USUAL, since: context.clock.now() }
}

export async function saveSchedule(context: Context, scope: Scope, schedule: Omit<Schedule, 'since'>): Promise<void> {
  const { daily, keepDays, keepWeeks, keepMonths } = schedule
  const since = context.clock.now().toISOString()
  await context.database.write(scope, async (tx) => {
    await sql`insert into backup_schedule (district, daily, keep_days, keep_weeks, keep_months, since)
      values (${scope.district}, ${daily}, ${keepDays}, ${keepWeeks}, ${keepMonths}, ${since})
      on conflict (district) do update set daily = excluded.daily, keep_days = excluded.keep_days,
        keep_weeks = excluded.keep_weeks, keep_months = excluded.keep_months, since = excluded.since`.execute(tx)
  })
}

/** Of the scheduled backups only: enough to see whether the last owed one was made. */
export async function listAttempts(context: Context, scope: Scope): Promise<(Attempt & { problem: string | null })[]> {
  const rows = await rowsOf<{ at: Date; name: string | null; problem: string | null }>(
    context.database.as(scope),
    sql`select at, name, problem from backup_log where district = ${scope.district} and why = 'scheduled' and ended_at is not null
      order by at desc limit 50`,
  )
  return rows.map(({ at, name, problem }) => ({ at: new Date(at), ok: name !== null, problem }))
}

/** What to tell the office: the last attempt failed, and why. */
export async function lastProblem(context: Context, scope: Scope): Promise<string | null> {
  const [row] = await rowsOf<{ problem: string | null }>(
    context.database.as(scope),
    sql`select problem from backup_log where district = ${scope.district} and ended_at is not null order by at desc limit 1`,
  )
  return row?.problem ?? null
}

/**
 * Makes a backup and keeps its row in the log: begun, then how it ended. An attempt that the program did not outlive has
 * no end and counts as not made.
 */
export async function makeAndLog(
  context: Context,
  scope: Scope,
  why: Why,
  passphrase: string | null,
  say: (doing: string, progress: number) => void,
): Promise<Made> {
  const { clock, database } = context
  const id = clock.id()
  const at = clock.now()
  // As the gate's work it goes on when the disk is nearly full and the office's own writing is stopped.
  const log = (end: { name: string | null; problem: string | null } | null): Promise<void> =>
    database.writeAsOwner(async (tx) => {
      const endedAt = end === null ? null : clock.now().toISOString()
      await sql`insert into backup_log (district, id, why, at, ended_at, name, problem)
        values (${scope.district}, ${id}, ${why}, ${at.toISOString()}, ${endedAt}, ${end?.name ?? null}, ${end?.problem ?? null})
        on conflict (district, id) do update set ended_at = excluded.ended_at, name = excluded.name, problem = excluded.problem`.execute(
        tx,
      )
    })
  await log(null)
  try {
    const made = await makeBackup(context.config, database, { why, at, passphrase, say })
    await log({ name: made.name, problem: null })
    return made
  } catch (error) {
    await log({ name: null, problem: sayCause(error instanceof Error ? error.message : String(error)) })
    throw error
  }
}

/** Removes what the schedule does not keep; returns the names. */
export async function rotate(context: Context, scope: Scope): Promise<string[]> {
  const folder = backupFolder(context.config).path
  const gone = mayGo(await listBackups(folder), await getSchedule(context, scope), context.clock.now())
  for (const name of gone) await removeBackup(folder, name)
  return gone
}

export async function owes(context: Context, scope: Scope): Promise<boolean> {
  const schedule = await findSchedule(context, scope)
  if (schedule === null || schedule.daily === null) return false
  return isDue(schedule.daily, schedule.since, await listAttempts(context, scope), context.clock.now())
}

/** The usual schedule from the first start on. */
export async function beginSchedule(context: Context, scope: Scope): Promise<void> {
  if ((await findSchedule(context, scope)) === null) await saveSchedule(context, scope, USUAL)
}
