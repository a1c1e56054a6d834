import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { MapUnit } from '../../rules/map-blocks.ts'
import type { Decision, ProposalKind } from '../../rules/decision.ts'

/**
 * What the map is drawn from, each as one JSON value: that is decoded several times faster than thousands of rows one by
 * one on the embedded database. Units spoken of in batches (no place kept) are not on it. In the order of the plan.
 */
export async function readMapUnits(db: Db, scope: Scope, plan: string): Promise<MapUnit[]> {
  const [row] = await rowsOf<{ rows: readonly [number, string, string | null][] | null }>(
    db,
    sql`select json_agg(json_build_array(no, place, building_name)) as rows from proposal_member
      where district = ${scope.district} and plan_id = ${plan} and place is not null`,
  )
  const units = (row?.rows ?? []).map(([no, place, buildingName]) => ({ no, place, buildingName }))
  return units.sort((a, b) => a.no - b.no)
}

export interface NamedUnit {
  readonly no: number
  readonly unit: string
  readonly name: string
  readonly weight: number
  readonly place: string
  /** Degrees, as the plan had them. */
  readonly lng: number | null
  readonly lat: number | null
}

/** Units with their names, along the addresses: of some proposals, or all that have a point. */
export async function readNamedUnits(
  db: Db,
  scope: Scope,
  plan: string,
  wanted: readonly number[] | 'points',
): Promise<readonly NamedUnit[]> {
  if (wanted.length === 0) return []
  const which = wanted === 'points' ? sql`facts->>'lng' is not null` : sql`no in (${sql.join([...wanted])})`
  const [row] = await rowsOf<{ rows: readonly NamedUnit[] | null }>(
    db,
    sql`select json_agg(m) as rows from (
        select no, unit_id as unit, coalesce(name, '') as name, weight, place, (facts->>'lng')::float8 as lng,
          (facts->>'lat')::float8 as lat
        from proposal_member
        where district = ${scope.district} and plan_id = ${plan} and place is not null and ${which}
        order by no, place, number, unit_id) m`,
  )
  return row?.rows ?? []
}

export interface MapProposalRow {
  readonly kind: ProposalKind
  readonly cost: number
  readonly decision: Decision
}

/** By number; batches are not on the map. */
export async function readMapProposals(db: Db, scope: Scope, plan: string): Promise<Map<number, MapProposalRow>> {
  const [row] = await rowsOf<{ rows: readonly [number, ProposalKind, number, Decision][] | null }>(
    db,
    sql`select json_agg(json_build_array(no, kind, cost, decision)) as rows from proposal
      where district = ${scope.district} and plan_id = ${plan} and kind <> 'instructor' and units > 0`,
  )
  return new Map((row?.rows ?? []).map(([no, kind, cost, decision]) => [no, { kind, cost, decision }]))
}
