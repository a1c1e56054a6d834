import fc from 'fast-check'
import { addDays, type Day } from '../../../../kernel/day.ts'
import type { Reached } from '../../../../kernel/scope.ts'
import type { On } from '../../contract.ts'

/**
 * A random office, and who reaches what in it answered the slow way: by walking from the unit up its parents and asking at
 * each step who was granted that. The tree has two epochs, so that a grant is asked for in another tree than it was made in.
 */
export interface World {
  readonly today: Day
  /** Parent of each division `a0`, `a1`, … before the change and from it on; `a0` is the root, null is not there. */
  readonly epochs: readonly [readonly (string | null)[], readonly (string | null)[]]
  readonly changedOn: Day
  readonly units: readonly WorldUnit[]
  /** `o0`, `o1`, …: superior of each, and whether it is no more. */
  readonly organizations: readonly { readonly superior: string | null; readonly ended: boolean }[]
  readonly accounts: readonly { readonly id: string; readonly state: string }[]
  /** By id; the last version counts. */
  readonly roles: readonly { readonly id: string; readonly versions: readonly (readonly string[])[] }[]
  readonly grants: readonly WorldGrant[]
  readonly substitutions: readonly (WorldSpan & { readonly of: string; readonly by: string })[]
  readonly glasses: readonly { readonly account: string; readonly area: string; readonly minutes: number }[]
}

export interface WorldUnit {
  readonly id: string
  readonly area: string
  readonly section: string | null
  readonly building: string | null
  readonly park: string | null
  readonly grid: string | null
}

export interface WorldSpan {
  readonly from: Day
  readonly until: Day | null
  readonly ended: boolean
}

export interface WorldGrant extends WorldSpan {
  readonly account: string
  readonly role: string
  readonly on: On
}

export const VERBS = ['units.read', 'units.edit', 'audit.read', 'access.reveal', 'access.read'] as const
export const PARALLEL = ['b:0', 'b:1', 'p:0', 'g:0'] as const
export const FIRST = '2026-11-15' as Day

const day = fc.integer({ min: 0, max: 9 }).map((count) => addDays(FIRST, count))
const span = fc
  .record({ from: day, length: fc.option(fc.integer({ min: 0, max: 8 })), ended: fc.boolean() })
  .map(({ from, length, ended }): WorldSpan => ({
    from,
    until: length === null ? null : addDays(from, length),
    // Most are not taken back, or hardly anybody would have anything.
    ended: ended && length === 0,
  }))

