import { describe, expect, it } from 'vitest'
import { addressKeys } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import type { LedgerUnit } from '../rules/unit.ts'
import { COUNTY, ledgerUnit, TOWNS } from '../testing.ts'
import { placeOf, townNameOf } from './places.ts'

const names = new Map([
  [COUNTY, '东湖区'],
  [TOWNS[0], '凌河街道'],
  [TOWNS[1], '柳桥街道'],
  ['c1', '八里村委会'],
  ['c2', '望湖社区居民委员会'],
])
const divisions = { names, paths: new Map([[TOWNS[0], `990100/${COUNTY}/${TOWNS[0]}/`]]) }
const ground = { cityOf: new Map<string, string>(), townOfBuilding: new Map<string, string>() }

function placed(...parts: readonly Partial<LedgerUnit>[]): PlacedUnit[] {
  return parts.map((part, order) => {
    const unit = ledgerUnit(`u${order}`, part)
    return { unit, keys: addressKeys(unit, ground), order, weight: 1, reported: false, was: null }
  })
}

describe('placeOf', () => {
  const b1 = { road: '黄浦路', building: 'b1', buildingName: '黄浦路9号' }

  it('stands where the ledger has all members, however closely the plan placed one of them', () => {
    const paths = new Map([
      [TOWNS[0], `990100/${COUNTY}/${TOWNS[0]}/`],
      [COUNTY, `990100/${COUNTY}/`],
    ])
    const pathOf = (...parts: readonly Partial<LedgerUnit>[]) => placeOf(placed(...parts), { names, paths }).path
    expect(pathOf(b1, b1)).toBe(`990100/${COUNTY}/${TOWNS[0]}/`)
    expect(pathOf(b1, { ...b1, town: null })).toBe(`990100/${COUNTY}/`)
    expect(pathOf(b1, { town: TOWNS[1] })).toBe(`990100/${COUNTY}/`)
    expect(pathOf(b1, { county: '990102', town: '990102001' })).toBe('')
  })

  it.each<[string, readonly Partial<LedgerUnit>[], string, string]>([
    ['one building', [b1, b1], '黄浦路9号', '凌河街道'],
    ['one street', [b1, { road: '黄浦路' }], '黄浦路沿线', '凌河街道'],
    ['one estate', [{ road: '样例小区' }, { road: '样例小区' }], '样例小区', '凌河街道'],
    ['one village', [{ community: 'c1' }, { community: 'c1' }], '八里村', '凌河街道'],
    ['one town', [{ road: '黄浦路' }, { community: 'c2' }], '黄浦路、望湖社区一带', '凌河街道'],
    ['many places of a town', [b1, { road: '数码路' }, { road: '学子街' }], '黄浦路、数码路等一带', '凌河街道'],
    ['a town and nothing more', [{}, {}], '凌河街道', '凌河街道'],
    ['two towns', [{ road: '黄浦路' }, { town: TOWNS[1], road: '数码路' }], '黄浦路、数码路一带', '跨镇街'],
    [
      'a road in no known town',
      [
        { town: null, road: '黄浦路' },
        { town: null, road: '黄浦路' },
      ],
      '黄浦路沿线',
      '镇街未定',
    ],
    ['one unit', [b1], '样例u0有限公司', '凌河街道'],
    ['one unit without a name', [{ ...b1, name: null }], '黄浦路9号', '凌河街道'],
  ])('names %s', (_, parts, title, townName) => {
    expect(placeOf(placed(...parts), divisions)).toMatchObject({ title, townName, countyName: '东湖区' })
  })

  it('knows no county where the members share none', () => {
    const apart = placeOf(placed({}, { county: '990102', town: '990102001' }), divisions)
    expect(apart).toMatchObject({ county: null, countyName: '区县未定', town: null })
  })
})

it('says that a town is not known', () => {
  expect(placed({}, { town: null, road: '黄浦路' }).map((member) => townNameOf(member, names))).toEqual([
    '凌河街道',
    '镇街未定',
  ])
})
