import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import type { HostKind } from '../../contract.ts'
import {
  foundingProblem,
  type FoundingDeed,
  type FoundingKind,
  type FoundingSource,
  type FoundingStep,
} from '../contract.ts'

/** A row of `founding`. */
export interface CaseRow {
  readonly id: string
  readonly name: string
  readonly kind: FoundingKind
  readonly step: FoundingStep
  readonly stepSince: Day
  readonly source: FoundingSource
  readonly planId: string | null
  readonly planNo: number | null
  readonly proposal: string | null
  readonly area: string
  readonly areaName: string | null
  readonly path: string
  readonly chain: string
  readonly superior: string | null
  readonly superiorName: string | null
  readonly section: string | null
  readonly hostKind: HostKind | null
  readonly hostName: string | null
  readonly until: Day | null
  readonly secretaryReady: boolean
  readonly remark: string
  readonly overrides: Readonly<Record<string, string>>
  readonly units: number
  readonly unitNames: readonly string[]
  readonly membersFull: number | null
  readonly members: number | null
  readonly applied: Day | null
  readonly approved: Day | null
  readonly elected: Day | null
  readonly due: Day | null
  readonly organization: string | null
  readonly version: number
}

export const CASE = sql`founding.id, founding.name, founding.kind, founding.step, founding.step_since as "stepSince",
  founding.source, founding.plan_id as "planId", founding.plan_no as "planNo", founding.proposal, founding.area,
  a.name as "areaName", founding.path, founding.chain, founding.superior, founding.superior_name as "superiorName", founding.section,
  founding.host_kind as "hostKind", founding.host_name as "hostName", founding.until,
  founding.secretary_ready as "secretaryReady", founding.remark, founding.overrides, founding.units,
  (select coalesce(json_agg(u.name order by u.position), '[]') from founding_unit u where u.district = founding.district
    and u.founding = founding.id and u.position < 3) as "unitNames",
  founding.members_full as "membersFull", founding.members, founding.applied, founding.approved, founding.elected,
  founding.due, founding.organization, founding.version`

export const AREA = sql`left join area a on a.district = founding.district and a.id = founding.area and a.valid_to is null`

/** The first lock on `founding`; row-level security says the same once more. */
export function foundingReachSql(scope: Scope): RawBuilder<boolean> {
  const own = sql<boolean>`founding.district = ${scope.district}`
  if (isWhole(scope)) return own
  const any: RawBuilder<unknown>[] = [
    ...scope.paths.map((prefix) => under(sql.ref('founding.path'), prefix)),
    ...scope.organizations.map((prefix) => under(sql.ref('founding.chain'), prefix)),
  ]
  if (scope.paths.length + scope.places.length + scope.lines.length + scope.units.length > 0) {
    any.push(sql`founding.id in (select fu.founding from founding_unit fu where fu.district = ${scope.district})`)
  }
  return any.length === 0 ? sql<boolean>`false` : sql<boolean>`${own} and (${sql.join(any, sql` or `)})`
}

export async function findCase(db: Db | Tx, scope: Scope, id: string): Promise<CaseRow | null> {
  const rows = await rowsOf<CaseRow>(
    db,
    sql`select ${CASE} from founding ${AREA} where ${foundingReachSql(scope)} and founding.id = ${id}`,
  )
  return rows[0] ?? null
}

/** Throws `founding.not-found`. */
export async function getCase(db: Db | Tx, scope: Scope, id: string): Promise<CaseRow> {
  const found = await findCase(db, scope, id)
  if (!found) throw foundingProblem('not-found')
  return found
}

export interface CaseUnit {
  readonly unit: string
  readonly name: string
  readonly full: number | null
  readonly probationary: number | null
}

/** Units of a case in their order, of those that are reached. */
export async function listCaseUnits(db: Db | Tx, scope: Scope, id: string): Promise<CaseUnit[]> {
  return rowsOf<CaseUnit>(
    db,
    sql`select unit_id as unit, name, members_full as "full", members_probationary as probationary from founding_unit
      where district = ${scope.district} and founding = ${id} order by position`,
  )
}

export interface DeedRow {
  readonly id: string
  readonly deed: FoundingDeed
  readonly day: Day
  readonly fields: Readonly<Record<string, unknown>>
  readonly reason: string
  readonly actor: string
  readonly at: Date
}

/** In the order in which they were entered. */
export async function listDeeds(db: Db | Tx, scope: Scope, id: string): Promise<DeedRow[]> {
  return rowsOf<DeedRow>(
    db,
    sql`select id, deed, day, fields, reason, actor, at from founding_deed
      where district = ${scope.district} and founding = ${id} order by id`,
  )
}

/** Open cases of units; whoever reaches a unit reaches them. */
export async function findOpenCases(
  db: Db | Tx,
  scope: Scope,
  units: readonly string[],
): Promise<Map<string, { readonly id: string; readonly name: string; readonly step: FoundingStep }>> {
  if (units.length === 0) return new Map()
  const rows = await rowsOf<{ unit: string; id: string; name: string; step: FoundingStep }>(
    db,
    sql`select u.unit_id as unit, f.id, f.name, f.step from founding_unit u
      join founding f on f.district = u.district and f.id = u.founding
      where u.district = ${scope.district} and u.open and u.unit_id = any(${[...units]}::text[])`,
  )
  return new Map(rows.map(({ unit, ...found }) => [unit, found]))
}
