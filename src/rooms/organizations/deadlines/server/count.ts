import { sql } from 'kysely'
import type { z } from 'zod'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { deadlineCountShape } from '../contract.ts'
import { kindsOf, narrowSql, showSql, type Narrowing } from './filter.ts'
import { lastDayOf, monthOf, monthsAhead, type Asker } from './reads.ts'
import { clocksOf } from './registry.ts'
import { lastRun } from './runs.ts'

type DeadlineCount = z.input<typeof deadlineCountShape>

const MONTHS = 6

/** How many there are, by standing, by kind and by the months to come: one pass over what is open. */
export async function countDeadlines(
  context: Context,
  db: Db,
  { scope, caller }: Asker,
  input: Narrowing & { readonly month?: string | undefined },
): Promise<DeadlineCount> {
  const today = context.clock.today()
  const month = input.month ?? monthOf(today)
  const ranOn = await lastRun(db, scope)
  const months = monthsAhead(today, MONTHS)
  const none: DeadlineCount = {
    day: today,
    ranOn,
    month,
    due: 0,
    overdue: 0,
    ahead: 0,
    aside: 0,
    done: 0,
    kinds: [],
    months: months.map((one) => ({ month: one, n: 0 })),
  }
  const narrow = await narrowSql(db, scope, kindsOf(context, caller, input), input, today)
  if (narrow === null) return none
  const show = (what: Parameters<typeof showSql>[0]) => showSql(what, today, month)
  const kinds = await rowsOf<{ kind: string } & Record<'due' | 'overdue' | 'ahead' | 'aside' | 'done', number>>(
    db,
    sql`select d.source || ':' || d.kind as kind,
        count(*) filter (where ${show('due')}) as due,
        count(*) filter (where ${show('overdue')}) as overdue,
        count(*) filter (where ${show('ahead')}) as ahead,
        count(*) filter (where ${show('aside')}) as aside,
        count(*) filter (where ${show('done')}) as done
      from deadline d where ${narrow} and (d.state = 'open' or ${show('done')}) group by 1`,
  )
  const last = months.at(-1) ?? month
  const later = await rowsOf<{ month: string; n: number }>(
    db,
    sql`select to_char(d.due, 'YYYY-MM') as month, count(*) as n from deadline d
      where ${narrow} and d.state = 'open' and d.due > ${lastDayOf(monthOf(today))} and d.due <= ${lastDayOf(last)}
        and (d.aside_until is null or d.aside_until <= ${today})
      group by 1`,
  )
  const names = new Map<string, string>(
    clocksOf(context).flatMap((clock) =>
      Object.entries(clock.kinds).map(([kind, { title }]) => [`${clock.source}:${kind}`, title] as const),
    ),
  )
  const sum = (of: 'due' | 'overdue' | 'ahead' | 'aside' | 'done') => kinds.reduce((total, one) => total + one[of], 0)
  return {
    ...none,
    due: sum('due'),
    overdue: sum('overdue'),
    ahead: sum('ahead'),
    aside: sum('aside'),
    done: sum('done'),
    kinds: kinds
      .filter(({ due, overdue, ahead, aside, done }) => due + overdue + ahead + aside + done > 0)
      .map((one) => ({ ...one, name: names.get(one.kind) ?? one.kind }))
      .sort((a, b) => b.overdue - a.overdue || b.due - a.due || (a.kind < b.kind ? -1 : 1)),
    months: months.map((one) => ({ month: one, n: later.find((row) => row.month === one)?.n ?? 0 })),
  }
}
