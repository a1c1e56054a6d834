import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reachesChain, reachesUnit } from '../../../../kernel/scope.ts'
import { POWERLESS, powerOf, type Facts, type Held, type Power } from './power.ts'
import type { Placed } from './reach-of.ts'
import {
  chainIn,
  chainToday,
  makeOracle,
  parentsToday,
  PARALLEL,
  pathIn,
  reachedOf,
  VERBS,
  world,
  type World,
} from './testing.ts'

/** What the database would hand over of a random office, for one account. */
function factsOf(office: World, account: string): Facts | null {
  const here = parentsToday(office)
  const pathOf = (area: string): string | null =>
    PARALLEL.some((one) => one === area) ? `a0/${area}/` : here.has(area) ? pathIn(here, area) : null
  const held = (whose: string): Held[] =>
    office.grants
      .filter((grant) => grant.account === whose)
      .map(({ on, role, from, until, ended }): Held => {
        const placed: Placed =
          on.kind === 'area' || on.kind === 'line'
            ? { ...on, path: pathOf(on.area) }
            : on.kind === 'organization'
              ? { ...on, chain: chainToday(office, on.organization) }
              : on
        const verbs = office.roles.find(({ id }) => id === role)?.versions.at(-1) ?? []
        return {
          span: { from, until, ended },
          placed,
          role: { verbs, needsSecondFactor: false },
          words: role,
          on: null,
        }
      })
  const active = (id: string): boolean => office.accounts.some((one) => one.id === id && one.state === 'active')
  if (!active(account)) return null
  const glass = office.glasses.find((one) => one.account === account && one.minutes > 0)
  return {
    own: held(account),
    standsFor: office.substitutions
      .filter(({ of, by }) => by === account && active(of))
      .map(({ of, from, until, ended }) => ({ name: of, span: { from, until, ended }, grants: held(of) })),
    glass: glass
      ? { words: '', until: '', placed: { kind: 'area', area: glass.area, path: pathOf(glass.area) } }
      : null,
  }
}

test('for random trees, grants, substitutions, glasses and days: exactly what walking the parents answers', () => {
  const seen = { own: 0, more: 0, not: 0, organization: 0 }
  fc.assert(
    fc.property(world, (office) => {
      const oracle = makeOracle(office)
      const here = parentsToday(office)
      for (const { id } of office.accounts) {
        const facts = factsOf(office, id)
        const power: Power = facts ? powerOf(facts, office.today) : POWERLESS
        for (const verb of VERBS) {
          expect([...power.actingFor(verb)].sort()).toEqual([...oracle.actingFor(id, verb)].sort())
          office.organizations.forEach((_, index) => {
            const expected = oracle.reachesOrganization(id, verb, `o${index}`)
            if (expected) seen.organization++
            expect(reachesChain(power.reach(verb), chainIn(office, `o${index}`))).toBe(expected)
          })
          for (const unit of office.units) {
            const stands = reachedOf(here, unit)
            const expected = oracle.reaches(id, verb, unit)
            const own = oracle.reachesOwn(id, verb, unit)
            seen[own ? 'own' : expected ? 'more' : 'not']++
            expect(reachesUnit(power.reach(verb), stands)).toBe(expected)
            expect(reachesUnit(power.ownReach(verb), stands)).toBe(own)
          }
        }
      }
    }),
    { seed: 20261121, numRuns: 1500 },
  )
  // A generator that grants nobody anything would pass as well.
  expect(seen.own).toBeGreaterThan(10_000)
  expect(seen.organization).toBeGreaterThan(1_000)
  expect(seen.more).toBeGreaterThan(1_000)
  expect(seen.not).toBeGreaterThan(10_000)
})

test('verbs named are those that reach something', () => {
  fc.assert(
    fc.property(world, (office) => {
      const facts = factsOf(office, 'p0')
      const power = facts ? powerOf(facts, office.today) : POWERLESS
      for (const verb of VERBS) {
        expect(power.verbs.includes(verb)).toBe(Object.values(power.reach(verb)).some((kind) => kind.length > 0))
      }
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('parts are what the grants in force stand on, those stood in for too, each once', () => {
  const held = (on: string | null, verbs = ['units.read'], from = '2026-01-01'): Held => ({
    span: { from, until: null, ended: false },
    placed: { kind: 'self' },
    role: { verbs, needsSecondFactor: false },
    words: '岗位',
    on,
  })
  const { parts } = powerOf(
    {
      own: [
        held('制造业 · 全区'),
        held('制造业 · 全区'),
        held(null),
        held('未到', ['units.read'], '2027-01-01'),
        held('空', []),
      ],
      standsFor: [{ name: '甲', span: { from: '2026-01-01', until: null, ended: false }, grants: [held('凌河街道')] }],
      glass: null,
    },
    '2026-11-21',
  )
  expect(parts).toEqual(['制造业 · 全区', '凌河街道'])
})
