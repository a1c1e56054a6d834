import { describe, expect, test } from 'vitest'
import type { Comparison } from '../../contract.ts'
import { defaultParams } from '../params/default-params.ts'
import { zh as paramsWords } from '../params/words.zh.ts'
import { compareLines } from './lines.ts'
import { zh } from './words.zh.ts'

type Plan = Comparison['plans'][number]

const plan = (id: string, part: Partial<Plan>): Plan => ({
  id,
  no: 1,
  name: id,
  scenario: null,
  madeAt: '2026-11-21T01:00:00.000Z',
  asOf: '2026-11-21',
  params: defaultParams,
  sentence: '',
  groups: 10,
  groupUnits: 30,
  founders: 2,
  uncovered: 4,
  withoutMembers: 0,
  assigned: 0,
  instructors: 0,
  instructorsNeeded: 0,
  unverified: 0,
  cost: 100,
  bound: 100,
  gap: 0,
  gapState: 'proven',
  gapMethod: '',
  provenTowns: 1,
  byHost: [{ host: 'building', groups: 10, units: 30 }],
  changedUnits: null,
  comparedNo: null,
  peerCost: 180,
  peerUncovered: 5,
  carried: 0,
  milliseconds: 40,
  uncoveredBy: [{ reason: '镇街未定', n: 4 }],
  decided: 0,
  stale: false,
  costByFirst: 100,
  changedFromFirst: 0,
  coveredOnlyHere: 0,
  coveredOnlyFirst: 0,
  ...part,
})

const lines = compareLines(
  [
    plan('甲', {}),
    plan('乙', {
      groupUnits: 33,
      uncovered: 1,
      gap: 0.0101,
      gapState: 'settled',
      cost: 90,
      costByFirst: 112.5,
      byHost: [{ host: 'area', groups: 10, units: 33 }],
      uncoveredBy: [{ reason: '凑不足 3 名', n: 1 }],
    }),
  ],
  zh,
  paramsWords,
)
const cells = (key: string) =>
  lines.find((line) => line.key === key)?.cells.map(({ text, difference }) => text + difference)

describe('plans side by side', () => {
  test('differences stand beside the second, never the first', () => {
    expect(cells('covered')).toEqual(['30', '33+3'])
    expect(cells('uncovered')).toEqual(['4', '1−3'])
    expect(cells('founders')).toEqual(['2', '2'])
  })

  test('costs are told apart only where both are measured alike', () => {
    expect(cells('cost')).toEqual(['100', '90'])
    expect(cells('costByFirst')).toEqual(['100', '112.5+12.5'])
  })

  test('kinds of groups and reasons that any of them has', () => {
    expect(cells('host building')).toEqual(['10', '0−10'])
    expect(cells('host area')).toEqual(['0', '10+10'])
    expect(lines.some(({ key }) => key === 'host park')).toBe(false)
    expect(cells('reason 镇街未定')).toEqual(['4', '0−4'])
    expect(cells('reason 凑不足 3 名')).toEqual(['0', '1+1'])
  })

  test('how sure', () => {
    expect(cells('gap')).toEqual(['0，已证明最优', '≤ 1.1%'])
  })
})
