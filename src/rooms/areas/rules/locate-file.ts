import { isAssumed } from './clues.ts'
import type { Gazetteer } from './gazetteer.ts'
import { learnRoads, type LearnedRoads } from './learn-roads.ts'
import { learnTowns, villagePlaces, type LearnedTowns } from './learn-towns.ts'
import { learnZones, type LearnedZone, type LearnedZones } from './learn-zones.ts'
import type { LocateInput, Located, Locator } from './locate.ts'
import { placeByEstate } from './place-by-estate.ts'
import { revise, weaken } from './revise.ts'
import { settleParents } from './settle-parents.ts'

/**
 * A whole file located in two passes. The first reads each address by itself. Then the file teaches what single
 * addresses leave open, always from units whose own text says it: which zone a registration office belongs to, what
 * became of towns that are no longer listed, under which zone a town is run, and on which road or in which building
 * the town or county is known. Each such answer says so and how many units stand behind it.
 */
export interface LocatedFile {
  readonly located: readonly Located[]
  readonly zones: LearnedZones
  readonly towns: LearnedTowns
  readonly roads: LearnedRoads
}

export function locateFile(locator: Locator, units: readonly LocateInput[]): LocatedFile {
  const { gazetteer } = locator
  const read = units.map((unit) => locator.locate(unit))
  const zones = learnZones(gazetteer, read)
  const zoned = read.map((one) => placeByZone(gazetteer, zones, one))
  const towns = learnTowns(gazetteer, zoned, zones)
  const named = zoned.map((one) => placeByTown(gazetteer, towns, one))
  const estates = named.map((one) => placeByEstate(gazetteer, zones, one))
  const settled = settleParents(gazetteer, estates)
  const roads = learnRoads(settled)
  const townNames = new Map(settled.map((one) => [one.town, one.townName]))
  const located = settled.map((one) => placeByRoad(gazetteer, zones, roads, townNames, one))
  return { located, zones, towns, roads }
}

const zoneArea = (zone: LearnedZone) => ({ code: zone.ref.code, name: zone.name, zone: zone.ref })

function placeByZone(gazetteer: Gazetteer, zones: LearnedZones, one: Located): Located {
  if (one.zone !== null) {
    const own = zones.byCode.get(one.zone.code)
    const owner = own === undefined ? undefined : zones.byCode.get(own.part)
    if (own !== undefined && owner !== undefined) {
      const why = {
        word: own.ref.text,
        how: 'zone',
        said: `“${own.ref.text}”的登记机关是${owner.name}（${own.registry}），归入该区`,
      } as const
      const moved = revise(gazetteer, one, { area: zoneArea(owner), why, confidence: weaken(one, 0.85) })
      return { ...moved, innerZone: own.ref }
    }
    if (own !== undefined && own.name !== one.areaName) return renamed(one, own)
    return one
  }
  const weak = one.words.some((word) => word.how === 'unit-name' || word.how === 'root')
  if (one.outside || (one.area !== '' && !weak)) return one
  const sameCore =
    one.innerZone === null ? undefined : zones.byCore.get(`${one.innerZone.code.slice(0, 4)}|${one.innerZone.core}`)
  if (sameCore) {
    const why = {
      word: one.innerZone?.text ?? '',
      how: 'zone',
      said: `“${one.innerZone?.text}”视为${sameCore.name}`,
    } as const
    return revise(gazetteer, one, { area: zoneArea(sameCore), why, confidence: 0.8, instead: ['unit-name', 'root'] })
  }
  const office = zones.byRegistry.get(one.registry.digits)
  if (!office) return one
  const why = {
    word: one.registry.digits,
    how: 'registry',
    said: `地址没有写明区县，登记机关代码 ${one.registry.digits} 的单位多在${office.name}，暂定该区`,
  } as const
  return revise(gazetteer, one, { area: zoneArea(office), why, confidence: 0.6, instead: ['unit-name', 'root'] })
}

/** The zone's usual name in the file, for every spelling of it. */
function renamed(one: Located, zone: LearnedZone): Located {
  const at = one.path.indexOf(one.area)
  const names = one.names.map((name, index) => (index === at ? zone.name : name))
  return { ...one, names, areaName: zone.name }
}

