import type { Verb } from '../../../../kernel/endpoint.ts'
import { isNothing, joinReaches, NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { isInForce, type Span } from './lifecycle.ts'
import { passesThroughGlass, passesToSubstitute } from './passing.ts'
import { reachOf, type Placed } from './reach-of.ts'

/** What somebody may on a day: the sum of their own grants, of those they stand in for, and of a broken glass. */
export interface Power {
  /** Where the person has the verb. */
  reach(verb: Verb): Reach
  /** The same by the person's own grants alone. */
  ownReach(verb: Verb): Reach
  /** Names of those whose substitute the person is while using the verb. */
  actingFor(verb: Verb): readonly string[]
  /** Every verb that the person has somewhere. */
  readonly verbs: readonly string[]
  /** `街道干部 · 凌河街道`, own grants only. */
  readonly roles: readonly string[]
  /** What the person works upon, as substitute too: `凌河街道`, `制造业 · 全区`, a unit's name. */
  readonly parts: readonly string[]
  readonly needsSecondFactor: boolean
  readonly glass: Glass | null
}

/** A glass that is broken now. `until` is an instant in ISO 8601. */
export interface Glass {
  readonly words: string
  readonly until: string
}

export interface Held {
  readonly span: Span
  readonly placed: Placed
  readonly role: { readonly verbs: readonly string[]; readonly needsSecondFactor: boolean }
  /** Role and what it stands on. */
  readonly words: string
  /** What it stands on alone; null: oneself. */
  readonly on: string | null
}

export interface Facts {
  readonly own: readonly Held[]
  /** Those who name the person as their substitute and whose own account is in use, with their own grants. */
  readonly standsFor: readonly { readonly name: string; readonly span: Span; readonly grants: readonly Held[] }[]
  readonly glass: (Glass & { readonly placed: Placed }) | null
}

/**
 * A substitution counts while both it and the other's grant are in force. Only own grants of the other are looked at, so
 * that what they have as somebody's substitute goes no further and circles end by themselves.
 */
export function powerOf({ own, standsFor, glass }: Facts, today: string): Power {
  const mine = own.filter((held) => isInForce(held.span, today))
  const others = standsFor
    .filter(({ span }) => isInForce(span, today))
    .map(({ name, grants }) => ({ name, grants: grants.filter((held) => isInForce(held.span, today)) }))

  const ownReach = (verb: Verb): Reach => reachIn(mine, verb)
  const lent = (verb: Verb) =>
    passesToSubstitute(verb)
      ? others
          .map(({ name, grants }) => ({ name, reach: reachIn(grants, verb) }))
          .filter(({ reach }) => !isNothing(reach))
      : []
  const seen = (verb: Verb, reach: Reach): Reach =>
    glass !== null && passesThroughGlass(verb) && !isNothing(reach) ? reachOf(glass.placed) : NOTHING

  const known = new Map<Verb, Reach>()
  const reach = (verb: Verb): Reach => {
    const found = known.get(verb)
    if (found) return found
    const self = ownReach(verb)
    const made = joinReaches([self, ...lent(verb).map((one) => one.reach), seen(verb, self)])
    known.set(verb, made)
    return made
  }
  const held = [...mine, ...others.flatMap(({ grants }) => grants)]
  const named = held.flatMap(({ role }) => role.verbs)
  return {
    reach,
    ownReach,
    actingFor: (verb) => [...new Set(lent(verb).map(({ name }) => name))],
    verbs: [...new Set(named)].filter((verb) => !isNothing(reach(verb as Verb))).sort(),
    roles: [...new Set(mine.map(({ words }) => words))],
    parts: [...new Set(held.flatMap(({ on, role }) => (on === null || role.verbs.length === 0 ? [] : [on])))],
    needsSecondFactor: mine.some(({ role }) => role.needsSecondFactor),
    glass: glass === null ? null : { words: glass.words, until: glass.until },
  }
}

/** Whoever has no account in use. */
export const POWERLESS: Power = powerOf({ own: [], standsFor: [], glass: null }, '')

function reachIn(grants: readonly Held[], verb: string): Reach {
  return joinReaches(grants.filter(({ role }) => role.verbs.includes(verb)).map(({ placed }) => reachOf(placed)))
}
