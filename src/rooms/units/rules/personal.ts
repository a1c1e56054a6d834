import { isMasked, type PersonalKind } from '../../../kernel/mask.ts'
import type { FactName, FactValue } from '../contract.ts'

/** Facts of a unit that are somebody's name. */
export const personalFacts: Readonly<Partial<Record<FactName, PersonalKind>>> = { instructor: 'name', liaison: 'name' }

type Show = (kind: PersonalKind, text: string) => string

/** A fact as whoever asks may see it. */
export function showFact<V extends FactValue | undefined>(show: Show, fact: FactName, value: V): V {
  const kind = personalFacts[fact]
  // A text stays a text.
  return kind !== undefined && typeof value === 'string' ? (show(kind, value) as V) : value
}

export function showFacts<T extends Readonly<Partial<Record<FactName, FactValue>>>>(show: Show, facts: T): T {
  return Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [fact, showFact(show, fact as FactName, value)]),
  ) as T
}

/** A list that went out masked and came back says nothing new about anybody. */
export function isMaskedFact(fact: string, text: string): boolean {
  return personalFacts[fact as FactName] !== undefined && isMasked(text)
}
