import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { runClock, type DeadlineClock } from '../../deadlines/server/public.ts'
import { postDeadlines, type PostFacts } from '../rules/deadlines.ts'

const SOURCE = 'posts'
const page = ({ subject }: { readonly subject: string }): string => `/terms?open=${encodeURIComponent(subject)}`

/** When committees are to be elected and posts to be filled; the subjects are organisations. */
export const postsClock: DeadlineClock<PostFacts> = {
  source: SOURCE,
  subjectKind: 'organization',
  kinds: {
    election: { title: '换届', verb: 'organizations.posts', page },
    secretary: { title: '补选书记', verb: 'organizations.posts', page },
  },
  async subjects(db: Db | Tx, scope: Scope) {
    const rows = await rowsOf<{ organization: string }>(
      db,
      sql`select organization from organization_term where district = ${scope.district}
        union select organization from organization_post where district = ${scope.district}`,
    )
    return rows.map(({ organization }) => organization)
  },
  async load(tx, scope, subjects) {
    const rows = await rowsOf<Omit<PostFacts, 'term'> & { no: number | null; due: Day | null }>(
      tx,
      sql`select o.id as organization, o.chain, o.path, t.no, t.due,
          case when s.held then null else s.left_on end as "vacantSince"
        from organization o
        left join organization_term t on t.district = o.district and t.organization = o.id and t.ended is null and not t.withdrawn
        left join (select organization, bool_or(valid_to is null) as held, max(valid_to) as left_on from organization_post
            where district = ${scope.district} and organization = any(${[...subjects]}::text[]) and post = 'secretary' and not withdrawn
            group by organization) s on s.organization = o.id
        where o.district = ${scope.district} and o.id = any(${[...subjects]}::text[]) and o.state = 'active'`,
    )
    return rows.map(({ no, due, ...facts }) => ({ ...facts, term: no === null ? null : { no, due } }))
  },
  compute: (facts, book) => postDeadlines(facts, book),
}

/** After a deed, in its transaction. */
export async function settleClock(
  context: Context,
  tx: Tx,
  scope: Scope,
  organizations: readonly string[],
): Promise<void> {
  await runClock(context, tx, scope, SOURCE, organizations)
}
