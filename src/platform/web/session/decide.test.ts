import { describe, expect, test } from 'vitest'
import { EVERYTHING, NOTHING } from '../../../kernel/scope.ts'
import type { Reach } from '../../../kernel/scope.ts'
import { decide, ownArea, safeAddress } from './decide.ts'
import { NOBODY } from './session.ts'
import type { Session } from './session.ts'

const kinds = {
  'units.edit': { words: '更正单位信息' },
  'units.import': { words: '导入和撤回', whole: '比对要看全区台账' },
}
const street: Reach = { ...NOTHING, paths: ['r/b/'] }

function sessionOf(verbs: Record<string, Reach>): Session {
  const person = {
    account: 'a',
    username: 'a',
    name: '甲',
    must: null,
    roles: [],
    parts: [],
    verbs,
    purpose: null,
    actingFor: [],
    glass: null,
    watched: 0,
    secondFactor: false,
  }
  return { accounts: true, singleSignOn: null, person }
}

describe('what the screen lets through', () => {
  test('without a person only what is open', () => {
    expect(decide(kinds, NOBODY, { verb: 'open' })).toEqual({ ok: true })
    expect(decide(kinds, NOBODY, { verb: 'self' })).toEqual({ ok: false, why: '请先登录' })
    expect(decide(kinds, NOBODY, { verb: 'units.edit' })).toEqual({ ok: false, why: '请先登录' })
  })
  test('a verb that one has nowhere is refused by its words', () => {
    expect(decide(kinds, sessionOf({}), { verb: 'units.edit' })).toEqual({
      ok: false,
      why: '你的岗位没有“更正单位信息”的权限',
    })
    expect(decide(kinds, sessionOf({}), { verb: 'self' })).toEqual({ ok: true })
  })
  test('a verb of the whole office is refused to a part of it, with why', () => {
    const session = sessionOf({ 'units.import': street, 'units.edit': street })
    expect(decide(kinds, session, { verb: 'units.import' })).toEqual({
      ok: false,
      why: '由全区一级办理：比对要看全区台账',
    })
    expect(decide(kinds, session, { verb: 'units.edit', whole: '全区一次办' })).toEqual({
      ok: false,
      why: '由全区一级办理：全区一次办',
    })
    expect(decide(kinds, sessionOf({ 'units.import': EVERYTHING }), { verb: 'units.import' })).toEqual({ ok: true })
  })
  test('a thing outside the reach is refused', () => {
    const session = sessionOf({ 'units.edit': street })
    expect(decide(kinds, session, { verb: 'units.edit' }, { path: 'r/b/c/' })).toEqual({ ok: true })
    expect(decide(kinds, session, { verb: 'units.edit' }, { path: 'r/x/' })).toEqual({
      ok: false,
      why: '不在你负责的范围内',
    })
  })
  test('an organisation is reached by its area or by one above it', () => {
    const session = sessionOf({ 'units.edit': { ...NOTHING, organizations: ['o1/o2/'] } })
    const edit = (path: string, chain: string) => decide(kinds, session, { verb: 'units.edit' }, { path, chain }).ok
    expect(edit('r/b/', 'o1/o2/o3/')).toBe(true)
    expect(edit('r/b/', 'o1/o20/')).toBe(false)
    expect(
      decide(kinds, sessionOf({ 'units.edit': street }), { verb: 'units.edit' }, { path: 'r/b/c/', chain: 'x/' }).ok,
    ).toBe(true)
  })
  test('a verb that no room knows is refused', () => {
    expect(decide(kinds, sessionOf({ 'units.fly': EVERYTHING }), { verb: 'units.fly' }).ok).toBe(false)
  })
})

test.each([
  [EVERYTHING, null],
  [NOTHING, null],
  [street, 'b'],
  [{ ...NOTHING, paths: ['r/b/', 'r/c/'] }, null],
  [{ ...street, units: ['u1'] }, null],
  [{ ...street, organizations: ['o1/'] }, null],
])('where one works: %j is %s', (reach, area) => {
  expect(ownArea(sessionOf({ 'units.read': reach }))).toBe(area)
})

test.each([
  [undefined, '/'],
  ['/units?q=%E7%94%B2', '/units?q=%E7%94%B2'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['https://elsewhere.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['', '/'],
])('after signing in %s leads to %s', (to, where) => {
  expect(safeAddress(to)).toBe(where)
})
