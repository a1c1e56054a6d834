import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { BeltCandidate, BeltCell } from '../../rules/belts.ts'
import { toPlane } from '../../rules/plane.ts'
import { placeName } from '../../rules/place-name.ts'
import { readAreaNames } from '../area-names.ts'

export interface BeltNames {
  nameOf(candidate: BeltCandidate): string
  /** The one town it stands in, or how many. */
  townOf(candidate: BeltCandidate): string
}

export async function nameBelts(
  db: Db,
  scope: Scope,
  day: string,
  cells: readonly BeltCell[],
  candidates: readonly BeltCandidate[],
): Promise<BeltNames> {
  const cellsOf = (candidate: BeltCandidate): BeltCell[] => candidate.cells.map((index) => cells[index] as BeltCell)
  const near = new Map(candidates.map((candidate) => [candidate, middleCell(candidate, cells)]))
  const ids = candidates.flatMap((candidate) => [
    candidate.area,
    ...cellsOf(candidate).flatMap(({ county, town }) => [county, town]),
  ])
  const areas = await readAreaNames(db, scope, [...new Set(ids.filter((id) => id !== null))], day)
  const buildings = await readBuildingNames(
    db,
    scope,
    candidates.flatMap((candidate) => {
      if (candidate.level === 'building') return [candidate.area]
      return candidate.level === 'circle' ? (near.get(candidate)?.building ?? []) : []
    }),
  )
  return {
    nameOf(candidate) {
      const { level, area } = candidate
      switch (level) {
        case 'building':
          return buildings.get(area) ?? areas.get(area) ?? area
        case 'road':
          return area.slice(area.indexOf('|') + 1)
        case 'community':
          return placeName(areas.get(area) ?? area)
        case 'park':
        case 'town':
          return areas.get(area) ?? area
        case 'circle': {
          const cell = near.get(candidate)
          return `${buildings.get(cell?.building ?? '') ?? cell?.road ?? '一处'}周边`
        }
      }
    },
    townOf(candidate) {
      const own = cellsOf(candidate)
      const towns = [...new Set(own.flatMap(({ town }) => town ?? []))]
      if (towns.length > 1) return `跨 ${towns.length} 个镇街`
      const [town] = towns
      if (town !== undefined) return areas.get(town) ?? ''
      const county = own[0]?.county ?? null
      const name = county === null ? undefined : areas.get(county)
      return name === undefined ? '镇街未定' : `${name}（镇街未定）`
    },
  }
}

/** What stands nearest to the middle of a circle. */
function middleCell({ middle, cells: own }: BeltCandidate, cells: readonly BeltCell[]): BeltCell | null {
  if (middle === null) return null
  let nearest: BeltCell | null = null
  let least = Infinity
  for (const index of own) {
    const cell = cells[index] as BeltCell
    if (cell.lng === null || cell.lat === null || (cell.building === null && cell.road === null)) continue
    const { x, y } = toPlane({ lng: cell.lng, lat: cell.lat }, middle)
    if (x * x + y * y < least) [nearest, least] = [cell, x * x + y * y]
  }
  return nearest
}

/** As the addresses of their units write them: not every building with a number is an area. */
async function readBuildingNames(db: Db, scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<{ building: string; name: string | null }>(
    db,
    sql`select building, min(place->>'building') as name from unit
      where district = ${scope.district} and building in (${sql.join([...new Set(ids)])}) group by building`,
  )
  return new Map(rows.flatMap(({ building, name }) => (name === null ? [] : [[building, name] as const])))
}
