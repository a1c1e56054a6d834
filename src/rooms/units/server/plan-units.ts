import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Coverage, Due, Kind, Life } from '../contract.ts'
import { scopeSql } from './filter.ts'

/** A unit as the planner sees it: operating units only, in the order of their ids. */
export interface PlanUnit {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly kind: Kind
  readonly section: string | null
  readonly industry: string | null
  readonly industry_name: string | null
  readonly address: string | null
  readonly path: string
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  /** Name of the road or the village place inside the town, and the building's area id, as far as known. */
  readonly road: string | null
  readonly building: string | null
  readonly members_full: number | null
  readonly members_probationary: number | null
  readonly members_reported: number | null
  readonly employees: number | null
  readonly life: Life
  readonly coverage: Coverage
  readonly due: Due
  readonly org_name: string | null
  readonly instructor: string | null
}

export async function findUnitsForPlan(db: Db | Tx, scope: Scope, pathPrefix: string): Promise<PlanUnit[]> {
  return rowsOf<PlanUnit>(
    db,
    sql`select id, name, code, kind, section, industry, industry_name, address, path, county, town, community, road,
        building, members_full, members_probationary, members_reported, employees, life, coverage, due, org_name, instructor
      from unit where ${scopeSql(scope)} and path like ${`${pathPrefix}%`} and coverage <> 'excluded' order by id`,
  )
}
