import { expect, test } from 'vitest'
import { EVERYTHING, NOTHING } from '../../../kernel/scope.ts'
import type { Reach } from '../../../kernel/scope.ts'
import type { Person } from '../../../platform/web/session/session.ts'
import { partsOf } from './part.ts'
import { zh } from './words.zh.ts'

const person = (reach: Reach, ...parts: string[]): Person => ({
  account: 'a',
  username: 'a',
  name: '甲',
  must: null,
  roles: [],
  parts,
  verbs: { 'units.read': reach },
  purpose: null,
  actingFor: [],
  glass: null,
  watched: 0,
  secondFactor: false,
})
const line = { ...NOTHING, lines: [{ section: 'C', path: '' }] }

test('figures of the district are named by the part whose they are', () => {
  expect(partsOf(person(EVERYTHING, '全区'), 'd/')).toBeNull()
  expect(partsOf(person({ ...NOTHING, paths: ['d/t1/'] }, '凌河街道'), 'd/t1/')).toBeNull()
  expect(partsOf(person({ ...NOTHING, paths: ['d/t1/', 'd/t2/'] }, '凌河街道', '柳桥镇'), 'd/')).toHaveLength(2)
  expect(partsOf(person(line, '制造业 · 全区'), 'd/')).toEqual(['制造业 · 全区'])
  expect(partsOf(person(line, '制造业 · 全区'), 'd/t1/')).toEqual(['制造业 · 全区'])
  expect(partsOf(null, 'd/')).toBeNull()
})

test('many parts are said shortly', () => {
  expect(zh.part(['样例u1'])).toBe('样例u1')
  expect(zh.part(['凌河街道', '柳桥镇'])).toBe('凌河街道、柳桥镇')
  expect(zh.part(['样例u1', '样例u2', '样例u3', '样例u4'])).toBe('样例u1等 4 处')
})
