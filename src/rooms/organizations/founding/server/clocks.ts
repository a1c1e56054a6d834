import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { registerClock } from '../../deadlines/server/registry.ts'
import { fitnessDeadlines, foundingDeadlines, type CaseFacts, type FitnessFacts } from '../rules/founding-deadlines.ts'
import { OPEN_STEPS } from '../rules/lifecycle.ts'
import type { MisfitKind } from '../rules/no-longer-fits.ts'

const open = sql.join([...OPEN_STEPS])
const casePage = ({ subject }: { readonly subject: string }): string => `/founding/${subject}`
const organizationPage = ({ subject }: { readonly subject: string }): string => `/organizations/${subject}`
const adjust = (title: string) => ({ title, verb: 'organizations.change', page: organizationPage }) as const

/** Cases under way, and organisations that no longer have what they were founded for. */
export function registerFoundingClocks(context: Context): void {
  registerClock<CaseFacts>(context, {
    source: 'founding',
    subjectKind: 'founding',
    kinds: {
      reply: { title: '组建批复', verb: 'organizations.reply', page: casePage },
      election: { title: '组建选举', verb: 'organizations.found', page: casePage },
      filing: { title: '组建备案', verb: 'organizations.found', page: casePage },
    },
    subjects: async (db, { district }) =>
      (
        await rowsOf<{ id: string }>(
          db,
          sql`select id from founding where district = ${district} and step in (${open})`,
        )
      ).map(({ id }) => id),
    load: (tx, { district }, subjects) =>
      rowsOf<CaseFacts>(
        tx,
        sql`select f.id, f.name, f.step, f.applied, f.approved, f.elected, f.organization, coalesce(o.chain, f.chain) as chain, f.path
          from founding f left join organization o on o.district = f.district and o.id = f.organization
          where f.district = ${district} and f.id = any(${[...subjects]}::text[]) and f.step in (${open})`,
      ),
    compute: foundingDeadlines,
  })
  registerClock<FitnessFacts>(context, {
    source: 'fitness',
    subjectKind: 'organization',
    kinds: {
      'below-three': adjust('正式党员不足'),
      'unit-gone': adjust('覆盖单位注销、迁出'),
      'joint-units': adjust('联合党支部覆盖过多'),
      'branch-members': adjust('党支部党员过多'),
      'task-ended': adjust('临时党支部任务结束'),
      'own-founded': adjust('单位已单独组建'),
    },
    subjects: async (db, { district }) =>
      (
        await rowsOf<{ id: string }>(
          db,
          sql`select id from organization where district = ${district} and state = 'active'
            and kind not in ('working-committee', 'group')`,
        )
      ).map(({ id }) => id),
    load: async (tx, { district }, subjects) => {
      const rows = await rowsOf<StoredFitness>(tx, fitnessQuery(district, subjects))
      return rows.map(({ since, ...row }) => ({
        ...row,
        since: new Map(since.map(({ kind, opens }) => [kind, opens])),
      }))
    },
    compute: (facts, book) => fitnessDeadlines(facts, book),
  })
}

type StoredFitness = Omit<FitnessFacts, 'since'> & {
  readonly since: readonly { readonly kind: MisfitKind; readonly opens: Day }[]
}

/**
 * Members on file count; where there are none, nobody may have entered them yet, and the ledger's own counts stand in as
 * far as all covered units have one. A reason that is known already keeps the day on which it was noticed.
 */
const fitnessQuery = (district: string, subjects: readonly string[]) => sql<StoredFitness>`
  with unit_of as (
    select c.organization, u.name, u.life, u.members_full, u.members_probationary,
      c.valid_from, (select min(c2.valid_from) from organization_unit c2 where c2.district = c.district
        and c2.unit_id = c.unit_id and c2.valid_to is null and c2.form = 'own' and c2.organization <> c.organization) as own_from
    from organization_unit c join unit u on u.district = c.district and u.id = c.unit_id
    where c.district = ${district} and c.organization = any(${[...subjects]}::text[]) and c.valid_to is null
  ), gathered as (
    select organization, json_agg(json_build_object('name', name, 'life', life, 'from', valid_from, 'ownFrom', own_from) order by name) as units,
      sum(members_full)::int as "full", sum(coalesce(members_probationary, 0))::int as probationary,
      bool_and(members_full is not null) as known
    from unit_of group by organization
  ), noticed as (
    select subject, json_agg(json_build_object('kind', kind, 'opens', opens)) as since from deadline
    where district = ${district} and source = 'fitness' and state = 'open' and subject = any(${[...subjects]}::text[])
    group by subject
  )
  select o.id as organization, o.name, o.kind, o.state, o.chain, o.path, f.until,
    case when o.members_full + o.members_probationary > 0 then o.members_full when g.known then g."full" end as "membersFull",
    case when o.members_full + o.members_probationary > 0 then o.members_full + o.members_probationary
      when g.known then g."full" + g.probationary end as members,
    coalesce(g.units, '[]') as units, coalesce(n.since, '[]') as since
  from organization o
    left join gathered g on g.organization = o.id
    left join noticed n on n.subject = o.id
    left join founding f on f.district = o.district and f.organization = o.id
  where o.district = ${district} and o.id = any(${[...subjects]}::text[])`
