import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueLine, fullMembers, sayLine, type DueFacts } from './due.ts'
import { builtInPresets } from './presets.ts'

const nothing: DueFacts = {
  employees: null,
  revenue: null,
  members_full: null,
  members_probationary: null,
  members_reported: null,
}
const preset = (id: string) => builtInPresets.find((one) => one.id === id)!
const isDue = (id: string, facts: Partial<DueFacts>) => dueLine({ ...nothing, ...facts }, preset(id)) !== null

describe('due under the presets', () => {
  it.each([
    ['national', { members_full: 3 }, true],
    ['national', { members_full: 2 }, false],
    ['national', { members_full: 2, members_probationary: 5 }, false],
    ['national', { members_reported: 40 }, false],
    ['national', { employees: 5000, revenue: 100_000 }, false],
    ['changle-2011', { members_full: 0, members_probationary: 1 }, true],
    ['changle-2011', { members_reported: 4 }, false],
    ['changle-2011', { employees: 80 }, true],
    ['changle-2011', { employees: 79 }, false],
    ['changle-2011', { employees: 79, revenue: 500 }, true],
    ['changle-2011', { employees: 49, revenue: 500 }, false],
    ['linyi-2020', { revenue: 2000 }, true],
    ['linyi-2020', { employees: 99, revenue: 1999 }, false],
    ['linyi-2020', { members_full: 3 }, true],
    ['henan-social-2017', { members_full: 3 }, true],
  ] as const)('%s %o → %s', (id, facts, expected) => {
    expect(isDue(id, facts)).toBe(expected)
  })

  it('takes the annual report only where the preset says so and the ledger says nothing', () => {
    const counting = { ...preset('national'), countReported: true }
    expect(fullMembers({ ...nothing, members_reported: 4 }, counting)).toBe(4)
    expect(fullMembers({ ...nothing, members_full: 0, members_reported: 4 }, counting)).toBe(0)
    expect(dueLine({ ...nothing, members_reported: 4 }, counting)).not.toBeNull()
  })

  it('never becomes less due when one more full member is on file', () => {
    const count = fc.option(fc.nat(200), { nil: null })
    const facts = fc.record({
      employees: count,
      revenue: count,
      members_full: fc.nat(60),
      members_probationary: count,
      members_reported: count,
    })
    const kept = fc.property(facts, fc.constantFrom(...builtInPresets), (one, which) => {
      const more = { ...one, members_full: one.members_full + 1 }
      return dueLine(one, which) === null || dueLine(more, which) !== null
    })
    expect(fc.check(kept, { seed: 20261121, numRuns: 2000 })).toMatchObject({ failed: false })
  })

  it('says a line in the words of the office', () => {
    expect(preset('changle-2011').due.map(sayLine)).toEqual([
      '党员 1 名以上',
      '职工 80 人以上',
      '职工 50–79 人且营业收入 500 万元以上',
    ])
  })
})
