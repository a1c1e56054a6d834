import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Decision, ProposalKind } from '../../rules/decision.ts'

/**
 * What the map is drawn from. Units come column by column: one JSON array per column is decoded several times faster
 * than thousands of rows one by one on the embedded database. Units spoken of in batches (no place kept) are not on it.
 */
export interface MapUnitColumns {
  readonly no: readonly number[]
  readonly place: readonly string[]
  readonly building: readonly (string | null)[]
  readonly unit: readonly string[]
  readonly name: readonly (string | null)[]
  readonly weight: readonly number[]
  /** Degrees, as the plan had them; null where not known. */
  readonly lng: readonly (number | null)[]
  readonly lat: readonly (number | null)[]
}

const PLACED = ['no', 'place', 'building'] as const
const NAMED = [...PLACED, 'unit', 'name', 'weight', 'lng', 'lat'] as const

/** All units of the plan that have a place; with a town, those of the proposals that have a unit there, with names and points. */
export async function readMapUnits(db: Db, scope: Scope, plan: string, town: string | null): Promise<MapUnitColumns> {
  const inPlan = sql`district = ${scope.district} and plan_id = ${plan} and place is not null`
  const wanted =
    town === null
      ? inPlan
      : sql`${inPlan} and no in (select no from proposal_member where ${inPlan} and ${inTown(town)})`
  const arrays = (town === null ? PLACED : NAMED).map((name) => sql`json_agg(${sql.ref(name)}) as ${sql.ref(name)}`)
  const [columns] = await rowsOf<{ [Key in keyof MapUnitColumns]?: MapUnitColumns[Key] | null }>(
    db,
    sql`select ${sql.join(arrays)} from (
        select no, place, building_name as building, unit_id as unit, name, weight, (facts->>'lng')::float8 as lng,
          (facts->>'lat')::float8 as lat
        from proposal_member where ${wanted} order by no, place, number, unit_id) m`,
  )
  return {
    no: columns?.no ?? [],
    place: columns?.place ?? [],
    building: columns?.building ?? [],
    unit: columns?.unit ?? [],
    name: columns?.name ?? [],
    weight: columns?.weight ?? [],
    lng: columns?.lng ?? [],
    lat: columns?.lat ?? [],
  }
}

/** Places are stored as `city|county|town|…`; a town that is not known is empty or stood in for by `~road`. */
function inTown(town: string): RawBuilder<boolean> {
  if (!town.endsWith('?')) return sql<boolean>`split_part(place, '|', 3) = ${town}`
  return sql<boolean>`split_part(place, '|', 2) = ${town.slice(0, -1)}
    and (split_part(place, '|', 3) = '' or split_part(place, '|', 3) like '~%')`
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
