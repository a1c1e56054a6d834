import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { contractFiles, readRoutes } from './routes-module.ts'

const root = resolve(import.meta.dirname, '../../../..')

test('the browser learns method and path of every endpoint, and nothing else', async () => {
  const routes = await readRoutes(contractFiles(root))
  expect(routes['units.get']).toBe('GET /api/units/:id')
  expect(routes['platform.cancelJob']).toBe('POST /api/jobs/:id/cancel')
  expect(Object.keys(routes).length).toBeGreaterThan(60)
  for (const route of Object.values(routes)) expect(route).toMatch(/^(GET|POST|PUT|DELETE) \/api\//)
})
