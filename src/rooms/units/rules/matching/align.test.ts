import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { align, type Edit } from './align.ts'

const edit = (at: number, registered: string, written: string): Edit => ({ at, registered, written })

/** As in align.ts: a block opens at 4 and costs 1 a character, a replacement 5, an exchange 4. */
function cost(edits: readonly Edit[]): number {
  let sum = 0
  for (const { registered, written } of edits) {
    if (registered === '' || written === '') sum += 4 + registered.length + written.length
    else sum += registered.length === 2 ? 4 : 5
  }
  return sum
}

describe('align', () => {
  it.each<[string, string, Edit[]]>([
    ['宏远商贸', '宏远商贸', []],
    ['宏商贸', '宏远商贸', [edit(1, '远', '')]],
    ['宏远远商贸', '宏远商贸', [edit(2, '', '远')]],
    ['远宏商贸', '宏远商贸', [edit(0, '宏远', '远宏')]],
    ['宏元商贸', '宏远商贸', [edit(1, '远', '元')]],
    ['宏远有限公司', '宏远信息咨询有限公司', [edit(2, '信息咨询', '')]],
    ['宏商贸有公限司', '宏远商贸有限公司', [edit(1, '远', ''), edit(5, '限公', '公限')]],
    ['宏远商贸', '金石商贸', [edit(0, '金', '宏'), edit(1, '石', '远')]],
  ])('%s of %s', (written, registered, edits) => expect(align(written, registered, 4)).toEqual(edits))

  it('gives up when too many edits are needed', () => {
    expect(align('甲二乙四丙六丁八戊', '一二三四五六七八九', 4)).toBeNull()
  })

  it('its edits turn the registered text into the written one', () => {
    const text = fc.array(fc.constantFrom('宏', '远', '金', '商', '贸'), { maxLength: 9 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (written, registered) => {
        const edits = align(written, registered, 20) ?? []
        let made = ''
        let place = 0
        for (const each of edits) {
          expect(registered.startsWith(each.registered, each.at)).toBe(true)
          made += registered.slice(place, each.at) + each.written
          place = each.at + each.registered.length
        }
        expect(made + registered.slice(place)).toBe(written)
      }),
      { seed: 5, numRuns: 1000 },
    )
  })

  it('costs the same in both directions', () => {
    const text = fc.array(fc.constantFrom('宏', '远', '金', '商'), { maxLength: 8 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(cost(align(one, other, 20) ?? [])).toBe(cost(align(other, one, 20) ?? []))
      }),
      { seed: 6, numRuns: 500 },
    )
  })
})
