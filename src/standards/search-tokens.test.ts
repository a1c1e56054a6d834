import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileSearch, queryTokens, searchEntry, searchText, type SearchUnit, searchTokens } from './search-tokens.ts'
import { makeUscc } from './uscc.ts'

/** Invented units. */
const units: readonly SearchUnit[] = [
  ['云岭茶业有限公司', '530102', '云南省昆明市五华区茶花巷12号'],
  ['西安海运绿洲旅行社有限责任公司', '610102', '陕西省西安市新城区长乐路8090号青松大厦3层'],
  ['先锋ABC银行股份有限公司重庆支行', '500103', '重庆市渝中区解放路1号'],
  ['云山8090餐厅', '530102', null],
].map(([name, division, address], place) => ({
  name: name ?? '',
  code: makeUscc('91', division ?? '', `MA00000${place}`),
  address: address ?? null,
}))
const entries = units.map((unit) => searchEntry(unit))

function find(text: string): number[] {
  const found = compileSearch(queryTokens(text))
  return entries.flatMap((entry, place) => (found(entry) ? [place] : []))
}

describe('finding', () => {
  it.each([
    ['茶业', [0]],
    ['云', [0, 3]],
    ['海运', [1]],
    ['海運綠洲', [1]],
    ['銀行', [2]],
    ['重庆支行', [2]],
    ['茶花巷', [0]],
    ['昆明市五华区茶花巷', [0]],
    ['云南省昆明市五华区茶花巷12号', [0]],
    ['青松大厦', [1]],
    ['yunling', [0]],
    ['YunLingChaYe', [0]],
    ['yunl', [0, 1]],
    ['yunli', [0]],
    ['ylcy', [0]],
    ['hylz', [1]],
    ['haiyunlvzhou', [1]],
    ['haiyun lüzhou', [1]],
    ['xian', [1, 2]],
    ["xi'anhaiyun", [1]],
    ['chongqing', [2]],
    ['cqzh', [2]],
    ['yinhang', [2]],
    ['abc', [2]],
    ['ABC银行', [2]],
    ['hy绿洲', [1]],
    ['haiyun绿洲', [1]],
    ['8090', [1, 3]],
    ['有限公司', [0, 2]],
    ['先锋 解放路', [2]],
    ['海运 解放路', []],
    ['运海', []],
    ['ang', []],
    ['', []],
    ['%', []],
    ['_', []],
  ])('%s', (text, places) => {
    expect(find(text)).toEqual(places)
  })
  it.each(units.map((unit, place) => [unit.code, place] as const))(
    '%s by its whole code, tail, middle and head',
    (code, place) => {
      expect(find(code ?? '')).toEqual([place])
      expect(find(code?.toLowerCase() ?? '')).toEqual([place])
      expect(find(code?.slice(8) ?? '')).toEqual([place])
      expect(find(code?.slice(13) ?? '')).toEqual([place])
      expect(find(code?.slice(0, 6) ?? '')).toContain(place)
      expect(find(code?.slice(-3) ?? '')).toContain(place)
    },
  )
  it('the line and the tokens alone are those of the entry', () => {
    for (const [place, unit] of units.entries()) {
      expect({ text: searchText(unit), tokens: searchTokens(unit) }).toEqual(entries[place])
    }
  })
  it('short pieces have no tokens: the line alone decides', () => {
    expect(queryTokens('云').ways).toEqual([{ tokens: [], patterns: ['%云%'] }])
    expect(queryTokens('100%').ways[0]?.patterns).toEqual(['%100\\%%'])
  })
})

describe('properties', () => {
  const han = fc.constantFrom(...'大连海运集团茶业银行重庆长江绿洲旅顺机械制造云山')
  const name = fc.array(han, { minLength: 4, maxLength: 14 }).map((all) => all.join(''))

  it('every piece of a name finds it, and so do the initials and the pinyin of the piece', () => {
    fc.assert(
      fc.property(name, fc.nat(12), fc.integer({ min: 1, max: 6 }), (text, from, length) => {
        const start = from % text.length
        const piece = text.slice(start, start + length)
        const entry = searchEntry({ name: text, code: null, address: null })
        expect(compileSearch(queryTokens(piece))(entry)).toBe(true)
        const [, initials = '', spoken = ''] = /<(.*)>\|(.*)$/.exec(entry.text) ?? []
        expect(compileSearch(queryTokens(initials.slice(start, start + length)))(entry)).toBe(true)
        const syllables = spoken.match(/[A-Z][a-z]*/g) ?? []
        // Apostrophes keep the cut unique where letters could be read in very many ways.
        const sound = syllables.slice(start, start + Math.min(length, 3)).join("'")
        expect(compileSearch(queryTokens(sound))(entry)).toBe(true)
      }),
      { seed: 26, numRuns: 500 },
    )
  })
  it('a piece that is not there finds nothing', () => {
    fc.assert(
      fc.property(name, name, (text, other) => {
        fc.pre(!text.includes(other))
        expect(compileSearch(queryTokens(other))(searchEntry({ name: text, code: null, address: null }))).toBe(false)
      }),
      { seed: 26, numRuns: 300 },
    )
  })
  it('tokens are few and without duplicates', () => {
    for (const unit of units) {
      const tokens = searchTokens(unit)
      expect(new Set(tokens).size).toBe(tokens.length)
      expect(tokens.length).toBeLessThan(70)
    }
  })
})
