import { expect, test } from 'vitest'
import { missingIn, NOTHING_TYPED, readTyped, type Question, type Typed } from './draft.ts'

const whole: Typed = {
  ...NOTHING_TYPED,
  name: '江枫',
  phone: '138 1234 5678',
  placeKind: 'residence',
  relation: '鄞江村党支部',
  joined: '2008-07',
  agreed: true,
}

test.each<[string, Partial<Typed>, readonly Question[]]>([
  ['all there', {}, []],
  ['no month', { joined: '' }, []],
  ['the name of the organisation not known', { relation: '' }, []],
  ['a landline', { phone: '0574-88001234' }, []],
  ['blanks for a name', { name: '　 ' }, ['name']],
  ['a phone of letters', { phone: '打我手机' }, ['phone']],
  ['nothing said of the relation', { placeKind: '' }, ['placeKind']],
  ['a month that is none', { joined: '2008-13' }, ['joined']],
  ['before there was a Party', { joined: '1921-06' }, ['joined']],
  ['a month to come', { joined: '2026-12' }, ['joined']],
  ['this month', { joined: '2026-11' }, []],
  ['not agreed', { agreed: false }, ['consent']],
])('%s', (_name, what, missing) => {
  expect(missingIn({ ...whole, ...what }, '2026-11')).toEqual(missing)
})

test('an empty form says all in the order of its fields', () => {
  expect(missingIn(NOTHING_TYPED, '2026-11')).toEqual(['name', 'phone', 'placeKind', 'consent'])
})

test('what is sent has no blanks around it, and null for what was left empty', () => {
  const typed = { ...whole, name: ' 江枫 ', relation: ' ', joined: '', workplace: ' ', town: 't1' }
  expect(readTyped(typed, 'in-hand')).toEqual({
    name: '江枫',
    phone: '138 1234 5678',
    placeKind: 'in-hand',
    relation: null,
    joined: null,
    workplace: null,
    town: 't1',
    identity: null,
  })
})
