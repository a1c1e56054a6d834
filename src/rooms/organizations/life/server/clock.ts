import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { calendarSpan } from '../../../../kernel/day-math.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock, type DeadlineClock } from '../../deadlines/server/public.ts'
import { lifeDeadlines, type LifeFacts } from '../rules/deadlines.ts'
import type { Held } from '../rules/demands.ts'
import { findSubjects } from './subjects.ts'

const SOURCE = 'life'
const page = ({ subject }: { readonly subject: string }): string => `/life/${encodeURIComponent(subject)}?record=new`

/** What is still to be held; the subjects are organisations. */
export const lifeClock: DeadlineClock<LifeFacts> = {
  source: SOURCE,
  subjectKind: 'organization',
  kinds: {
    held: { title: '组织生活', verb: 'organizations.life', page },
    silence: { title: '恢复组织生活', verb: 'organizations.life', page },
  },
  async subjects(db: Db | Tx, scope: Scope) {
    const rows = await rowsOf<{ id: string }>(
      db,
      sql`select id from organization where district = ${scope.district} and state = 'active'`,
    )
    return rows.map(({ id }) => id)
  },
  async load(tx, scope, subjects, day) {
    const found = await findSubjects(tx, scope, subjects, day)
    const year = calendarSpan(day, 12)
    const rows = await rowsOf<Held & { organization: string }>(
      tx,
      sql`select organization, day, kinds, by_secretary as "bySecretary" from organization_meeting_of
        where district = ${scope.district} and organization = any(${[...subjects]}::text[]) and not withdrawn
          and day >= ${year.from}`,
    )
    const held = new Map<string, Held[]>()
    for (const { organization, ...one } of rows) {
      const list = held.get(organization)
      if (list) list.push(one)
      else held.set(organization, [one])
    }
    return found.map(({ id, last, ...subject }): LifeFacts => ({
      ...subject,
      organization: id,
      held: held.get(id) ?? [],
      last: latest(last, subject.since),
    }))
  },
  compute: (facts, book) => lifeDeadlines(facts, book),
}

const latest = (last: Day | null, since: Day): Day => (last !== null && last > since ? last : since)

/** After a deed, in its transaction. */
export async function settleClock(
  context: Context,
  tx: Tx,
  scope: Scope,
  organizations: readonly string[],
): Promise<void> {
  await runClock(context, tx, scope, SOURCE, organizations)
}
