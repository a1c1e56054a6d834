import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { rooms } from '../../src/apps/server/rooms.ts'
import { platformAuditWords } from '../../src/platform/server/audit.ts'
import { everyEndpoint } from './contracts.ts'

const src = resolve(import.meta.dirname, '../../src')
const words = new Map(
  [platformAuditWords, ...rooms.map((room) => room.auditWords ?? {})].flatMap((table) => Object.entries(table)),
)

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|testing\.ts$|\/web\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }))

/** The actions that calls of `writeAudit` name: texts of the form `room.deed` among its arguments. */
function namedActions(text: string): string[] {
  return [...text.matchAll(/writeAudit\(/g)].flatMap(({ index }) => {
    const call = text.slice(index, index + 400)
    const action = /^writeAudit\([^{]*?'([a-z]+\.[a-zA-Z-]+)'(?: : '([a-z]+\.[a-zA-Z-]+)')?/.exec(call)
    return action ? [action[1], action[2]].filter((found) => found !== undefined) : []
  })
}

test('every action that is written into the trail has words', () => {
  const written = files.flatMap(({ path, text }) => namedActions(text).map((action) => ({ path, action })))
  expect(written.length).toBeGreaterThan(25)
  expect(written.filter(({ action }) => !words.has(action))).toEqual([])
})

test('every file that can be downloaded has words, since it is written under its own name', () => {
  const names = Object.entries(everyEndpoint)
    .filter(([, endpoint]) => endpoint.file)
    .map(([name]) => name)
  expect(names).toContain('units.export')
  expect(names.filter((name) => !words.has(name))).toEqual([])
  expect(names.filter((name) => words.get(name)?.kind !== 'export')).toEqual([])
})

test('words are said once for an action and are no action names', () => {
  const tables = [platformAuditWords, ...rooms.map((room) => room.auditWords ?? {})]
  const all = tables.flatMap((table) => Object.keys(table))
  expect(new Set(all).size).toBe(all.length)
  for (const [action, said] of words) expect(said.words, action).toMatch(/^[\u4e00-\u9fff、，]+$/)
})
