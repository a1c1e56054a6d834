import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findIndustry, industries, industryDistance, industryPath, readIndustry } from './industries.ts'

const all = [...industries().values()]

describe('the table', () => {
  it('holds the sections, divisions, groups and classes of the standard', () => {
    const levels = ['section', 'division', 'group', 'class'] as const
    const counts = levels.map((level) => all.filter((entry) => entry.level === level).length)
    expect(counts).toEqual([20, 97, 473, 1381])
  })
  it('numbers the divisions 01–97 without a gap', () => {
    const divisions = all.filter((entry) => entry.level === 'division').map((entry) => Number(entry.code))
    expect(divisions).toEqual(Array.from({ length: 97 }, (_, place) => place + 1))
  })
  it('is in the order of the standard, every code under its parent', () => {
    const classes = all.filter((entry) => entry.level === 'class').map((entry) => entry.code)
    expect(classes).toEqual([...classes].sort())
    for (const entry of all) {
      const parent = entry.parent === null ? null : industries().get(entry.parent)
      expect(entry.level === 'section' ? parent : parent?.section).toBe(
        entry.level === 'section' ? null : entry.section,
      )
      expect(entry.name.trim()).toBe(entry.name)
    }
  })
  it('has names without a stray mark', () => {
    for (const entry of all) expect(entry.name).toMatch(/^[\u4e00-\u9fff、（）3D]+$/)
  })
})

describe('findIndustry', () => {
  it.each([
    ['C', 'C', '制造业'],
    ['13', '13', '农副食品加工业'],
    ['C13', '13', '农副食品加工业'],
    ['1311', '1311', '稻谷加工'],
    ['c1311', '1311', '稻谷加工'],
    ['Ｃ１３１１', '1311', '稻谷加工'],
    ['0220', '0220', '造林和更新'],
    ['7020', '7020', '物业管理'],
    ['5132', '5132', '服装批发'],
    ['8342', '8342', '成人高等教育'],
  ])('%s', (given, code, name) => {
    expect(findIndustry(given)).toMatchObject({ code, name })
  })
  it.each(['', 'U', '98', 'A13', '1310', '13110', '批发业'])('%s is none', (given) => {
    expect(findIndustry(given)).toBeNull()
  })
  it('leads from the section down', () => {
    expect(industryPath('5132').map((entry) => entry.code)).toEqual(['F', '51', '513', '5132'])
    expect(industryPath('0000')).toEqual([])
  })
})

describe('readIndustry', () => {
  it.each([
    ['F5132 服装批发', '5132'],
    ['服装批发', '5132'],
    ['批发业', '51'],
    ['批发和零售业', 'F'],
    ['批发和零售业-批发业', '51'],
    ['制造业/食品制造业', '14'],
    ['C', 'C'],
  ])('%s', (text, code) => {
    expect(readIndustry(text)?.code).toBe(code)
  })
  it.each(['', '其它', '商业', '不详'])('%s says nothing', (text) => {
    expect(readIndustry(text)).toBeNull()
  })
})

describe('industryDistance', () => {
  it.each([
    ['5132', 'F5132', 0],
    ['5132', '5133', 1],
    ['5132', '513', 1],
    ['5132', '5141', 2],
    ['51', '5132', 2],
    ['51', '51', 2],
    ['5132', '5232', 4],
    ['F', '5132', 4],
    ['5132', '1311', 6],
    ['5132', null, 6],
    ['5132', '9999', 6],
  ] as const)('%s and %s: %i', (a, b, distance) => {
    expect(industryDistance(a, b)).toBe(distance)
    expect(industryDistance(b, a)).toBe(distance)
  })
  it('never jumps over a nearer third', () => {
    const code = fc.constantFrom(...all.filter((entry) => entry.level === 'class').map((entry) => entry.code))
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(industryDistance(a, c)).toBeLessThanOrEqual(Math.max(industryDistance(a, b), industryDistance(b, c)))
      }),
      { seed: 4754, numRuns: 500 },
    )
  })
})
