import { expect, test } from 'vitest'
import { verbOfPage } from './page-verbs.ts'

test.each([
  ['/', 'coverage.read'],
  ['/units', 'units.read'],
  ['/units/u1', 'units.read'],
  ['/unitsx', 'self'],
  ['/plan/{-$id}', 'planner.read'],
  ['/plan/p1', 'planner.read'],
  ['/plan/instructors', 'planner.read'],
  ['/account', 'self'],
  ['/accounts', 'access.read'],
  ['/self-check', 'self'],
])('%s takes %s', (path, verb) => {
  expect(verbOfPage(path)).toBe(verb)
})
