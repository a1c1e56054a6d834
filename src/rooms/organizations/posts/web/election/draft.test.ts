import { describe, expect, test } from 'vitest'
import { emptyDraft, inputOf, isBegun, withCandidate } from './draft.ts'

describe('the fields of an election', () => {
  const draft = { ...emptyDraft('due'), due: '20', present: '18' }
  test('ballots follow from those present until something else is typed', () => {
    expect(inputOf(draft)).toMatchObject({ issued: 18, returned: 18, valid: 18, invalid: 0, basis: 'due' })
    expect(inputOf({ ...draft, invalid: '2' })).toMatchObject({ returned: 18, valid: 16 })
    expect(inputOf({ ...draft, returned: '17', valid: '15' })).toMatchObject({ issued: 18, returned: 17, valid: 15 })
  })
  test('what is no number counts as none', () => {
    expect(inputOf({ ...draft, seats: '三' }).seats).toBe(0)
    expect(isBegun({ ...draft, due: ' ' })).toBe(false)
    expect(isBegun(draft)).toBe(true)
  })
  test('candidates are told apart', () => {
    const more = withCandidate(withCandidate(draft)).candidates
    expect(new Set(more.map(({ key }) => key)).size).toBe(6)
    expect(inputOf({ ...draft, candidates: more }).votes).toHaveLength(6)
  })
})
