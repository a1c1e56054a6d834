import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtInPresets } from '../../rulebook/public.ts'
import { exclusionReasons, kindShape, lifeShape } from '../../units/contract.ts'
import { labelUnit, type StateFacts } from './state.ts'

const plain: StateFacts = {
  kind: 'enterprise',
  life: 'operating',
  employees: null,
  revenue: null,
  members_full: null,
  members_probationary: null,
  members_reported: null,
  has_organization: null,
  org_form: null,
  org_name: null,
  instructor: null,
  liaison: null,
  trade_union: null,
  youth_league: null,
  excluded: null,
}
const national = builtInPresets[0]!
const label = (facts: Partial<StateFacts>) => labelUnit({ ...plain, ...facts }, national)

describe('state and action of a unit', () => {
  it.each<[string, Partial<StateFacts>, string, string, boolean]>([
    ['own organisation', { has_organization: true, org_form: 'own', members_full: 5 }, 'own', 'nothing', true],
    ['joint organisation', { has_organization: true, org_form: 'joint', members_full: 1 }, 'joint', 'nothing', false],
    ['no form, joint by name', { has_organization: true, org_name: '泡崖第1联合党支部' }, 'joint', 'nothing', false],
    [
      'a federation is not a joint branch',
      { has_organization: true, org_form: 'own', org_name: '工商业联合会党支部' },
      'own',
      'nothing',
      false,
    ],
    ['no form, a committee by name', { has_organization: true, org_name: '某集团党委' }, 'own', 'nothing', false],
    ['no form, three full members', { has_organization: true, members_full: 3 }, 'own', 'nothing', true],
    ['no form, two full members', { has_organization: true, members_full: 2 }, 'joint', 'nothing', false],
    ['no form, number not known', { has_organization: true, members_reported: 9 }, 'joint', 'nothing', false],
    ['a name alone', { org_name: '某某党支部', members_full: 4 }, 'own', 'nothing', true],
    [
      'said to have none in spite of a name',
      { has_organization: false, org_name: '某某党支部', members_full: 4 },
      'none',
      'found',
      true,
    ],
    ['three full members, nothing there', { members_full: 3 }, 'none', 'found', true],
    ['three full members with instructor', { members_full: 3, instructor: '张某' }, 'work', 'found', true],
    ['two full members', { members_full: 2 }, 'none', 'join', false],
    ['two full, three probationary', { members_full: 2, members_probationary: 3 }, 'none', 'join', false],
    ['only declared in the annual report', { members_reported: 12 }, 'none', 'admit', false],
    ['declared, ledger says none', { members_full: 0, members_reported: 2, trade_union: '有' }, 'work', 'admit', false],
    ['only probationary', { members_full: 0, members_probationary: 1 }, 'none', 'admit', false],
    ['nobody, nothing', {}, 'none', 'instructor', false],
    ['nobody, youth league', { members_full: 0, youth_league: '有' }, 'work', 'nothing', false],
    ['excluded with three members', { members_full: 3, excluded: 'zombie' }, 'excluded', 'nothing', false],
    [
      'an agency',
      { kind: 'agency', has_organization: true, org_form: 'own', members_full: 30 },
      'excluded',
      'nothing',
      false,
    ],
    ['closed but not excluded', { life: 'closed', members_full: 1 }, 'none', 'join', false],
  ])('%s', (_name, facts, coverage, due, must) => {
    expect(label(facts)).toMatchObject({ coverage, due, must })
  })

  it('gives its reason in one sentence', () => {
    expect(label({ members_full: 2, instructor: '张某' }).reason).toBe(
      '没有党组织，有指导员，计工作覆盖；正式党员 2 名，不足 3 名应联合组建。',
    )
    expect(label({ members_full: 2, members_reported: 5 }).reason).toContain('年报填报 5 名，比台账多 3 名，待核对')
    expect(label({ excluded: 'zombie' }).reason).toBe('不计入分母：僵尸企业（连续两年未年报）。')
    expect(label({ kind: 'agency' }).reason).toContain('不属两新')
    expect(label({ has_organization: true, org_form: 'own', members_full: 2 }).reason).toContain(
      '不足 3 名，应及时核实调整',
    )
    expect(label({ life: 'closed' }).reason).toContain('经营状态为注销')
    expect(label({ kind: 'sole-trader', members_full: 1 }).reason).toContain('个私协会')
    expect(label({ kind: 'foundation' }).reason).toContain('业务主管单位')
  })

  it('names the local line that makes a unit due', () => {
    const changle = builtInPresets.find(({ id }) => id === 'changle-2011')!
    expect(labelUnit({ ...plain, employees: 120 }, changle)).toMatchObject({
      must: true,
      due: 'instructor',
      reason: '没有党组织，也没有工作覆盖；没有党员，应选派指导员或联络员；职工 80 人以上，按现行口径应建。',
    })
  })
})

const count = fc.option(fc.nat(12), { nil: null })
const text = fc.option(fc.constantFrom('有', '张某'), { nil: null })
const facts = fc.record<StateFacts>({
  kind: fc.constantFrom(...kindShape.options),
  life: fc.constantFrom(...lifeShape.options),
  employees: fc.option(fc.nat(500), { nil: null }),
  revenue: fc.option(fc.nat(5000), { nil: null }),
  members_full: count,
  members_probationary: count,
  members_reported: count,
  has_organization: fc.option(fc.boolean(), { nil: null }),
  org_form: fc.option(fc.constantFrom('own', 'joint'), { nil: null }),
  org_name: fc.option(fc.constantFrom('某某党支部', '第2联合党支部', '某某党委'), { nil: null }),
  instructor: text,
  liaison: text,
  trade_union: text,
  youth_league: text,
  excluded: fc.option(fc.constantFrom(...Object.keys(exclusionReasons)), { nil: null }),
})
type Check = (unit: StateFacts, preset: (typeof builtInPresets)[number]) => boolean
const always: readonly (readonly [string, Check])[] = [
  ['the reason is one sentence', (unit, preset) => /^[^。]+。$/.test(labelUnit(unit, preset).reason)],
  [
    'only units without organisation get an action',
    (unit, preset) => {
      const made = labelUnit(unit, preset)
      return made.due === 'nothing' || made.coverage === 'work' || made.coverage === 'none'
    },
  ],
  [
    'an uncovered unit always has an action',
    (unit, preset) => {
      const made = labelUnit(unit, preset)
      return made.coverage !== 'none' || made.due !== 'nothing'
    },
  ],
  [
    'nobody excluded is due',
    (unit, preset) => {
      const made = labelUnit(unit, preset)
      return made.coverage !== 'excluded' || !made.must
    },
  ],
  [
    'the annual report alone never founds or joins',
    (unit, preset) => {
      const made = labelUnit({ ...unit, members_full: null, members_probationary: null }, preset)
      return made.due !== 'found' && made.due !== 'join'
    },
  ],
  [
    'an instructor is sent only where no source knows of a member',
    (unit, preset) => {
      const made = labelUnit(unit, preset)
      return made.due !== 'instructor' || !made.with_member
    },
  ],
]

it.each(always)('whatever the facts, %s', (_name, check) => {
  const property = fc.property(facts, fc.constantFrom(...builtInPresets), check)
  expect(fc.check(property, { seed: 20261121, numRuns: 3000 })).toMatchObject({ failed: false })
})
