import { addressKeys, inAddressOrder, townsOfBuildings, type Ground } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { partOf, type LedgerUnit, type Role } from '../rules/unit.ts'
import type { PlacedRole } from './carry-over.ts'

/** The units that take part, by what the plan does with them. */
export interface Placed {
  readonly byId: ReadonlyMap<string, PlacedRole>
  /** In address order. */
  readonly byRole: ReadonlyMap<Role, readonly PlacedUnit[]>
  readonly units: readonly LedgerUnit[]
  readonly ground: Ground
}

interface PlaceInput {
  readonly units: readonly LedgerUnit[]
  readonly params: { readonly countReported: boolean }
  readonly cityOf: Ground['cityOf']
  /** Joint groups of the plan compared with. */
  readonly before: ReadonlyMap<string, number | null>
}

export function placeUnits({ units, params, cityOf, before }: PlaceInput): Placed {
  const ground = { cityOf, townOfBuilding: townsOfBuildings(units) }
  const taking = units.flatMap((unit) => {
    const part = partOf(unit, params.countReported)
    return part.role === 'none' ? [] : [{ unit, keys: addressKeys(unit, ground), part }]
  })
  const byId = new Map<string, PlacedRole>()
  const byRole = new Map<Role, PlacedUnit[]>()
  for (const [order, { unit, keys, part }] of inAddressOrder(taking).entries()) {
    const { role, weight, reported } = part
    const placed: PlacedUnit = { unit, keys, order, weight, reported, was: before.get(unit.id) ?? null }
    byId.set(unit.id, { placed, role })
    const list = byRole.get(role)
    if (list) list.push(placed)
    else byRole.set(role, [placed])
  }
  return { byId, byRole, units, ground }
}
