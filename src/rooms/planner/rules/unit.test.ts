import { describe, expect, it } from 'vitest'
import { ledgerUnit } from '../testing.ts'
import { partOf, type LedgerUnit } from './unit.ts'

describe('partOf', () => {
  it.each<[Partial<LedgerUnit>, boolean, string, number]>([
    [{ membersFull: 3 }, false, 'founder', 3],
    [{ membersFull: 2 }, false, 'joiner', 2],
    [{ membersFull: 1, coverage: 'work' }, false, 'joiner', 1],
    [{ membersFull: 0 }, false, 'idle', 0],
    [{}, false, 'idle', 0],
    [{ coverage: 'work' }, false, 'none', 0],
    [{ membersFull: 2, coverage: 'joint' }, false, 'none', 0],
    [{ membersFull: 9, coverage: 'own' }, false, 'none', 0],
    [{ membersFull: 9, life: 'closed' }, false, 'none', 0],
    [{ membersFull: 9, coverage: 'excluded' }, false, 'none', 0],
    [{ membersReported: 4 }, false, 'unverified', 0],
    [{ membersProbationary: 1 }, false, 'unverified', 0],
    [{ membersReported: 4 }, true, 'founder', 4],
    [{ membersReported: 2 }, true, 'joiner', 2],
    [{ membersFull: 0, membersReported: 2 }, true, 'unverified', 0],
    [{ membersReported: 0 }, true, 'idle', 0],
  ])('%j (annual report %s) is %s', (part, countReported, role, weight) => {
    expect(partOf(ledgerUnit('甲', part), countReported)).toMatchObject({ role, weight })
  })

  it('says when the weight comes from the annual report', () => {
    expect(partOf(ledgerUnit('甲', { membersReported: 2 }), true).reported).toBe(true)
    expect(partOf(ledgerUnit('甲', { membersFull: 2, membersReported: 5 }), true).reported).toBe(false)
  })
})
