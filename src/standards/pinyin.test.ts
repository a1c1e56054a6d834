import { describe, expect, it } from 'vitest'
import { readPinyin } from './pinyin.ts'
import { POLYPHONES, SYLLABLES } from './pinyin-polyphones.ts'

describe('pinyin of names', () => {
  it.each([
    ['大连银行', 'da lian yin hang'],
    ['重庆长江航运', 'chong qing chang jiang hang yun'],
    ['大连长兴岛', 'da lian chang xing dao'],
    ['厦门大厦', 'xia men da sha'],
    ['首都音乐器材', 'shou du yin yue qi cai'],
    ['快乐旅行社', 'kuai le lv xing she'],
    ['会计师协会', 'kuai ji shi xie hui'],
    ['模具模型', 'mu ju mo xing'],
    ['海参参展', 'hai shen can zhan'],
    ['畜牧给水', 'xu mu ji shui'],
    ['重工', 'zhong gong'],
    ['成长', 'cheng zhang'],
    ['绿地', 'lv di'],
    ['TCL3号', 't c l 3 hao'],
    ['', ''],
  ])('%s', (text, syllables) => {
    expect(readPinyin(text).join(' ')).toBe(syllables)
  })
  it('gives one syllable a character', () => {
    const text = '（中国）自由贸易试验区𠮷ａ1'
    expect(readPinyin(text)).toHaveLength([...text].length)
  })
  it('knows every syllable that its tables use', () => {
    for (const [character, reading, words] of POLYPHONES) {
      expect(SYLLABLES.has(reading)).toBe(true)
      for (const word of words.split(' ')) expect([word.length, word.includes(character)]).toEqual([2, true])
    }
  })
  it('every reading of a common character is a syllable', () => {
    const common = Array.from({ length: 0x9fa5 - 0x4e00 }, (_, place) => String.fromCharCode(0x4e00 + place))
    const strange = readPinyin(common.join('')).filter(
      (syllable) => /^[a-z]+$/.test(syllable) && !SYLLABLES.has(syllable),
    )
    expect(strange.length).toBeLessThan(10)
  })
})
