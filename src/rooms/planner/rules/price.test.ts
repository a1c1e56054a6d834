import { describe, expect, it } from 'vitest'
import { planParamsShape } from '../contract.ts'
import { ledgerUnit, TOWNS } from '../testing.ts'
import { addressKeys } from './address.ts'
import { findBlock } from './blocked.ts'
import type { PlacedUnit } from './cautions.ts'
import { checkRules, largestDistance } from './checks.ts'
import { middleOfUnits, pointOf } from './distance.ts'
import { hostOf } from './hosts.ts'
import { sayIndustrySpread } from './industry.ts'
import { countChanged, sayPartners } from './partners.ts'
import { groupCost, makeYardstick, type Yardstick } from './price.ts'
import { meetingKey, regionOf } from './regions.ts'
import type { LedgerUnit } from './unit.ts'

const ground = { cityOf: new Map<string, string>(), townOfBuilding: new Map<string, string>() }

function placed(parts: readonly (Partial<LedgerUnit> & { readonly was?: number })[]): PlacedUnit[] {
  return parts.map(({ was, ...part }, order) => {
    const unit = ledgerUnit(`u${order}`, { road: '黄浦路', ...part })
    const keys = addressKeys(unit, ground)
    return { unit, keys, order, weight: unit.membersFull ?? 1, reported: false, was: was ?? null }
  })
}

function by(
  given: object,
  units: readonly PlacedUnit[] = [],
  pairs: Parameters<typeof makeYardstick>[2] = [],
): Yardstick {
  return makeYardstick(planParamsShape.parse(given), middleOfUnits(units.map(({ unit }) => unit)), pairs)
}

describe('groupCost', () => {
  const three = placed([{}, {}, {}])

  it.each([
    ['the address', {}, 6],
    ['the address, weighed', { weights: { address: 3 } }, 18],
    ['one secretary', { weights: { secretary: 5 } }, 11],
    ['industries of which nothing more than the section is known', { weights: { industry: 1 } }, 6 + (3 * 4) / 3],
    ['what carries it', { hosts: { area: 2 } }, 12],
    ['units above the usual', { maxUnits: 5, usualUnits: 2, extraUnitPrice: 7 }, 13],
    ['no distance where nobody has a point', { weights: { distance: 9 } }, 6],
  ])('counts %s', (_, given, cost) => {
    expect(groupCost(three, by(given))).toBe(cost)
  })

  it('takes off what links and staying together are worth', () => {
    const units = placed([{ was: 1 }, { was: 1 }, { was: 2 }])
    const pairs = [{ a: 'u0', b: 'u2', kind: 'link' as const }]
    expect(groupCost(units, by({ weights: { stability: 3 } }))).toBe(6 - 3 / 3)
    expect(groupCost(units, by({ weights: { links: 6 } }, [], pairs))).toBe(6 - 6 / 3)
  })

  it('measures distance in square kilometres, one where a point is not known', () => {
    const units = placed([{ lng: 121.6, lat: 38.9 }, { lng: 121.6, lat: 38.9 + 1 / 111.195 }, {}])
    expect(groupCost(units, by({ weights: { distance: 3 } }, units))).toBeCloseTo(6 + 1 + 1 + 1, 3)
    expect(largestDistance(units, by({}, units))).toBeCloseTo(1, 3)
  })
})

describe('points', () => {
  it('are places on earth or nothing', () => {
    expect([NaN, 200, Infinity].map((lng) => pointOf({ lng, lat: 38 }))).toEqual([null, null, null])
    expect(pointOf({ lng: 0, lat: 0 })).toBeNull()
    expect(pointOf({ lng: 121.6, lat: null })).toBeNull()
    expect(middleOfUnits([{ lng: null, lat: 38 }])).toBeNull()
  })
})

describe('checkRules', () => {
  const words = (units: readonly PlacedUnit[], yardstick: Yardstick) =>
    checkRules(units, yardstick)
      .filter(({ ok }) => !ok)
      .map(({ rule, says, hard, price }) => [rule, says, hard, price])

  it('finds nothing in a lawful group, and says what it looked at', () => {
    const checks = checkRules(placed([{}, {}, {}]), by({}))
    expect(checks.map(({ rule }) => rule)).toEqual(['正式党员不少于 3 名', '不出本镇街', '一般不超过 5 家'])
    expect(checks.every(({ ok }) => ok)).toBe(true)
  })

  it('names each rule that is broken', () => {
    expect(words(placed([{}, {}]), by({}))).toEqual([['正式党员不少于 3 名', '合计 2 名', true, null]])
    const apart = placed([{}, {}, { town: TOWNS[1] }])
    expect(words(apart, by({}))).toEqual([['不出本镇街', '只在同一区县', true, null]])
    expect(words(placed([{}, {}, {}]), by({ usualUnits: 2, extraUnitPrice: 20 }))).toEqual([
      ['一般不超过 2 家', '共 3 家', false, 20],
    ])
    const parents = placed([{ parent: '甲集团' }, { parent: '乙集团' }, {}])
    expect(words(parents, by({ sameParent: true }))).toEqual([['上级单位相同', '分属甲集团、乙集团', true, null]])
    const far = placed([{ lng: 121.6, lat: 38.9 }, { lng: 121.6, lat: 39 }, {}])
    expect(words(far, by({ maxKilometres: 5 }, far))[0]?.[1]).toBe('最远 11.1 公里；1 家没有经纬度，不作限制')
    const pairs = [{ a: 'u2', b: 'u0', kind: 'apart' as const }]
    expect(words(placed([{}, {}, {}]), by({}, [], pairs))).toEqual([
      ['不宜同组的不编在一组', '样例u0有限公司和样例u2有限公司不宜同组', true, null],
    ])
  })
})

