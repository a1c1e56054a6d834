import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { MapUnit } from '../../rules/map-blocks.ts'
import type { Decision, ProposalKind } from '../../rules/decision.ts'

/** A unit with a point, in degrees, as the plan had it. */
export interface PointUnit {
  readonly no: number
  readonly unit: string
  readonly name: string
  readonly lng: number
  readonly lat: number
}

type UnitRow = readonly [
  ...place: readonly [no: number, place: string, building: string | null],
  ...point: readonly [lng: number | null, lat: number | null, unit: string | null, name: string | null],
]

/**
 * What the map is drawn from, each as one JSON value: that is decoded several times faster than thousands of rows one by
 * one on the embedded database. Units spoken of in batches (no place kept) are not on it. In the order of the plan.
 */
export async function readMapUnits(
  db: Db,
  scope: Scope,
  plan: string,
): Promise<{ readonly units: readonly MapUnit[]; readonly points: readonly PointUnit[] }> {
  const pointed = sql`facts->>'lng' is not null`
  const [row] = await rowsOf<{ rows: UnitRow[] | null }>(
    db,
    sql`select json_agg(json_build_array(no, place, building_name, facts->'lng', facts->'lat',
          case when ${pointed} then unit_id end, case when ${pointed} then name end)) as rows
      from proposal_member where district = ${scope.district} and plan_id = ${plan} and place is not null`,
  )
  const rows = (row?.rows ?? []).sort(([a], [b]) => a - b)
  return {
    units: rows.map(([no, place, buildingName]) => ({ no, place, buildingName })),
    points: rows.flatMap(([no, , , lng, lat, unit, name]) =>
      lng === null || lat === null || unit === null ? [] : [{ no, unit, name: name ?? '', lng, lat }],
    ),
  }
}

export interface NamedUnit {
  readonly no: number
  readonly unit: string
  readonly name: string
  readonly weight: number
}

/** The units of some proposals, along the addresses. */
export async function readNamedUnits(
  db: Db,
  scope: Scope,
  plan: string,
  numbers: readonly number[],
): Promise<readonly NamedUnit[]> {
  if (numbers.length === 0) return []
  const [row] = await rowsOf<{ rows: readonly NamedUnit[] | null }>(
    db,
    sql`select json_agg(m) as rows from (
        select no, unit_id as unit, coalesce(name, '') as name, weight from proposal_member
        where district = ${scope.district} and plan_id = ${plan} and no in (${sql.join(numbers)}) and place is not null
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
