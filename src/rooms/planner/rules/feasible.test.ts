import { describe, expect, it } from 'vitest'
import { planParamsShape } from '../contract.ts'
import { ledgerUnit, TOWNS } from '../testing.ts'
import { addressKeys } from './address.ts'
import type { PlacedUnit } from './cautions.ts'
import { judgeGroup, staysLawful } from './feasible.ts'
import { makeYardstick } from './price.ts'
import type { LedgerUnit } from './unit.ts'

function placed(name: string, weight: number, part: Partial<LedgerUnit> = {}): PlacedUnit {
  const unit = ledgerUnit(name, { name, road: '黄浦路', ...part })
  const keys = addressKeys(unit, { cityOf: new Map(), townOfBuilding: new Map() })
  return { unit, keys, order: 0, weight, reported: false, was: null }
}

const townOf = ({ unit }: PlacedUnit): string => (unit as LedgerUnit).town ?? '镇街未定'
const judge = (members: readonly PlacedUnit[], params: object = {}, apart: readonly [string, string][] = []) =>
  judgeGroup(
    members,
    makeYardstick(
      planParamsShape.parse(params),
      null,
      apart.map(([a, b]) => ({ a, b, kind: 'apart' })),
    ),
    townOf,
  )

describe('judgeGroup', () => {
  it.each([
    ['one unit alone', [placed('甲', 3)], '至少要有两家', '第五条'],
    ['too few members', [placed('甲', 1), placed('乙', 1)], '合计只有 2 名', '第四条'],
    ['a unit without members', [placed('甲', 3), placed('乙', 0)], '乙没有正式党员', '第五条'],
    ['two towns', [placed('甲', 2), placed('乙', 2, { town: TOWNS[1] })], '甲和乙不都在本镇街', '第五条'],
    ['an unknown town', [placed('甲', 2), placed('乙', 2, { town: null, road: '数码路' })], '乙的镇街未定', '第五条'],
  ])('refuses %s and names the article', (_, members, why, article) => {
    const ruling = judge(members)
    expect(ruling.why).toContain(why)
    expect(ruling.why).toContain(`《中国共产党支部工作条例（试行）》${article}`)
    expect(ruling.notes).toEqual([])
  })

  it('refuses what the office has ruled out for the plan', () => {
    const seven = ['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name) => placed(name, 1))
    expect(judge(seven, { maxUnits: 6 }).why).toBe('共 7 家，与本方案的规则“最多 6 家”不合。')
    const two = [placed('甲', 2), placed('乙', 2)]
    expect(judge(two, {}, [['甲', '乙']]).why).toContain('甲和乙不宜同组')
    const parents = [placed('甲', 2, { parent: '东集团' }), placed('乙', 2, { parent: '西集团' })]
    expect(judge(parents, { sameParent: true }).why).toContain('分属东集团、西集团')
    expect(judge(parents).why).toBeNull()
  })

  it('lets soft rules be passed at their price, and says which', () => {
    const six = ['甲', '乙', '丙', '丁', '戊', '己'].map((name) => placed(name, 1))
    const ruling = judge(six, { maxUnits: 7, extraUnitPrice: 12 })
    expect(ruling).toMatchObject({ why: null, notes: [expect.stringContaining('共 6 家')] })
    expect(ruling.checks.filter(({ ok }) => !ok)).toEqual([
      { rule: '一般不超过 5 家', ok: false, hard: false, says: '共 6 家', price: 12 },
    ])
    expect(judge(six).why).toBeNull()
    expect(judge([placed('甲', 4), placed('乙', 1)]).notes).toEqual(['甲有 4 名正式党员，本应单独组建'])
  })
})

describe('staysLawful', () => {
  it('wants two units and three full members', () => {
    expect(staysLawful([placed('甲', 2), placed('乙', 1)])).toBe(true)
    expect(staysLawful([placed('甲', 1), placed('乙', 1)])).toBe(false)
    expect(staysLawful([placed('甲', 3)])).toBe(false)
    expect(staysLawful([])).toBe(false)
  })
})
