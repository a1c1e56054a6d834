import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { getOrganization, mayChange } from '../../server/public.ts'
import type { LifeYear, Meeting } from '../contract.ts'
import { demandsOf, isDemanded, standingsOf } from '../rules/demands.ts'
import { demandNames, lifeKinds } from '../rules/life-kinds.ts'
import { proposePlan, type PlanItem } from '../rules/plan.ts'
import { sayYear } from '../rules/say-year.ts'
import { readMeetings } from './meetings.ts'
import { findSubjects } from './subjects.ts'

/** A year of one organisation, in order: for its page, the minutes book, the plan. Throws `organizations.not-found`. */
export async function readLifeYear(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  id: string,
  given?: number,
): Promise<LifeYear> {
  const organization = await getOrganization(db, scope, id)
  const today = context.clock.today()
  const year = given ?? Number(today.slice(0, 4))
  const [from, to] = [`${year}-01-01` as Day, `${year}-12-31` as Day]
  const last = to < today ? to : today
  const book = await findRuleBook(db, scope, today)
  const [subject] = await findSubjects(db, scope, [id], last)
  const demands = demandsOf(book).filter((demand) =>
    isDemanded(demand.kind, organization.kind, subject?.hasCommittee ?? false),
  )
  const meetings = await readMeetings(
    db,
    scope,
    sql`not m.withdrawn and m.day between ${from}::date and ${to}::date and exists (select 1 from organization_meeting_of h
      where h.district = m.district and h.meeting = m.id and h.organization = ${id})`,
    sql`m.day, m.id`,
  )
  const held = meetings.map((meeting) => ({ ...meeting, day: meeting.day as Day }))
  const standings = (subject === undefined || from > today ? [] : standingsOf(subject, held, demands, from, today))
    .filter(({ period }) => period.from <= to)
    .map(({ demand, period, held: count, state }) => ({
      kind: demand.kind,
      period: period.name,
      from: period.from,
      to: period.to,
      needed: demand.times,
      held: count,
      state,
    }))
  return {
    organization: { id, name: organization.name, kind: organization.kind },
    year,
    sentence: sayYear({ year, meetings: meetings.length, standings, active: subject !== undefined }),
    since: subject?.since ?? organization.founded ?? from,
    demands: demands.map(({ kind, rule, months, times }) => ({
      kind,
      words: demandNames[kind],
      months,
      times,
      article: book.article(rule),
    })),
    standings,
    meetings,
    attendance: attendanceOf(meetings, id),
    plan: await readPlan(db, scope, id, year, proposePlan(organization.kind, subject?.hasCommittee ?? false, book)),
    changeable: mayChange(scope, organization),
  }
}

/** Sums of the numbers of meetings, by kind; a meeting that is several kinds counts in each. */
function attendanceOf(meetings: readonly Meeting[], organization: string): LifeYear['attendance'] {
  return lifeKinds.flatMap((kind) => {
    const own = meetings.filter(({ kinds }) => kinds.includes(kind))
    if (own.length === 0) return []
    const numbers = own.flatMap(({ holders }) => {
      const holder = holders.find((one) => one.organization === organization)
      return holder?.due == null || holder.present === null ? [] : [{ due: holder.due, present: holder.present }]
    })
    const total = (of: 'due' | 'present'): number => numbers.reduce((sum, one) => sum + one[of], 0)
    return [{ kind, n: own.length, counted: numbers.length, due: total('due'), present: total('present') }]
  })
}

async function readPlan(
  db: Db | Tx,
  scope: Scope,
  organization: string,
  year: number,
  proposed: readonly PlanItem[],
): Promise<LifeYear['plan']> {
  const [row] = await rowsOf<{ items: PlanItem[]; version: number }>(
    db,
    sql`select items, version from organization_life_plan
      where district = ${scope.district} and organization = ${organization} and year = ${year}`,
  )
  return row === undefined ? { saved: false, items: [...proposed], version: 0 } : { saved: true, ...row }
}