export const world: fc.Arbitrary<World> = fc.integer({ min: 1, max: 7 }).chain((size) => {
  const area = fc.integer({ min: 0, max: size - 1 }).map((index) => `a${index}`)
  const parents = fc
    .tuple(
      ...Array.from({ length: size }, (_, index) => fc.option(fc.integer({ min: 0, max: Math.max(0, index - 1) }))),
    )
    .map((found) => found.map((parent, index) => (index === 0 || parent === null ? null : `a${parent}`)))
  const account = fc.integer({ min: 0, max: 3 }).map((index) => `p${index}`)
  const anyArea = fc.oneof(area, area, fc.constantFrom(...PARALLEL), fc.constant(''))
  const section = fc.constantFrom('C', 'F')
  const on: fc.Arbitrary<On> = fc.oneof(
    fc.record({ kind: fc.constant('area' as const), area: anyArea }),
    fc.record({ kind: fc.constant('area' as const), area }),
    fc.record({ kind: fc.constant('line' as const), section, area: anyArea }),
    fc.record({ kind: fc.constant('unit' as const), unit: fc.constantFrom('u0', 'u1', 'u2', 'gone') }),
    fc.record({
      kind: fc.constant('organization' as const),
      organization: fc.constantFrom('o0', 'o1', 'o2', 'o3', 'gone'),
    }),
    fc.constant({ kind: 'self' as const }),
  )
  const verbs = fc.subarray([...VERBS], { minLength: 3 })
  return fc.record({
    today: fc.integer({ min: 3, max: 9 }).map((count) => addDays(FIRST, count)),
    epochs: fc.tuple(parents, parents),
    changedOn: day,
    units: fc
      .array(
        fc.record({
          area,
          section: fc.option(section),
          building: fc.option(fc.constantFrom('b:0', 'b:1')),
          park: fc.option(fc.constant('p:0')),
          grid: fc.option(fc.constant('g:0')),
        }),
        { minLength: 3, maxLength: 6 },
      )
      .map((units) => units.map((unit, index) => ({ id: `u${index}`, ...unit }))),
    organizations: fc
      .tuple(
        ...[0, 1, 2, 3, 4].map((index) =>
          fc.record({
            superior: index === 0 ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: index - 1 })),
            ended: fc.constantFrom(false, false, false, true),
          }),
        ),
      )
      .map((all) => all.map(({ superior, ended }) => ({ superior: superior === null ? null : `o${superior}`, ended }))),
    accounts: fc
      .tuple(
        ...[0, 1, 2, 3].map(() => fc.constantFrom('active', 'active', 'active', 'disabled', 'invited', 'handed-over')),
      )
      .map((states) => states.map((state, index) => ({ id: `p${index}`, state }))),
    roles: fc
      .tuple(...[0, 1, 2].map(() => fc.array(verbs, { minLength: 1, maxLength: 2 })))
      .map((roles) => roles.map((versions, index) => ({ id: `r${index}`, versions }))),
    grants: fc.array(
      fc
        .record({ account, role: fc.constantFrom('r0', 'r1', 'r2'), on, span })
        .map(({ span: one, ...rest }): WorldGrant => ({ ...rest, ...one })),
      { minLength: 6, maxLength: 14 },
    ),
    substitutions: fc.array(
      fc
        .record({ of: account, by: account, span })
        .filter(({ of, by }) => of !== by)
        .map(({ span: one, ...rest }) => ({ ...rest, ...one, until: one.until ?? addDays(one.from, 3) })),
      { maxLength: 5 },
    ),
    glasses: fc.uniqueArray(fc.record({ account, area: anyArea, minutes: fc.constantFrom(-1, 0, 1, 60) }), {
      maxLength: 3,
      selector: (glass) => glass.account,
    }),
  })
})

/** Parent of every area that is there today; the root's is null. */
export function parentsToday({ epochs, today, changedOn }: World): Map<string, string | null> {
  return parentsOf(epochs[today < changedOn ? 0 : 1])
}

/** An area other than the root without a parent is not there, and nothing below it is: that stands under the root then. */
export function parentsOf(epoch: readonly (string | null)[]): Map<string, string | null> {
  const there = new Set(epoch.flatMap((parent, index) => (index === 0 || parent !== null ? [`a${index}`] : [])))
  return new Map(
    epoch.flatMap((parent, index) => {
      const id = `a${index}`
      if (!there.has(id)) return []
      return [[id, index === 0 ? null : parent !== null && there.has(parent) ? parent : 'a0'] as const]
    }),
  )
}

export function pathIn(parents: ReadonlyMap<string, string | null>, id: string): string {
  const parent = parents.get(id)
  return parent === null || parent === undefined ? `${id}/` : `${pathIn(parents, parent)}${id}/`
}

/** A unit of an area that is not there stands in the root. */
export function standsIn(here: ReadonlyMap<string, string | null>, unit: WorldUnit): string {
  return here.has(unit.area) ? unit.area : 'a0'
}

export function reachedOf(here: ReadonlyMap<string, string | null>, unit: WorldUnit): Reached {
  const { id, section, building, park, grid } = unit
  return { id, path: pathIn(here, standsIn(here, unit)), section, building, park, grid }
}

export function chainIn(office: World, id: string): string {
  const superior = office.organizations[Number(id.slice(1))]?.superior ?? null
  return superior === null ? `${id}/` : `${chainIn(office, superior)}${id}/`
}

/** Of an organisation that is there today; null else. */
export function chainToday(office: World, id: string): string | null {
  const found = office.organizations[Number(id.slice(1))]
  return found === undefined || found.ended ? null : chainIn(office, id)
}

