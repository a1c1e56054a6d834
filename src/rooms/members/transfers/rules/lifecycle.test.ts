import { describe, expect, it } from 'vitest'
import { directionShape, transferDeedShape, transferStateShape, type TransferState } from '../contract.ts'
import { OPEN_STATES, sideOf, transferMoves } from './lifecycle.ts'
import { deedName, deedNames, directionNames, transferStateNames } from './words.ts'

/** Every legal move once more, written out; what is not here is refused. */
const LEGAL: Readonly<Record<TransferState, Partial<Record<string, TransferState>>>> = {
  draft: { issue: 'issued', withdraw: 'withdrawn' },
  issued: { remind: 'issued', receive: 'received', return: 'returned', withdraw: 'withdrawn', lapse: 'lapsed' },
  received: { receipt: 'received' },
  returned: {},
  withdrawn: {},
  lapsed: {},
}

describe('every state and every deed', () => {
  for (const state of transferStateShape.options) {
    for (const deed of transferDeedShape.options) {
      it(`${state} × ${deed}`, () => {
        const verdict = transferMoves[state][deed]
        const legal = LEGAL[state][deed]
        if (legal === undefined) expect('why' in verdict && verdict.why.length > 4).toBe(true)
        else expect(verdict).toEqual({ to: legal })
      })
    }
  }

  it('only drafts and letters on their way are open, and what ended stays ended', () => {
    expect(OPEN_STATES).toEqual(['draft', 'issued'])
    for (const state of ['received', 'returned', 'withdrawn', 'lapsed'] as const) {
      const leaves = transferDeedShape.options.filter((deed) => {
        const verdict = transferMoves[state][deed]
        return 'to' in verdict && verdict.to !== state
      })
      expect(leaves, state).toEqual([])
    }
  })

  it('nothing but a reception gives the relation to the other side', () => {
    const leading = transferStateShape.options.flatMap((state) =>
      transferDeedShape.options.flatMap((deed) => {
        const verdict = transferMoves[state][deed]
        return 'to' in verdict && verdict.to === 'received' ? [`${state} ${deed}`] : []
      }),
    )
    expect(leading).toEqual(['issued receive', 'received receipt'])
  })
})

describe('whose deed it is', () => {
  it('the sender sends, the receiver receives; with one side outside, the other writes down both', () => {
    const within = Object.fromEntries(transferDeedShape.options.map((deed) => [deed, sideOf('within', deed)]))
    expect(within).toEqual({
      issue: 'from',
      remind: 'from',
      receive: 'to',
      return: 'to',
      withdraw: 'from',
      lapse: 'from',
      receipt: 'to',
    })
    for (const deed of transferDeedShape.options) {
      expect(sideOf('out', deed)).toBe('from')
      expect(sideOf('in', deed)).toBe('to')
    }
  })

  it('has words for everything', () => {
    for (const direction of directionShape.options) {
      expect(directionNames[direction]).toMatch(/^[\p{sc=Han}]+$/u)
      for (const deed of transferDeedShape.options) expect(deedName(direction, deed).length).toBeGreaterThan(1)
    }
    expect(new Set(Object.values(transferStateNames)).size).toBe(transferStateShape.options.length)
    expect(new Set(Object.values(deedNames)).size).toBe(transferDeedShape.options.length)
    expect(deedName('out', 'receive')).toBe('登记对方已接收')
  })
})
