import { describe, expect, it } from 'vitest'
import { mayDecide, needsReason, type Decision } from './decision.ts'

const states: readonly Decision[] = ['open', 'accepted', 'locked', 'rejected', 'changed']

describe('mayDecide', () => {
  const legal = new Set([
    'open accepted',
    'open locked',
    'open rejected',
    'open changed',
    'accepted open',
    'accepted locked',
    'accepted rejected',
    'accepted changed',
    'locked open',
    'locked accepted',
    'locked rejected',
    'locked changed',
    'rejected open',
    'rejected accepted',
    'rejected locked',
    'rejected changed',
    'changed open',
    'changed changed',
  ])

  it.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    for (const kind of ['own', 'joint', 'instructor'] as const) {
      const ruling = mayDecide(kind, from, to)
      expect(ruling.ok).toBe(legal.has(`${from} ${to}`))
      if (!ruling.ok) expect(ruling.why).not.toBe('')
    }
  })

  it('leaves an uncovered unit nothing to accept, but lets the office join it', () => {
    expect(mayDecide('uncovered', 'open', 'accepted').ok).toBe(false)
    expect(mayDecide('uncovered', 'open', 'rejected').ok).toBe(false)
    expect(mayDecide('uncovered', 'open', 'locked').ok).toBe(false)
    expect(mayDecide('uncovered', 'open', 'changed').ok).toBe(true)
  })
})

it('wants reasons for what departs from the plan', () => {
  expect(states.filter(needsReason)).toEqual(['rejected', 'changed'])
})
