import { describe, expect, it } from 'vitest'
import { endReasonShape, memberStatusShape, type EndReason } from '../contract.ts'
import { judgeMove, statusMoves, type StatusFrom } from './status-moves.ts'

const froms = Object.keys(statusMoves) as StatusFrom[]
const tos = memberStatusShape.options
const reasons = endReasonShape.options

/** Every pair, as the law has it; what is not listed is refused. */
const legal: Readonly<Record<string, readonly (EndReason | 'plain')[]>> = {
  'nobody → full': ['plain'],
  'nobody → probationary': ['plain'],
  'nobody → suspended': ['plain'],
  'probationary → full': ['plain'],
  'probationary → suspended': ['plain'],
  'probationary → ended': ['moved-out', 'not-confirmed', 'withdrew', 'deceased', 'mistake'],
  'full → suspended': ['plain'],
  'full → ended': ['moved-out', 'removed', 'withdrew', 'expelled', 'deceased', 'mistake'],
  'suspended → full': ['plain'],
  'suspended → probationary': ['plain'],
  'suspended → ended': ['removed', 'withdrew', 'expelled', 'deceased', 'moved-out', 'mistake'],
  'ended → full': ['plain'],
  'ended → probationary': ['plain'],
}

describe.each(froms)('from %s', (from) => {
  it.each(tos)('to %s', (to) => {
    const known = from === 'ended' ? 'moved-out' : null
    const allowed = legal[`${from} → ${to}`] ?? []
    for (const reason of [null, ...reasons]) {
      const verdict = judgeMove({ status: from, endReason: known }, to, reason)
      const expected = to === 'ended' ? reason !== null && allowed.includes(reason) : allowed.includes('plain')
      expect(verdict.ok, `${from} → ${to} ${reason}`).toBe(expected)
      expect((verdict.ok ? verdict.words : verdict.why).length).toBeGreaterThan(1)
    }
  })
})

it('lets nobody back who died or left of their own will', () => {
  for (const endReason of reasons) {
    const back = judgeMove({ status: 'ended', endReason }, 'full', null).ok
    expect(back, endReason).toBe(endReason !== 'deceased' && endReason !== 'withdrew')
  }
})

it('restores a full member as a full member', () => {
  expect(judgeMove({ status: 'suspended', endReason: null, wasFull: true }, 'probationary', null).ok).toBe(false)
  expect(judgeMove({ status: 'suspended', endReason: null, wasFull: false }, 'probationary', null).ok).toBe(true)
})
