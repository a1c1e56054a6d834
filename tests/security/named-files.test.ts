import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** SECURITY.md names the tests that hold each invariant: a test that moved or went must not stay promised. */
const root = resolve(import.meta.dirname, '../..')
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const rows = text.split('\n').filter((line) => /^\| \d+ \|/.test(line))
const named = [...text.matchAll(/`((?:src|tests|tools|docs|bench)\/[^`]+)`|\((docs\/[^)]+)\)/g)].map(
  (found) => found[1] ?? found[2] ?? '',
)

test('every path in SECURITY.md exists', () => {
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every invariant names at least one file of tests, by its whole name', () => {
  expect(rows.length).toBeGreaterThanOrEqual(20)
  for (const row of rows) {
    const tests = [...row.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? '').filter((path) => path.includes('/'))
    expect([row, tests.some((path) => /\.test\.tsx?$/.test(path))]).toEqual([row, true])
  }
})

test('the invariants are numbered without a gap', () => {
  expect(rows.map((row) => Number(/\d+/.exec(row)?.[0]))).toEqual(rows.map((_, at) => at + 1))
})
