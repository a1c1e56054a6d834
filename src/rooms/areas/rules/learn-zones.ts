import { isAssumed } from './clues.ts'
import type { Gazetteer } from './gazetteer.ts'
import { zoneName, type Located } from './locate.ts'
import type { ZoneRef } from './reading.ts'
import { agreed, count, majority, type Tally } from './tally.ts'

/**
 * What a file says about its functional zones: how each is usually written, which registration authority it has (most
 * units of 某市保税区 carry 210242), which county hosts it, which towns lie in it. A small zone whose units are registered
 * with a much larger zone's own office (出口加工区 with the bonded area) is a part of that zone.
 */
export interface LearnedZone {
  readonly ref: ZoneRef
  readonly name: string
  readonly units: number
  /** Six digits of its registration authority; '' when its units do not agree. */
  readonly registry: string
  /** County of GB/T 2260 in which its towns lie; '' when unknown or several. */
  readonly host: string
  readonly hostName: string
  /** Counties its named towns belong to. */
  readonly counties: readonly string[]
  /** Towns that its own addresses name, with the number of units. */
  readonly towns: ReadonlyMap<string, number>
  /** Code of the zone it belongs to; '' for one that stands by itself. */
  readonly part: string
}

export interface LearnedZones {
  readonly byCode: ReadonlyMap<string, LearnedZone>
  /** Registration authority that is no county's → zone. */
  readonly byRegistry: ReadonlyMap<string, LearnedZone>
  /** `city|core` → zone, for other spellings of its kind (某某临港工业区 for 某某经济区). */
  readonly byCore: ReadonlyMap<string, LearnedZone>
}

const ENOUGH = 5
const PART_OF = 0.2

export function learnZones(gazetteer: Gazetteer, located: readonly Located[]): LearnedZones {
  const refs = new Map<string, ZoneRef>()
  const texts = new Map<string, Tally>()
  const registries = new Map<string, Tally>()
  const towns = new Map<string, Tally>()
  const owners = new Map<string, Tally>()
  const sizes = new Map<string, number>()
  for (const one of located) {
    const { zone } = one
    if (zone === null || isAssumed(one)) continue
    if (!refs.has(zone.code)) refs.set(zone.code, zone)
    sizes.set(zone.code, (sizes.get(zone.code) ?? 0) + 1)
    count(texts, zone.code, zone.text)
    if (one.registry.kind === 'county' || one.registry.kind === 'unknown') {
      count(registries, zone.code, one.registry.digits)
      if (one.registry.kind === 'unknown') count(owners, one.registry.digits, zone.code)
    }
    if (one.town !== '' && !one.townUnlisted) count(towns, zone.code, one.town)
  }

  const byCode = new Map<string, LearnedZone>()
  const byRegistry = new Map<string, LearnedZone>()
  for (const [code, ref] of refs) {
    const text = majority(texts.get(code))?.answer ?? ref.text
    const named = { ...ref, text }
    const registry = agreed(registries.get(code), 3, 0.5)?.answer ?? ''
    const counties = countiesOf(towns.get(code))
    const registered = gazetteer.divisions.resolve(registry)[0] ?? ''
    const host = counties.length === 1 ? (counties[0] ?? '') : counties.length === 0 ? registered : ''
    const owner = registry === '' ? null : agreed(owners.get(registry), ENOUGH, 0.5)
    const units = sizes.get(code) ?? 0
    const small = owner !== null && owner.answer !== code && units <= PART_OF * (sizes.get(owner.answer) ?? 0)
    byCode.set(code, {
      ref: named,
      name: zoneName(gazetteer, code.slice(0, 4), named),
      units,
      registry,
      host,
      hostName: gazetteer.divisions.get(host)?.name ?? '',
      counties,
      towns: towns.get(code) ?? new Map(),
      part: small ? owner.answer : '',
    })
  }
  for (const [digits, tally] of owners) {
    const zone = byCode.get(agreed(tally, ENOUGH, 0.5)?.answer ?? '')
    if (zone) byRegistry.set(digits, zone)
  }
  const byCore = new Map<string, LearnedZone>()
  for (const zone of byCode.values()) {
    if (zone.ref.core.length >= 2 && zone.units >= ENOUGH)
      byCore.set(`${zone.ref.code.slice(0, 4)}|${zone.ref.core}`, zone)
  }
  return { byCode, byRegistry, byCore }
}

/** Counties of the towns named in a zone; a county with less than a twentieth of the units is a slip. */
function countiesOf(towns: Tally | undefined): string[] {
  const counties = new Map<string, number>()
  let all = 0
  for (const [town, units] of towns ?? []) {
    counties.set(town.slice(0, 6), (counties.get(town.slice(0, 6)) ?? 0) + units)
    all += units
  }
  return [...counties]
    .filter(([, units]) => units * 20 > all && all >= 3)
    .map(([county]) => county)
    .sort()
}
