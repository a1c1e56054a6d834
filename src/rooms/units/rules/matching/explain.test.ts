import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainPair } from './explain.ts'
import { inventedRegions, inventedUnits } from './invented-register.ts'
import { buildMatchIndex } from './match.ts'
import type { MatchRecord } from './types.ts'

const units = inventedUnits(500)
const index = buildMatchIndex(units, inventedRegions)
const fish: MatchRecord = { name: '云州碧波渔具制造有限公司', code: null, address: '云州市和平区望海路7号' }

describe('explainPair', () => {
  it('lays both records side by side', () => {
    const { fields, score, sentence } = explainPair(index, { ...fish, name: '云州碧渔具制造公司' }, fish)
    expect(fields.map((field) => [field.label, field.row, field.unit, field.words])).toEqual([
      ['名称', '云州碧渔具制造公司', '云州碧波渔具制造有限公司', '名称少 1 字（“波”），少写“有限”'],
      ['代码', '', '', '台账未填代码'],
      ['住所', '云州市和平区望海路7号', '云州市和平区望海路7号', '住所相同'],
    ])
    expect(score).toBeGreaterThan(0.99)
    expect(sentence).toMatch(/^把握 \d+\.\d %：最有力的是.*。$/)
  })

  it('knows a former name', () => {
    const now = { ...fish, name: '云州蓝鲸船务有限公司', formerNames: ['云州老船长运输有限公司'] }
    const { fields } = explainPair(index, { ...fish, name: '云州老船长运输有限公司' }, now)
    expect(fields[0]?.words).toBe('与曾用名“云州老船长运输有限公司”相同')
  })

  it('sees the same differences from either side', () => {
    const mirrored: Readonly<Record<string, string>> = {
      drop: 'extra',
      extra: 'drop',
      'region-missing': 'region-added',
      'region-added': 'region-missing',
      shortened: 'lengthened',
      lengthened: 'shortened',
    }
    const unit = fc.constantFrom(...units)
    const cut = fc.tuple(fc.nat(12), fc.constantFrom(0, 1, 2))
    fc.assert(
      fc.property(unit, unit, cut, fc.boolean(), (one, other, [at, length], same) => {
        const source = same ? one : other
        const slipped = { ...source, name: source.name.slice(0, at) + source.name.slice(at + length) }
        const there = explainPair(index, slipped, one).fields
        const back = explainPair(index, one, slipped).fields
        expect(there.slice(1).map((field) => field.level)).toEqual(back.slice(1).map((field) => field.level))
        const [kind = '', ...more] = (there[0]?.level ?? '').split('+')
        const opposite = back[0]?.level ?? ''
        // A word put in is less expected than one left out, so that from this side it may pass for another name.
        const inside = same && at >= 2 && at + length <= one.name.indexOf('有限公司')
        if (inside && more.length === 0) expect([mirrored[kind] ?? kind, 'doubled', 'different']).toContain(opposite)
        if (kind === 'same') expect(opposite).toBe('same')
      }),
      { seed: 31, numRuns: 400 },
    )
  })
})
