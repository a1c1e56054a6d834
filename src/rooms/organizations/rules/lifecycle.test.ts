import { expect, it } from 'vitest'
import { organizationStateShape, type OrganizationState } from '../contract.ts'
import { isEnded, organizationDeeds, stateAfter, type OrganizationDeed } from './lifecycle.ts'

const ACTIVE_DEEDS = ['rename', 'retype', 'move', 'place', 'details', 'attach', 'detach'] as const

/** Every legal move; every pair that is not here is refused. */
const LEGAL: readonly (readonly [OrganizationState, OrganizationDeed, OrganizationState])[] = [
  ...ACTIVE_DEEDS.map((deed) => ['forming', deed, 'forming'] as const),
  ...ACTIVE_DEEDS.map((deed) => ['active', deed, 'active'] as const),
  ['forming', 'file', 'active'],
  ['forming', 'revoke', 'revoked'],
  ['active', 'split', 'active'],
  ['active', 'merge', 'merged'],
  ['active', 'revoke', 'revoked'],
  ['merged', 'details', 'merged'],
  ['revoked', 'details', 'revoked'],
]

const PAIRS = organizationStateShape.options.flatMap((state) => organizationDeeds.map((deed) => [state, deed] as const))

it.each(PAIRS)('%s: %s', (state, deed) => {
  const legal = LEGAL.find(([from, by]) => from === state && by === deed)
  expect(stateAfter(state, deed)).toBe(legal?.[2] ?? null)
})

it('nothing leads out of an end', () => {
  for (const state of organizationStateShape.options.filter(isEnded)) {
    for (const deed of organizationDeeds) expect([null, state]).toContain(stateAfter(state, deed))
  }
})
