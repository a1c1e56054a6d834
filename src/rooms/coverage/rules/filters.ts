import type { Coverage } from '../../units/contract.ts'
import type { Denominator, Tally } from '../contract.ts'

/**
 * The filter of the ledger (query of GET /api/units) that lists exactly the units behind a number. A table cell's rows
 * are its row's filter and its column's filter together: they never name the same field.
 */
export type Filter = Readonly<Record<string, string>>

const OPERATING = 'own,joint,work,none'

export const tallyFilters: Readonly<Record<keyof Tally, Filter>> = {
  registered: {},
  operating: { coverage: OPERATING },
  own: { coverage: 'own' },
  joint: { coverage: 'joint' },
  work: { coverage: 'work' },
  none: { coverage: 'none' },
  excluded: { coverage: 'excluded' },
  due: { must: 'yes', coverage: OPERATING },
  dueOpen: { must: 'yes', coverage: 'work,none' },
  withMember: { members: 'any', coverage: OPERATING },
  found: { due: 'found' },
  join: { due: 'join' },
  admit: { due: 'admit' },
  instructor: { due: 'instructor' },
}

const WITHIN: Readonly<Record<Denominator, Filter>> = {
  operating: {},
  registered: {},
  due: { must: 'yes' },
  'with-member': { members: 'any' },
  rest: {},
}

export function bottomFilter(denominator: Denominator): Filter {
  if (denominator === 'registered') return {}
  return { ...WITHIN[denominator], coverage: denominator === 'rest' ? 'work,none' : OPERATING }
}

/** Units of the given states inside a denominator. */
export function topFilter(states: readonly Coverage[], denominator: Denominator): Filter {
  return { ...WITHIN[denominator], coverage: states.join(',') }
}
