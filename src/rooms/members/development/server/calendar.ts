import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { addMonths, daysBetween, endOfMonth } from '../../../../kernel/day-math.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea } from '../../../areas/server/public.ts'
import { findOrganization } from '../../../organizations/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { openName } from '../../server/public.ts'
import type { Answered, Asked, StepKey } from '../contract.ts'
import { sayCalendar } from '../rules/sentences.ts'
import { stepNames } from '../rules/words.ts'
import { developmentReachSql } from './cases.ts'

/** Rows of one month that are shown; the list has the rest. */
const MOST_ROWS = 200

interface DueRow {
  readonly id: string
  readonly name: string
  readonly organizationName: string
  readonly step: StepKey
  readonly due: Day
  readonly rule: string | null
}

/** Who is due when, month by month; what is overdue stands in the month in which it was due. */
export async function readCalendar(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  { area, under: above, months }: Asked<'development.calendar'>,
  eyes: Eyes,
): Promise<Answered<'development.calendar'>> {
  const today = context.clock.today()
  const until = endOfMonth(addMonths(today, months - 1))
  const parts: RawBuilder<unknown>[] = [developmentReachSql(scope)]
  if (area !== undefined) {
    const found = await findArea(db, scope, area, today)
    parts.push(found === null ? sql`false` : under(sql.ref('development.path'), found.path))
  }
  if (above !== undefined) {
    const found = await findOrganization(db, scope, above)
    parts.push(found === null ? sql`false` : under(sql.ref('development.chain'), found.chain))
  }
  const rows = await rowsOf<DueRow>(
    db,
    sql`select development.id, development.name, coalesce(o.name, '其他党组织') as "organizationName", d.kind as step, d.due, d.rule
      from deadline d join development on development.district = d.district and development.id = d.subject
      left join organization o on o.district = development.district and o.id = development.organization
      where d.district = ${scope.district} and d.source = 'development' and d.state = 'open' and d.due <= ${until}::date
        and development.state = 'open' and ${sql.join(parts, sql` and `)}
      order by d.due, d.id`,
  )
  const book = await findRuleBook(db, scope, today)
  const byMonth = new Map<string, DueRow[]>()
  for (const row of rows) {
    const month = row.due.slice(0, 7)
    const own = byMonth.get(month)
    if (own === undefined) byMonth.set(month, [row])
    else own.push(row)
  }
  const overdue = rows.filter(({ due }) => due < today).length
  const now = rows.filter(({ due }) => due >= today && due.slice(0, 7) === today.slice(0, 7)).length
  return {
    sentence: sayCalendar(overdue, now, rows.length - overdue - now),
    day: today,
    months: [...byMonth].map(([month, own]) => ({
      month,
      total: own.length,
      rows: own.slice(0, MOST_ROWS).map(({ id, name, organizationName, step, due, rule }) => ({
        id,
        organizationName,
        step,
        due,
        name: eyes.show('name', openName(context.secrets, name)),
        stepName: stepNames[step],
        days: daysBetween(today, due),
        article: rule === null || book.find(rule) === null ? null : book.article(rule),
      })),
    })),
  }
}
