import { describe, expect, it } from 'vitest'
import { sayPlan, type PlanFigures } from './plan-sentence.ts'

const figures: PlanFigures = {
  groups: 1008,
  groupUnits: 3411,
  founders: 786,
  uncovered: 985,
  withoutMembers: 32238,
  assigned: 0,
  instructors: 160,
  instructorsWithRoom: 0,
  instructorsNeeded: 6533,
  unverified: 14,
  cost: 1000,
  bound: 1000,
  gap: 0,
  peerCost: 1810,
  peerUncovered: 990,
  milliseconds: 41,
  carried: 0,
  dropped: 0,
  uncoveredBy: [],
}
const none: PlanFigures = {
  ...figures,
  groups: 0,
  groupUnits: 0,
  founders: 0,
  uncovered: 0,
  withoutMembers: 0,
  unverified: 0,
}
const say = (part: Partial<PlanFigures>, of: PlanFigures = figures) => sayPlan({ ...of, ...part }, 'town', 5)

describe('sayPlan', () => {
  it('says the whole plan in a few sentences', () => {
    expect(say({})).toBe(
      '4,396 家正式党员 1–2 名的单位，建议组成 1,008 个联合党支部，覆盖 3,411 家；985 家暂不能覆盖（原因见各镇街）。' +
        '已证明最优（与理论下界差 0.0%），用时 0.04 秒；按街道排序再切的常规做法多剩 5 家，代价高 81%。' +
        '786 家正式党员满 3 名，应当单独组建。' +
        '32,238 家没有党员，也没有工作覆盖：现有 160 名指导员均已达到或超过每名 5 家，还需 6,533 名，已按镇街就近分好片。' +
        '另有 14 家只有年报人数或预备党员，正式党员数未核实，不在本方案内。',
    )
  })

  it.each<[string, Partial<PlanFigures>, string]>([
    ['an empty ledger', {}, '没有正式党员 1–2 名而未建组织的单位，不需要联合组建。'],
    ['units that cannot be joined at all', { uncovered: 3 }, '不出本镇街都凑不足 3 名正式党员'],
    ['a plan without remainder', { groups: 2, groupUnits: 6 }, '覆盖 6 家，没有剩余。'],
    ['a bound not reached', { groups: 2, groupUnits: 6, gap: 0.0123 }, '与理论下界相差不超过 1.3%'],
    [
      'a usual method that is as good',
      { groups: 2, groupUnits: 6, peerCost: 1000, peerUncovered: 0 },
      '用时 0.04 秒。',
    ],
    [
      'instructors with room',
      { withoutMembers: 9, assigned: 6, instructorsWithRoom: 2, instructorsNeeded: 1 },
      '现有指导员中 2 名有余量，可就近联系 6 家，其余 3 家还需 1 名',
    ],
    [
      'enough instructors',
      { withoutMembers: 6, assigned: 6, instructorsWithRoom: 2, instructorsNeeded: 0 },
      '可就近联系 6 家，够用。',
    ],
    [
      'no instructor at all',
      { withoutMembers: 9, instructors: 0, instructorsNeeded: 2 },
      '台账上没有指导员，还需 2 名',
    ],
    [
      'what was decided before',
      { carried: 4, dropped: 1 },
      '其中 4 条是此前审定的，原样沿用。此前审定的 1 条因单位情况有变不再成立',
    ],
  ])('says %s', (_, part, words) => {
    expect(say(part, none)).toContain(words)
  })
})
