import { assert, dictionary, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { compact, oneOf, parseSearch, stringifySearch, textParam } from './search.ts'

test('an address written and read again says the same', () => {
  const texts = dictionary(string({ minLength: 1 }), string({ minLength: 1, unit: 'grapheme' }))
  assert(
    property(texts, (search) => {
      expect(parseSearch(stringifySearch(search).replace(/^\?/, ''))).toEqual({ ...search })
    }),
    { seed: 42 },
  )
})

test('parameters without a value leave no trace', () => {
  expect(stringifySearch({ q: undefined, area: '', by: null })).toBe('')
  expect(stringifySearch({ q: '样例', desc: true })).toBe('?q=%E6%A0%B7%E4%BE%8B&desc=true')
  expect(compact({ q: undefined, area: 'r' })).toEqual({ area: 'r' })
})

test('a mistyped parameter is as good as none', () => {
  expect(oneOf({ by: 'twon' }, 'by', ['town', 'kind'])).toBeUndefined()
  expect(oneOf({ by: 'town' }, 'by', ['town', 'kind'])).toBe('town')
  expect(textParam({ q: '' }, 'q')).toBeUndefined()
  expect(textParam({ q: 12 }, 'q')).toBe('12')
})
