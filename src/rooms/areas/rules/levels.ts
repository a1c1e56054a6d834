import type { Located } from './locate.ts'

/**
 * The address as six keys from far to near, for whoever compares units by how far up their addresses are the same (the
 * planner's tree): city, county or zone, town, community, road or named place, building. '' where the address does not
 * say; two units share a level when the keys there are equal, not empty, and the county is shared too. Road and building
 * keys begin with the county, so equal keys already mean the same county.
 */
export type AddressLevels = readonly [
  city: string,
  area: string,
  town: string,
  community: string,
  road: string,
  building: string,
]

export function levelsOf(located: Located): AddressLevels {
  const { area, town, community, communityText, road, buildingKey, address } = located
  const place = address.placeKind === '' || address.placeKind === 'site' ? '' : address.place
  const street = road || place
  return [
    located.path[1] ?? '',
    area,
    town,
    // A village that the tables do not know still binds its units together.
    community || (communityText === '' || area === '' ? '' : `${town || area}/${communityText}`),
    street === '' || area === '' ? '' : `${area}/${street}`,
    area === '' ? '' : buildingKey,
  ]
}
