import { expect, test } from 'vitest'
import { foundingDeedShape, foundingStepShape, type FoundingDeed, type FoundingStep } from '../contract.ts'
import { isOpen, mayTake, OPEN_STEPS } from './lifecycle.ts'

const STEPS = foundingStepShape.options
const DEEDS = foundingDeedShape.options

/** Every legal move; every pair that is not here is refused. */
const LEGAL: readonly (readonly [FoundingStep, FoundingDeed, FoundingStep])[] = [
  ['draft', 'revise', 'draft'],
  ['draft', 'apply', 'applied'],
  ['draft', 'withdraw', 'withdrawn'],
  ['applied', 'review', 'reviewing'],
  ['applied', 'return', 'draft'],
  ['applied', 'withdraw', 'withdrawn'],
  ['reviewing', 'approve', 'approved'],
  ['reviewing', 'decline', 'declined'],
  ['reviewing', 'return', 'draft'],
  ['reviewing', 'withdraw', 'withdrawn'],
  ['approved', 'elect', 'elected'],
  ['approved', 'withdraw', 'withdrawn'],
  ['elected', 'file', 'filed'],
  ['elected', 'withdraw', 'withdrawn'],
]

const pairs = STEPS.flatMap((step) => DEEDS.map((deed) => [step, deed] as const))

test.each(pairs)('%s: %s', (step, deed) => {
  const legal = LEGAL.find(([from, by]) => from === step && by === deed)
  const ruling = mayTake(step, deed)
  if (legal !== undefined) expect(ruling).toEqual({ ok: true, to: legal[2] })
  else {
    expect(ruling.ok).toBe(false)
    expect(ruling.ok ? '' : ruling.why).toMatch(/^[^a-z]{6,}。$/)
  }
})

test('whatever is open can be withdrawn and leads on; what has ended leads nowhere', () => {
  for (const step of STEPS) {
    const moves = DEEDS.filter((deed) => mayTake(step, deed).ok)
    expect(moves.includes('withdraw')).toBe(isOpen(step))
    expect(moves.length > 1).toBe(isOpen(step))
  }
  expect(OPEN_STEPS).toEqual(['draft', 'applied', 'reviewing', 'approved', 'elected'])
})

test.each([
  ['draft', 'approve', /先提出申请/],
  ['applied', 'approve', /先受理审查/],
  ['reviewing', 'elect', /先批复/],
  ['approved', 'file', /先选举/],
  ['approved', 'review', /已经办过/],
  ['elected', 'revise', /撤回后重新起草/],
  ['filed', 'withdraw', /党组织的页面/],
  ['declined', 'apply', /重新起草/],
] as const)('%s: %s is refused with what to do', (step, deed, words) => {
  const ruling = mayTake(step, deed)
  expect(ruling.ok ? '' : ruling.why).toMatch(words)
})
