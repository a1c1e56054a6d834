import type { Gazetteer } from './gazetteer.ts'
import type { LearnedZones } from './learn-zones.ts'
import type { Located } from './locate.ts'
import { revise, surely, weaken } from './revise.ts'

/**
 * Housing estates give their names to their communities (亲亲家园 lies in 亲亲家园社区), so an address that names the estate and
 * no town is put where the only community of that name in the county is. Names of two letters count only for the
 * 某东园, 某南园 and 某A2区 of a planned quarter: 和平小区 need not lie in 和平社区.
 */
const LONG_REST = /^(?:[东西南北中]?[园苑里]|[东西南北中一二三四五六A-Za-z\d]{0,3}(?:区|期|组团|小区)|花园|广场)?$/
const SHORT_REST = /^(?:[东西南北中]?园|[A-Za-z]\d{0,2}区)$/

export function placeByEstate(gazetteer: Gazetteer, zones: LearnedZones, one: Located): Located {
  const { place, placeKind } = one.address
  if (one.area === '' || one.town !== '' || one.outside || one.communityText !== '') return one
  if (placeKind !== 'estate' && placeKind !== 'building' && placeKind !== 'market') return one
  const zone = one.zone === null ? undefined : zones.byCode.get(one.area)
  let village = ''
  gazetteer.communities.find(place, 0, (places, length) => {
    const rest = place.slice(length)
    if (length < 2 || !(length === 2 ? SHORT_REST : LONG_REST).test(rest)) return false
    const fits = places.filter((community) =>
      zone === undefined ? community.code.startsWith(one.area) : (zone.towns.get(community.code.slice(0, 9)) ?? 0) >= 2,
    )
    if (fits.length !== 1) return false
    village = fits[0]?.code ?? ''
    return true
  })
  if (village === '') return one
  const { divisions } = gazetteer
  const town = village.slice(0, 9)
  const townName = divisions.get(town)?.name ?? ''
  return revise(gazetteer, one, {
    town: { code: town, name: townName },
    community: village,
    why: {
      word: place,
      how: 'estate',
      said: `“${place}”与${one.areaName}唯一的${divisions.get(village)?.name ?? ''}同名，推定在${townName}（${town}）`,
    },
    confidence: weaken(one, surely('estate')),
  })
}