function placeByTown(gazetteer: Gazetteer, towns: LearnedTowns, one: Located): Located {
  const { divisions } = gazetteer
  if (one.townUnlisted) {
    const now = towns.renamed.get(`${one.area}|${one.address.town}`)
    if (!now) return one
    const county = now.code.slice(0, 6)
    const moved = one.zone === null && county !== one.area
    const inside = villagePlaces(gazetteer, one.communityText, now.code)
    return revise(gazetteer, one, {
      ...(moved ? { area: { code: county, name: divisions.get(county)?.name ?? '', zone: null } } : {}),
      town: { code: now.code, name: now.name },
      community: inside.length === 1 ? (inside[0] ?? '') : '',
      why: { word: one.address.town, how: moved ? 'moved-town' : 'old-name', said: now.said },
      confidence: weaken({ ...one, confidence: 0.98 }, now.sure),
      instead: ['unlisted-town'],
    })
  }
  if (one.zone !== null && one.town === '' && one.communityText !== '') {
    const village = towns.villages.get(`${one.area}|${one.communityText}`)
    if (village === undefined) return one
    const town = village.slice(0, 9)
    const townName = divisions.get(town)?.name ?? ''
    return revise(gazetteer, one, {
      town: { code: town, name: townName },
      community: village,
      why: {
        word: one.communityText,
        how: 'inside',
        said: `“${one.communityText}”在${townName}（${town}），该镇街属${one.areaName}`,
      },
      confidence: weaken(one, 0.85),
    })
  }
  return one
}

function placeByRoad(
  gazetteer: Gazetteer,
  zones: LearnedZones,
  roads: LearnedRoads,
  townNames: ReadonlyMap<string, string>,
  one: Located,
): Located {
  if (one.outside) return one
  const placed = placeAreaByRoad(gazetteer, zones, roads, one)
  if (placed.area === '' || placed.town !== '') return placed
  const answer = roads.town(placed)
  if (answer === null) return placed
  const name = townNames.get(answer.code) ?? ''
  const where =
    answer.how === 'building'
      ? '同一楼'
      : answer.how === 'place'
        ? `“${placed.address.place}”`
        : answer.how === 'road'
          ? '同路'
          : '同路相邻门牌'
  const word =
    answer.how === 'place' ? placed.address.place : placed.road + (answer.how === 'road' ? '' : placed.number)
  return revise(gazetteer, placed, {
    town: { code: answer.code, name },
    why: { word, how: 'road', said: `${where} ${answer.votes} 家写明在${name}` },
    confidence: weaken(placed, answer.sure),
  })
}

function placeAreaByRoad(gazetteer: Gazetteer, zones: LearnedZones, roads: LearnedRoads, one: Located): Located {
  if (one.area !== '' && !isAssumed(one)) return one
  const { answer, choices } = roads.area(one)
  if (answer !== null) {
    const agrees = answer.code === one.area
    // Against the registration office a road needs some weight: offices err when a unit has moved, roads when few units tell.
    if (one.area !== '' && !agrees && answer.votes < 5) return one
    const zone = zones.byCode.get(answer.code)
    const name = zone?.name ?? gazetteer.divisions.get(answer.code)?.name ?? ''
    const what = answer.how === 'place' ? `“${one.address.place}”` : `“${one.road}”`
    const why = {
      word: one.road || one.address.place,
      how: 'road',
      said: `${what} ${answer.votes} 家写明在${name}`,
    } as const
    const area = { code: answer.code, name, zone: zone?.ref ?? null }
    return revise(gazetteer, one, {
      area,
      why,
      confidence: agrees ? 0.92 : answer.sure,
      instead: agrees ? [] : ['registry', 'unit-name', 'root'],
    })
  }
  if (one.area !== '' && choices.includes(one.area)) return { ...one, confidence: 0.75 }
  if (one.area === '' && one.problem !== undefined && choices.length > 1) {
    const names = choices.map((code) => zones.byCode.get(code)?.name ?? gazetteer.divisions.get(code)?.name ?? code)
    return {
      ...one,
      problem: `只有路名，全市同名路 ${choices.length} 条：${names.slice(0, 4).join('、')}`,
      candidates: choices,
    }
  }
  return one
}
