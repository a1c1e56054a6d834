import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeWordFinder } from './word-finder.ts'

describe('makeWordFinder', () => {
  it('takes the leftmost word and the longest one there', () => {
    const find = makeWordFinder([
      ['机械', 1],
      ['机械加工', 2],
      ['加工厂', 3],
    ])
    expect(find('精密机械加工厂').map(({ word, start, value }) => [word, start, value])).toEqual([['机械加工', 2, 2]])
    expect(find('机械、加工厂').map(({ word, start, end }) => [word, start, end])).toEqual([
      ['机械', 0, 2],
      ['加工厂', 3, 6],
    ])
    expect(find('')).toEqual([])
  })
  it('finds what a plain search at every place would find', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 })
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(words, letters, (list, text) => {
        const plain: string[] = []
        for (let at = 0; at < text.length; at++) {
          const here = list.filter((word) => text.startsWith(word, at)).sort((a, b) => b.length - a.length)[0]
          if (here === undefined) continue
          plain.push(here)
          at += here.length - 1
        }
        const find = makeWordFinder(list.map((word) => [word, word]))
        expect(find(text).map(({ value }) => value)).toEqual(plain)
      }),
      { seed: 3, numRuns: 500 },
    )
  })
})