// ---------------------------------------------------------------- the slow answers

export interface Oracle {
  reaches(account: string, verb: string, unit: WorldUnit): boolean
  reachesOwn(account: string, verb: string, unit: WorldUnit): boolean
  /** By the organisation or one above it: only grants lead there. */
  reachesOrganization(account: string, verb: string, organization: string): boolean
  actingFor(account: string, verb: string): readonly string[]
}

export function makeOracle(office: World): Oracle {
  const { today, accounts, roles, grants, substitutions, glasses } = office
  const here = parentsToday(office)
  const active = (id: string): boolean => accounts.some((one) => one.id === id && one.state === 'active')
  const counts = ({ from, until, ended }: WorldSpan): boolean =>
    !ended && from <= today && (until === null || today <= until)
  const has = (role: string, verb: string): boolean =>
    roles.some(({ id, versions }) => id === role && versions[versions.length - 1]?.includes(verb))
  const isParallel = (area: string): boolean => PARALLEL.some((one) => one === area)

  const within = (area: string, unit: WorldUnit): boolean => {
    if (area === '') return true
    for (let step: string | null | undefined = standsIn(here, unit); step; step = here.get(step)) {
      if (step === area) return true
    }
    return false
  }
  const inside = (area: string, unit: WorldUnit): boolean =>
    isParallel(area) ? [unit.building, unit.park, unit.grid].includes(area) : within(area, unit)
  const covers = (on: On, unit: WorldUnit): boolean => {
    if (on.kind === 'self' || on.kind === 'organization') return false
    if (on.kind === 'unit') return on.unit === unit.id
    if (on.kind === 'area') return inside(on.area, unit)
    return on.section === unit.section && !isParallel(on.area) && within(on.area, unit)
  }
  /** Whether a grant stands on anything at all today. */
  const stands = (on: On): boolean => {
    if (on.kind === 'self') return false
    if (on.kind === 'unit') return true
    if (on.kind === 'organization') return chainToday(office, on.organization) !== null
    if (on.area === '' || here.has(on.area)) return true
    return on.kind === 'area' && isParallel(on.area)
  }
  const ownGrants = (account: string, verb: string): WorldGrant[] =>
    active(account) ? grants.filter((one) => one.account === account && counts(one) && has(one.role, verb)) : []
  const standsFor = (account: string, verb: string): string[] =>
    active(account) && !verb.startsWith('access.')
      ? substitutions.filter((one) => one.by === account && counts(one)).map(({ of }) => of)
      : []
  const looksInto = (account: string, verb: string, unit: WorldUnit): boolean =>
    ['units.read', 'audit.read'].includes(verb) &&
    ownGrants(account, verb).some(({ on }) => stands(on)) &&
    glasses.some(
      ({ account: who, area, minutes }) =>
        who === account && minutes > 0 && (isParallel(area) || area === '' || here.has(area)) && inside(area, unit),
    )
  const reachesOwn = (account: string, verb: string, unit: WorldUnit): boolean =>
    ownGrants(account, verb).some(({ on }) => covers(on, unit))
  const above = (organization: string): string[] => {
    const superior = office.organizations[Number(organization.slice(1))]?.superior ?? null
    return superior === null ? [organization] : [organization, ...above(superior)]
  }
  const holdsOrganization = (account: string, verb: string, organization: string): boolean =>
    ownGrants(account, verb).some(
      ({ on }) => on.kind === 'organization' && stands(on) && above(organization).includes(on.organization),
    )
  return {
    reachesOrganization: (account, verb, organization) =>
      [account, ...standsFor(account, verb)].some((who) => holdsOrganization(who, verb, organization)),
    reachesOwn,
    reaches: (account, verb, unit) =>
      reachesOwn(account, verb, unit) ||
      standsFor(account, verb).some((of) => reachesOwn(of, verb, unit)) ||
      looksInto(account, verb, unit),
    actingFor: (account, verb) => [
      ...new Set(standsFor(account, verb).filter((of) => ownGrants(of, verb).some(({ on }) => stands(on)))),
    ],
  }
}