describe('findBlock', () => {
  const first = (
    given: object,
    parts: Parameters<typeof placed>[0],
    pairs: Parameters<typeof makeYardstick>[2] = [],
  ) => {
    const [unit, ...near] = placed(parts) as [PlacedUnit, ...PlacedUnit[]]
    return findBlock(unit, near, by(given, [unit, ...near], pairs), new Set(['u0 u1']))
  }

  it('is the first rule without which there are enough', () => {
    const parents = [{ parent: '甲' }, { parent: '乙' }, { parent: '乙' }]
    expect(first({ sameParent: true }, parents)).toBe('parent')
    const far = [
      { lng: 121.6, lat: 38.9 },
      { lng: 121.7, lat: 38.9 },
      { lng: 121.6, lat: 39.9 },
    ]
    expect(first({ maxKilometres: 1 }, far)).toBe('distance')
    const apart = [{ a: 'u0', b: 'u1', kind: 'apart' as const }]
    expect(first({}, [{}, {}, {}], apart)).toBe('apart')
    expect(first({}, [{}, {}, {}])).toBe('turned-down')
    expect(first({}, [{ membersFull: 2 }, {}, {}])).toBeNull()
  })
})

describe('what carries a group', () => {
  const free = { building: 0, park: 0, industry: 0, area: 0 }
  const units = placed([
    { building: 'b1', park: 'p1', industry: '6511' },
    { building: 'b1', park: 'p1', industry: '6520' },
  ]).map(({ unit }) => unit)
  const other = placed([{ building: 'b2', park: 'p1', industry: '5132' }]).map(({ unit }) => unit)

  it('is the cheapest that all share, the nearest of equals', () => {
    expect(hostOf(units, free)).toBe('building')
    expect(hostOf([...units, ...other], free)).toBe('park')
    expect(hostOf(units, { ...free, building: 2, park: 1 })).toBe('industry')
    expect(hostOf(units, { building: 9, park: 9, industry: 9, area: 1 })).toBe('area')
  })

  it('says how near the lines of business are', () => {
    expect(sayIndustrySpread(units)).toBe('同一大类')
    expect(sayIndustrySpread([...units, ...other])).toBe('分属 2 个门类')
    expect(sayIndustrySpread(placed([{ section: null }, { section: null }]).map(({ unit }) => unit))).toBe('行业不明')
    expect(sayIndustrySpread(placed([{}, { section: null }]).map(({ unit }) => unit))).toBe('同一门类，1 家行业不明')
  })
})

describe('partners', () => {
  it('are kept where two sat together before', () => {
    const units = placed([{ was: 1 }, { was: 1 }, { was: 2 }, {}])
    expect(sayPartners(units, true)).toEqual({
      kept: ['样例u0有限公司', '样例u1有限公司'],
      changed: ['样例u2有限公司', '样例u3有限公司'],
    })
    expect(sayPartners(units, false)).toEqual({ kept: [], changed: [] })
  })

  it('are counted as changed for every unit whose set is another', () => {
    const before = new Map<string, number | null>([
      ['a', 1],
      ['b', 1],
      ['c', null],
      ['gone', 1],
      ['e', 2],
      ['f', 2],
    ])
    const after = new Map<string, number | null>([
      ['a', 7],
      ['b', 7],
      ['c', 7],
      ['e', 3],
      ['f', 3],
      ['new', 3],
    ])
    expect(countChanged(before, after)).toBe(5)
    expect(countChanged(after, after)).toBe(0)
  })
})

describe('regions', () => {
  it('put roads of unknown towns under their county, and units of unknown place nowhere', () => {
    const [known, open, nowhere] = placed([{}, { town: null }, { county: null, town: null }]) as [
      PlacedUnit,
      PlacedUnit,
      PlacedUnit,
    ]
    expect(regionOf(known, 'town')).toBe(TOWNS[0])
    expect(regionOf(open, 'town')).toBe('990101?')
    expect(meetingKey(nowhere, 'town')).toBe('?2')
    expect(meetingKey(known, 'county')).toBe(meetingKey(open, 'county'))
  })
})
