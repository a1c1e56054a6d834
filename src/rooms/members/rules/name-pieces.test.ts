import { expect, it } from 'vitest'
import { namePieces, plainName, queryPieces } from './name-pieces.ts'

it('takes layout out of names', () => {
  expect(plainName('张  伟')).toBe('张伟')
  expect(plainName('阿卜杜拉•买买提')).toBe(plainName('阿卜杜拉·买买提'))
})

it.each([
  ['张伟', ['张伟'], 'zw'],
  ['欧阳明月', ['欧阳', '阳明', '明月'], 'oymy'],
  ['单小雨', ['单小', '小雨'], 'sxy'],
  ['曾一', ['曾一'], 'zy'],
])('%s', (name, pairs, initials) => {
  expect(namePieces(name)).toEqual({ whole: name, pairs, initials })
})

it.each([
  ['张', null],
  ['张伟', { pairs: ['张伟'], initials: null }],
  ['张小伟', { pairs: ['张小', '小伟'], initials: null }],
  ['ZXW', { pairs: [], initials: 'zxw' }],
  ['z', null],
])('a query %s', (q, pieces) => {
  expect(queryPieces(q)).toEqual(pieces)
})
