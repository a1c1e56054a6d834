import { pause } from '../../../platform/server/db/database.ts'
import { addressKeys, inAddressOrder, townsOfBuildings, type AddressKeys, type Ground } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { partOf, type LedgerUnit, type Part, type Role } from '../rules/unit.ts'
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

const SLICE = 8_000

/** The server answers others between slices. */
export async function placeUnits({ units, params, cityOf, before }: PlaceInput): Promise<Placed> {
  const ground = { cityOf, townOfBuilding: townsOfBuildings(units) }
  const taking: { unit: LedgerUnit; keys: AddressKeys; part: Part }[] = []
  for (const [at, unit] of units.entries()) {
    if (at % SLICE === 0) await pause()
    const part = partOf(unit, params.countReported)
    if (part.role !== 'none') taking.push({ unit, keys: addressKeys(unit, ground), part })
  }
  await pause()
  const byId = new Map<string, PlacedRole>()
  const byRole = new Map<Role, PlacedUnit[]>()
  for (const [order, { unit, keys, part }] of inAddressOrder(taking).entries()) {
    if (order % SLICE === 0) await pause()
    const { role, weight, reported } = part
    const placed: PlacedUnit = { unit, keys, order, weight, reported, was: before.get(unit.id) ?? null }
    byId.set(unit.id, { placed, role })
    const list = byRole.get(role)
    if (list) list.push(placed)
    else byRole.set(role, [placed])
  }
  return { byId, byRole, units, ground }
}
