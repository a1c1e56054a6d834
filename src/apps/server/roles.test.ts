import { expect, test } from 'vitest'
import { catalogueOf } from '../../platform/server/catalogue.ts'
import { rooms } from './rooms.ts'
import { BUILT_IN_ROLES, findBuiltIn } from '../../rooms/access/rules/grants/built-in-roles.ts'
import { mayChangeRole } from '../../rooms/access/rules/grants/change-role.ts'
import { mayGrant } from '../../rooms/access/rules/grants/grantable.ts'

const catalogue = catalogueOf(rooms)
const names = catalogue.map(({ verb }) => verb)

test('every verb of a built-in role is a verb of some room', () => {
  const unknown = BUILT_IN_ROLES.flatMap(({ id, verbs }) =>
    verbs.filter((verb) => !names.includes(verb)).map((verb) => `${id}: ${verb}`),
  )
  expect(unknown).toEqual([])
})

test('every verb of every room is held by the administrator, and so by some role', () => {
  const administrator = findBuiltIn('administrator')
  expect(names.filter((verb) => !administrator?.verbs.includes(verb))).toEqual([])
})

test('every room of the server hands in its verbs', () => {
  expect(new Set(catalogue.map(({ room }) => room))).toEqual(new Set([...rooms.map(({ name }) => name), 'platform']))
})

test('ids and names are told apart, and no role holds a verb twice', () => {
  expect(new Set(BUILT_IN_ROLES.map(({ id }) => id)).size).toBe(BUILT_IN_ROLES.length)
  expect(new Set(BUILT_IN_ROLES.map(({ name }) => name)).size).toBe(BUILT_IN_ROLES.length)
  for (const { verbs } of BUILT_IN_ROLES) expect(new Set(verbs).size).toBe(verbs.length)
})

const whole = (verb: string) => {
  const found = catalogue.find((one) => one.verb === verb)
  return found?.whole ? { words: found.words, why: found.whole } : null
}
const TOWN = { kind: 'area', area: '990101001' } as const
const ONS = {
  whole: { kind: 'area', area: '' },
  town: TOWN,
  line: { kind: 'line', section: 'C', area: '' },
  organization: { kind: 'organization', organization: 'o1' },
  unit: { kind: 'unit', unit: 'u1' },
  self: { kind: 'self' },
} as const

test.each([
  ['administrator', ['whole']],
  ['clerk', ['whole']],
  ['leader', ['whole']],
  ['line', ['whole', 'town', 'line', 'organization']],
  ['town', ['whole', 'town']],
  ['grid', ['whole', 'town']],
  ['secretary', ['organization', 'unit']],
  ['instructor', ['organization', 'unit']],
  ['contact', ['unit']],
  ['member', ['self']],
  ['volunteer', ['self']],
  ['auditor', ['whole', 'town', 'line', 'organization']],
])('%s can be granted on %j only', (id, on) => {
  const role = findBuiltIn(id)
  if (!role) throw new Error(id)
  const can = Object.entries(ONS).filter(([, one]) => mayGrant(role, one, whole).ok)
  expect(can.map(([name]) => name)).toEqual(on)
})

test('an auditor changes nothing', () => {
  const verbs = findBuiltIn('auditor')?.verbs ?? []
  expect(verbs.filter((verb) => !/\.(read|export)$/.test(verb))).toEqual([])
})

test('the administrator keeps what is needed to put a role right', () => {
  const role = findBuiltIn('administrator')
  if (!role) throw new Error('no administrator')
  const without = (verb: string) => ({ ...role, verbs: role.verbs.filter((one) => one !== verb) })
  expect(mayChangeRole('administrator', without('platform.backup'))).toEqual({ ok: true })
  for (const verb of ['access.read', 'access.accounts', 'access.roles']) {
    expect(mayChangeRole('administrator', without(verb)).ok).toBe(false)
    expect(mayChangeRole('clerk', without(verb)).ok).toBe(true)
  }
  expect(mayChangeRole('administrator', { ...role, on: ['unit'] }).ok).toBe(false)
})

test('what takes the superior is not the secretary’s, and who sees no member decides nothing about one', () => {
  const secretary = findBuiltIn('secretary')?.verbs ?? []
  for (const verb of ['organizations.found', 'organizations.reply', 'organizations.change', 'members.declare']) {
    expect(secretary).not.toContain(verb)
  }
  for (const { id, verbs } of BUILT_IN_ROLES) {
    for (const room of ['organizations', 'members']) {
      const some = verbs.some((verb) => verb.startsWith(`${room}.`))
      expect(some, `${id}: ${room}`).toBe(verbs.includes(`${room}.read`))
    }
  }
})
