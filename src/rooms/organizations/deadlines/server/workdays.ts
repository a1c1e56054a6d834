import { sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { makeWorkdays, readNotice, type Workdays } from '../../../../standards/workdays.ts'
import { shippedNotices } from '../../../../standards/workdays-notices.ts'
import { deadlinesProblem, type workdayYearShape } from '../contract.ts'
import { forgetRun } from './runs.ts'

type WorkdayYear = z.input<typeof workdayYearShape> & { off: Day[]; worked: Day[] }

/** Notices by year: those that ship, and in their place those that the office loaded. */
export async function listWorkdays(db: Db | Tx, scope: Scope): Promise<WorkdayYear[]> {
  const loaded = await rowsOf<{ year: number; source: string; off: Day[]; worked: Day[] }>(
    db,
    sql`select year, source, off_days as off, worked_days as worked from workday_notice
      where district = ${scope.district}`,
  )
  const years = new Map<number, WorkdayYear>(
    shippedNotices.map(({ year, source, off, worked }) => [
      year,
      { year, source, off: [...off], worked: [...worked], builtIn: true },
    ]),
  )
  for (const one of loaded) years.set(one.year, { ...one, builtIn: false })
  return [...years.values()].sort((a, b) => b.year - a.year)
}

export async function findWorkdays(db: Db | Tx, scope: Scope): Promise<Workdays> {
  return makeWorkdays(await listWorkdays(db, scope))
}

/** Loads a year's notice in the place of the one that was there; everything is computed anew with it. */
export async function saveWorkdays(
  context: Context,
  scope: Scope,
  { year, source, text }: { readonly year: number; readonly source: string; readonly text: string },
): Promise<WorkdayYear> {
  const { notice, wrong } = readNotice(year, source, text)
  if (wrong.length > 0) throw deadlinesProblem('bad-notice', { lines: wrong.slice(0, 5).join('；') })
  await context.database.write(scope, async (tx) => {
    await sql`insert into workday_notice (district, year, source, off_days, worked_days, at, actor)
      values (${scope.district}, ${year}, ${source}, ${JSON.stringify(notice.off)}::jsonb,
        ${JSON.stringify(notice.worked)}::jsonb, ${context.clock.now().toISOString()}, ${scope.actor})
      on conflict (district, year) do update set source = excluded.source, off_days = excluded.off_days,
        worked_days = excluded.worked_days, at = excluded.at, actor = excluded.actor`.execute(tx)
    await forgetRun(context, tx, scope)
    await writeAudit(tx, scope, context.clock, 'deadlines.workdays-saved', String(year), {
      source,
      off: notice.off.length,
      worked: notice.worked.length,
    })
  })
  return { year, source, off: [...notice.off], worked: [...notice.worked], builtIn: false }
}
