import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { registerClock } from '../../../organizations/deadlines/server/public.ts'
import type { StepKey } from '../contract.ts'
import { CLOCKED, developmentDeadlines, type CaseFacts } from '../rules/deadlines.ts'
import { stepNames } from '../rules/words.ts'
import { doneOf } from './cases.ts'

type Stored = Omit<CaseFacts, 'done'> & { readonly done: Readonly<Partial<Record<StepKey, Day | null>>> }

/** Cases under way; their facts are the steps done with their days. */
export function registerDevelopmentClock(context: Context): void {
  const page = ({ subject }: { readonly subject: string }): string => `/development/${subject}`
  registerClock<CaseFacts>(context, {
    source: 'development',
    subjectKind: 'development',
    kinds: Object.fromEntries(
      // Keys of the table are steps.
      (Object.keys(CLOCKED) as StepKey[]).map((step) => [
        step,
        { title: `发展党员：${stepNames[step]}`, verb: 'members.develop' as const, page },
      ]),
    ),
    subjects: async (db, { district }) =>
      (
        await rowsOf<{ id: string }>(
          db,
          sql`select id from development where district = ${district} and state = 'open'`,
        )
      ).map(({ id }) => id),
    load: async (tx, { district }, subjects) => {
      const rows = await rowsOf<Stored>(
        tx,
        sql`select d.id, d.organization, coalesce(o.name, '其他党组织') as "organizationName", d.chain, d.path, d.extended, d.special,
            coalesce(s.done, '{}') as done
          from development d
          left join organization o on o.district = d.district and o.id = d.organization
          left join (select development, json_object_agg(step, day) as done from development_step
            where district = ${district} and development = any(${[...subjects]}::text[]) group by development) s
            on s.development = d.id
          where d.district = ${district} and d.id = any(${[...subjects]}::text[]) and d.state = 'open'`,
      )
      return rows.map((row) => ({ ...row, done: doneOf(row) }))
    },
    compute: (facts, book) => developmentDeadlines(facts, book),
  })
}
