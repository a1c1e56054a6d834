import { describe, expect, it } from 'vitest'
import { sayHandover, whyNobody, whySuccessor } from './handover.ts'
import { placesOf, sayClosed, termCaution, type InstructorSetting } from './instructor.ts'

const setting = (part: Partial<InstructorSetting>): InstructorSetting => {
  return { name: '王指导', capacity: null, until: null, leaving: false, conflicts: [], note: '', ...part }
}

describe('places of an instructor', () => {
  it.each([
    ['nothing said', undefined, 5],
    ['a number of its own', setting({ capacity: 8 }), 8],
    ['none', setting({ capacity: 0 }), 0],
    ['leaving', setting({ capacity: 8, leaving: true }), 0],
    ['the last day of the term', setting({ until: '2026-11-21' }), 5],
    ['the day after', setting({ until: '2026-11-20' }), 0],
  ])('%s', (_, given, places) => {
    expect(placesOf(given, { capacity: 5 }, '2026-11-21')).toBe(places)
  })

  it('says when a term is about to end', () => {
    const said = (until: string | null) => termCaution(setting({ until }), '2026-11-21')
    expect(said('2026-12-31')).toBe('任期到 2026-12-31，届时要交接。')
    expect(['2026-11-20', '2027-06-30', null].map(said)).toEqual([null, null, null])
  })

  it('says why no new units come', () => {
    expect(sayClosed(setting({ leaving: true }), '2026-11-21')).toBe('要离任')
    expect(sayClosed(setting({ until: '2026-11-20' }), '2026-11-21')).toBe('任期已于 2026-11-20 届满')
    expect(sayClosed(setting({}), '2026-11-21')).toBeNull()
  })
})

describe('words of a handover', () => {
  it('say how near, and how many there are then', () => {
    const facts = { shared: 5, kilometres: null, before: 2, after: 4, places: 5 }
    expect(whySuccessor(facts)).toBe('现联系 2 家，接手后 4 家，不超过 5 家；最近的一家与本单位同一道路。')
    expect(whySuccessor({ ...facts, kilometres: 1.26 })).toContain('同一道路，相距 1.3 公里。')
    expect(whySuccessor({ ...facts, kilometres: 15 })).toContain('同一区县，相距 15.0 公里。')
    expect(whyNobody('out-of-reach', true)).toContain('须新聘')
    expect(whyNobody('full', false)).toContain('先核定地址')
  })

  it.each([
    [{ units: 0, placed: 0, successors: 0 }, '王指导名下没有正常经营的单位，不需要交接。'],
    [
      { units: 3, placed: 3, successors: 2 },
      '王指导离任，所联系的 3 家要交接：3 家由 2 名现有指导员就近接手，没有剩余。',
    ],
    [
      { units: 7, placed: 0, successors: 0 },
      '王指导离任，所联系的 7 家要交接：7 家没有人还有余量，按每名 5 家须新聘 2 名。',
    ],
  ])('sum it up: %o', (figures, words) => {
    expect(sayHandover({ name: '王指导', capacity: 5, ...figures })).toBe(words)
  })
})
