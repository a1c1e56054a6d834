import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CITY, COUNTY, ledgerUnit, TOWNS } from '../testing.ts'
import {
  addressKeys,
  isTownOpen,
  readKeys,
  sharedByAll,
  sharedKeys,
  townsOfBuildings,
  writeKeys,
  type AddressKeys,
} from './address.ts'
import { levelCost } from './costs.ts'
import type { LedgerUnit } from './unit.ts'

const none = {
  cityOf: new Map([
    [COUNTY, CITY],
    ['990102', CITY],
  ]),
  townOfBuilding: new Map<string, string>(),
}
const meet = (a: Partial<LedgerUnit>, b: Partial<LedgerUnit>) => {
  const keys = [addressKeys(ledgerUnit('甲', a), none), addressKeys(ledgerUnit('乙', b), none)] as const
  return levelCost(sharedKeys(keys[0], keys[1])).common
}

describe('addressKeys', () => {
  it.each([
    [{ road: '黄浦路', building: 'b1' }, { road: '黄浦路', building: 'b1' }, 'building'],
    [{ road: '黄浦路', building: 'b1' }, { road: '黄浦路', building: 'b2' }, 'road'],
    [{ road: '黄浦路' }, { road: '黄浦路' }, 'road'],
    [{ community: 'c1' }, { community: 'c1' }, 'community'],
    [{ community: 'c1' }, { community: 'c2' }, 'town'],
    [{ road: '黄浦路', community: 'c1' }, { community: 'c1' }, 'town'],
    [{ road: '黄浦路' }, { road: '数码路' }, 'town'],
    [{ road: '黄浦路' }, { road: '黄浦路', town: TOWNS[1] }, 'county'],
    [{}, { county: '990102', town: '990102001' }, 'city'],
    [{ county: null, town: null }, { county: null, town: null }, null],
  ] as const)('meets at the level that both are known to share: %j %j', (a, b, common) => {
    expect(meet(a, b)).toBe(common)
  })

  it('lets a unit without a town meet others on its road only', () => {
    const open = { town: null, road: '黄浦路' }
    expect(meet(open, open)).toBe('road')
    expect(meet(open, { town: null, road: '数码路' })).toBe('county')
    expect(meet(open, { road: '黄浦路' })).toBe('county')
    expect(meet({ town: null }, { town: null })).toBe('county')
    expect(isTownOpen(addressKeys(ledgerUnit('甲', open), none))).toBe(true)
  })

  it('takes the town of the building where every unit that states one agrees', () => {
    const building = 'b1'
    const units = [
      ledgerUnit('甲', { building, road: '黄浦路' }),
      ledgerUnit('乙', { building, road: '黄浦路', town: null }),
    ]
    const towns = townsOfBuildings(units)
    expect(towns).toEqual(new Map([[building, TOWNS[0]]]))
    expect(sharedByAll(units.map((unit) => addressKeys(unit, { ...none, townOfBuilding: towns })))).toBe(6)
    expect(townsOfBuildings([...units, ledgerUnit('丙', { building, town: TOWNS[1] })]).size).toBe(0)
  })

  it('knows the city above the county, and an office that is a county itself', () => {
    expect(addressKeys(ledgerUnit('甲'), none)[0]).toBe(CITY)
    expect(addressKeys(ledgerUnit('乙'), { ...none, cityOf: new Map() })[0]).toBe('office')
  })

  it('is written and read back unchanged', () => {
    const key = fc.option(fc.stringMatching(/^[a-z0-9:?路]{1,6}$/), { nil: null })
    fc.assert(
      fc.property(fc.tuple(key, key, key, key, key, key), (keys: AddressKeys) => {
        expect(readKeys(writeKeys(keys))).toEqual(keys)
      }),
      { seed: 7 },
    )
  })
})
