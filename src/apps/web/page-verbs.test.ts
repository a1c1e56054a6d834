import { expect, test } from 'vitest'
import { nameOfPage, verbOfPage } from './page-verbs.ts'

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

test.each([
  ['/', 'overview'],
  ['/import/b1', 'import'],
  ['/plan/{-$id}', 'plan'],
  ['/plan/compare', 'plan'],
  ['/plan/belts', 'belts'],
  ['/account', null],
])('%s is called %s', (path, name) => {
  expect(nameOfPage(path)).toBe(name)
})
