import type { Coverage, Due } from '../../units/contract.ts'
import type { Denominator, Measure, Tally } from '../contract.ts'

/** Everything the figures of one slice need, each a number of units. The states add up to `registered`. */
export interface Counts {
  readonly registered: number
  readonly own: number
  readonly joint: number
  readonly work: number
  readonly none: number
  readonly excluded: number
  readonly due: number
  readonly dueOwn: number
  readonly dueJoint: number
  readonly dueWork: number
  readonly member: number
  readonly memberOwn: number
  readonly memberJoint: number
  readonly memberWork: number
  readonly found: number
  readonly join: number
  readonly admit: number
  readonly instructor: number
}

export type CountKey = keyof Counts

/** What of a unit decides where it is counted. */
export interface Counted {
  readonly coverage: Coverage
  readonly due: Due
  readonly must: boolean
  readonly with_member: boolean
}

/** The one definition of every count; the SQL of the roll-ups is made from the same table. */
export interface CountRule {
  readonly coverage?: readonly Coverage[]
  readonly due?: Due
  readonly must?: true
  readonly withMember?: true
}

const OPERATING: readonly Coverage[] = ['own', 'joint', 'work', 'none']

export const countRules: Readonly<Record<CountKey, CountRule>> = {
  registered: {},
  own: { coverage: ['own'] },
  joint: { coverage: ['joint'] },
  work: { coverage: ['work'] },
  none: { coverage: ['none'] },
  excluded: { coverage: ['excluded'] },
  due: { coverage: OPERATING, must: true },
  dueOwn: { coverage: ['own'], must: true },
  dueJoint: { coverage: ['joint'], must: true },
  dueWork: { coverage: ['work'], must: true },
  member: { coverage: OPERATING, withMember: true },
  memberOwn: { coverage: ['own'], withMember: true },
  memberJoint: { coverage: ['joint'], withMember: true },
  memberWork: { coverage: ['work'], withMember: true },
  found: { due: 'found' },
  join: { due: 'join' },
  admit: { due: 'admit' },
  instructor: { due: 'instructor' },
}
export const countKeys = Object.keys(countRules) as CountKey[]

export function countsIn(unit: Counted, rule: CountRule): boolean {
  if (rule.coverage && !rule.coverage.includes(unit.coverage)) return false
  if (rule.due && unit.due !== rule.due) return false
  if (rule.must && !unit.must) return false
  return !rule.withMember || unit.with_member
}

export function countUnits(units: Iterable<Counted>): Counts {
  const counts = emptyCounts()
  for (const unit of units) addUnit(counts, unit)
  return counts
}

export function emptyCounts(): Record<CountKey, number> {
  return Object.fromEntries(countKeys.map((key) => [key, 0])) as Record<CountKey, number>
}

export function addUnit(counts: Record<CountKey, number>, unit: Counted): void {
  for (const key of countKeys) if (countsIn(unit, countRules[key])) counts[key]++
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = emptyCounts()
  for (const counts of all) for (const key of countKeys) sum[key] += counts[key]
  return sum
}

export function tallyOf(counts: Counts): Tally {
  const { registered, own, joint, work, none, excluded, due, member, found, join, admit, instructor } = counts
  return {
    registered,
    operating: registered - excluded,
    own,
    joint,
    work,
    none,
    excluded,
    due,
    dueOpen: due - counts.dueOwn - counts.dueJoint,
    withMember: member,
    found,
    join,
    admit,
    instructor,
  }
}

/** Bottom of a rate. */
export function denominatorOf(counts: Counts, denominator: Denominator): number {
  switch (denominator) {
    case 'operating':
      return counts.registered - counts.excluded
    case 'registered':
      return counts.registered
    case 'due':
      return counts.due
    case 'with-member':
      return counts.member
    case 'rest':
      return counts.work + counts.none
  }
}

/** The same out of a tally. */
export function denominatorOfTally(tally: Tally, denominator: Denominator): number {
  if (denominator === 'with-member') return tally.withMember
  return denominator === 'rest' ? tally.work + tally.none : tally[denominator]
}

/** The blocks that add up to the top of a rate: each is a state, inside the denominator. */
export function partsOf(counts: Counts, measure: Measure, denominator: Denominator): { state: Coverage; n: number }[] {
  const pick = (state: 'own' | 'joint' | 'work'): { state: Coverage; n: number } => {
    const within = denominator === 'due' ? 'due' : denominator === 'with-member' ? 'member' : null
    if (within === null) return { state, n: counts[state] }
    const key = `${within}${state === 'own' ? 'Own' : state === 'joint' ? 'Joint' : 'Work'}` as const
    return { state, n: counts[key] }
  }
  if (measure === 'organization') return [pick('own'), pick('joint')]
  return [pick(measure)]
}

export function topOf(counts: Counts, measure: Measure, denominator: Denominator): number {
  return partsOf(counts, measure, denominator).reduce((sum, part) => sum + part.n, 0)
}

/** 0–1, or null where there is nothing to divide by. */
export function rateOf(counts: Counts, measure: Measure, denominator: Denominator): number | null {
  const bottom = denominatorOf(counts, denominator)
  return bottom === 0 ? null : topOf(counts, measure, denominator) / bottom
}
