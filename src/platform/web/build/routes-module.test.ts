import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { contractFiles, readContracts } from './routes-module.ts'

const root = resolve(import.meta.dirname, '../../../..')

test('the browser learns method and path of every endpoint, and nothing else', async () => {
  const { routes } = await readContracts(contractFiles(root))
  expect(routes['units.get']).toBe('GET /api/units/:id')
  expect(routes['platform.cancelJob']).toBe('POST /api/jobs/:id/cancel')
  expect(routes['personal.held']).toBe('GET /api/account/held')
  expect(Object.keys(routes).length).toBeGreaterThan(60)
  for (const route of Object.values(routes)) expect(route).toMatch(/^(GET|POST|PUT|DELETE) \/api\//)
})

test('every verb that an endpoint names has its words', async () => {
  const { needs, verbs } = await readContracts(contractFiles(root))
  expect(verbs['units.read']).toEqual({ words: '看台账' })
  expect(needs['units.startImport']).toMatchObject({ verb: 'units.import' })
  const unknown = Object.values(needs).filter(({ verb }) => verb.includes('.') && verbs[verb] === undefined)
  expect(unknown).toEqual([])
})
