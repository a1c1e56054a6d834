import { describe, expect, it } from 'vitest'
import { ledgerUnit, TOWNS } from '../testing.ts'
import { addressKeys } from './address.ts'
import { checkJoint, type Candidate } from './feasible.ts'
import type { LedgerUnit } from './unit.ts'

function candidate(name: string, weight: number, part: Partial<LedgerUnit> = {}): Candidate {
  const keys = addressKeys(ledgerUnit(name, { road: '黄浦路', ...part }), {
    cityOf: new Map(),
    townOfBuilding: new Map(),
  })
  return { name, weight, keys, townName: part.town === null ? '镇街未定' : (part.town ?? TOWNS[0]) }
}

const limits = { within: 'town', maxUnits: 5 } as const

describe('checkJoint', () => {
  it.each([
    ['one unit alone', [candidate('甲', 3)], '至少要有两家'],
    ['too few members', [candidate('甲', 1), candidate('乙', 1)], '合计只有 2 名'],
    ['a unit without members', [candidate('甲', 3), candidate('乙', 0)], '乙没有正式党员'],
    ['two towns', [candidate('甲', 2), candidate('乙', 2, { town: TOWNS[1] })], '甲和乙不都在本镇街'],
    ['an unknown town', [candidate('甲', 2), candidate('乙', 2, { town: null, road: '数码路' })], '乙的镇街未定'],
  ])('refuses %s', (_, members, why) => {
    const ruling = checkJoint(members, limits)
    expect(ruling).toMatchObject({ ok: false, why: expect.stringContaining(why) })
  })

  it('prices the level that all share', () => {
    expect(checkJoint([candidate('甲', 2), candidate('乙', 1)], limits)).toMatchObject({ ok: true, cost: 4, notes: [] })
    const apart = [candidate('甲', 2), candidate('乙', 1, { road: '数码路' })]
    expect(checkJoint(apart, limits)).toMatchObject({ ok: true, cost: 32 })
    const towns = [candidate('甲', 2), candidate('乙', 1, { town: TOWNS[1] })]
    expect(checkJoint(towns, { ...limits, within: 'county' })).toMatchObject({ ok: true, cost: 128 })
  })

  it('allows soft rules to be passed, and says which', () => {
    const six = ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => candidate(name, 1))
    expect(checkJoint(six, limits)).toMatchObject({ ok: true, notes: [expect.stringContaining('共 6 家')] })
    const founder = [candidate('甲', 4), candidate('乙', 1)]
    expect(checkJoint(founder, limits)).toMatchObject({ ok: true, notes: [expect.stringContaining('本应单独组建')] })
  })
})
