import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { PostKind } from '../../contract.ts'
import { mayChange } from '../../../organizations/server/public.ts'
import { developmentProblem, type CaseState, type DevelopmentStage, type EndOfCase, type StepKey } from '../contract.ts'

/** A row of `development`; `name` is sealed. */
export interface CaseRecord {
  readonly id: string
  readonly name: string
  readonly born: Day
  readonly gender: 'male' | 'female' | null
  readonly ethnicity: string | null
  readonly education: string | null
  readonly job: string | null
  readonly postKind: PostKind | null
  readonly group: string | null
  readonly backbone: boolean
  readonly unit: string | null
  readonly unitName: string | null
  readonly organization: string
  readonly organizationName: string
  readonly chain: string
  readonly path: string
  readonly stage: DevelopmentStage
  readonly stageSince: Day | null
  readonly state: CaseState
  readonly end: EndOfCase | null
  readonly ended: Day | null
  readonly extended: number
  readonly special: boolean
  readonly outcome: 'passed' | 'extended' | 'refused' | null
  readonly outcomeMonths: number | null
  readonly member: string | null
  /** Of the person; a member's stands in the register. */
  readonly account: string | null
  readonly version: number
  /** Days of the steps done, by step. */
  readonly done: Readonly<Partial<Record<StepKey, Day | null>>>
}

export const CASE = sql`development.id, development.name, development.born, development.gender, development.ethnicity,
  development.education, development.job, development.post_kind as "postKind", development.group_kind as "group",
  development.backbone, development.unit_id as unit, u.name as "unitName", development.organization,
  coalesce(o.name, '其他党组织') as "organizationName", development.chain, development.path, development.stage,
  development.stage_since as "stageSince", development.state, development.end_kind as "end", development.ended,
  development.extended, development.special, development.outcome, development.outcome_months as "outcomeMonths",
  development.member, development.account, development.version,
  (select coalesce(json_object_agg(s.step, s.day), '{}') from development_step s
    where s.district = development.district and s.development = development.id) as done`

export const BESIDE = sql`left join organization o on o.district = development.district and o.id = development.organization
  left join unit u on u.district = development.district and u.id = development.unit_id`

/** The first lock on `development`; row-level security says the same once more. */
export function developmentReachSql(scope: Scope, alias = 'development'): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.ref(`${alias}.district`)} = ${scope.district}`
  if (isWhole(scope)) return own
  const any = [
    ...scope.paths.map((prefix) => under(sql.ref(`${alias}.path`), prefix)),
    ...scope.organizations.map((prefix) => under(sql.ref(`${alias}.chain`), prefix)),
  ]
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

/** Throws `development.not-found`. */
export async function getCase(db: Db | Tx, scope: Scope, id: string): Promise<CaseRecord> {
  const [found] = await rowsOf<CaseRecord>(
    db,
    sql`select ${CASE} from development ${BESIDE} where ${developmentReachSql(scope)} and development.id = ${id}`,
  )
  if (!found) throw developmentProblem('not-found')
  return found
}

/**
 * For a deed: within the actor's reach, as the actor saw it, and nobody else acts upon it until the transaction ends.
 * Throws `not-found`, `outside-scope`, `changed-meanwhile`.
 */
export async function lockCase(tx: Tx, scope: Scope, id: string, version: number): Promise<CaseRecord> {
  await sql`select id from development where district = ${scope.district} and id = ${id} for update`.execute(tx)
  const row = await getCase(tx, scope, id)
  if (!mayChange(scope, row)) throw developmentProblem('outside-scope', { organization: row.organizationName })
  if (row.version !== version) throw developmentProblem('changed-meanwhile')
  return row
}

export function doneOf({ done }: Pick<CaseRecord, 'done'>): Map<StepKey, Day | null> {
  // Keys of the column are those that the steps were written with.
  return new Map(Object.entries(done) as [StepKey, Day | null][])
}
