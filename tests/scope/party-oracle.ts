import { reachesChain, reachesPath, reachesUnit, seesOrganization, type Reach } from '../../src/kernel/scope.ts'
import type { RawMember, RawOrganization, RawUnit, World } from './shapes.ts'

/** What somebody must see of organisations and members, counted one by one; asks the product nothing. */

const unitsOf = (world: Pick<World, 'units'>, ids: readonly string[]): RawUnit[] =>
  world.units.filter(({ id }) => ids.includes(id))

/** What somebody must see of organisations: by area, by chain, by a unit covered now. */
export function seenOrganizations(world: World, reach: Reach): RawOrganization[] {
  return world.organizations.filter((one) => seesOrganization(reach, { ...one, units: unitsOf(world, one.covers) }))
}

/** And of members: by the organisation that holds the relation, by the unit in which they work. */
export function seenMembers(world: World, reach: Reach): RawMember[] {
  return world.members.filter(
    ({ path, chain, unit }) =>
      reachesPath(reach, path) ||
      reachesChain(reach, chain) ||
      unitsOf(world, unit === null ? [] : [unit]).some((one) => reachesUnit(reach, one)),
  )
}

export const isLive = ({ state }: RawOrganization): boolean => state === 'forming' || state === 'active'
export const isOnFile = ({ status }: RawMember): boolean => status !== 'ended'
