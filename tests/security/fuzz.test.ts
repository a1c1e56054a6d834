import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inputFor } from './arbitrary-input.ts'
import { ALL_ENDPOINTS, openGuarded, type Guarded, type Who } from './office.ts'

/**
 * Every endpoint with input made from its own schema and with values that have broken programs before, asked by people of
 * every reach. Whatever comes: no answer of 500 or more, no rejection that nobody waits for, and nobody is shown a unit
 * outside their reach. `JUXIN_SOAK=1` asks ten times as often; `JUXIN_SEED` chooses other input.
 */
const REQUESTS = process.env['JUXIN_SOAK'] === '1' ? 22_000 : 2_200
const TIME = REQUESTS * 90
const SEED = Number(process.env['JUXIN_SEED'] ?? 20261121)
/** They start long work or take away what the others ask for: a few times is enough. */
const SELDOM = /make|sample|undo|refine|curve|recount|takeSnapshot|backup|dryRun|activate|change$/i
const FEW = 6

let office: Guarded
const rejections: unknown[] = []
const note = (error: unknown): void => void rejections.push(error)

beforeAll(async () => {
  office = await openGuarded()
  process.on('unhandledRejection', note)
})
afterAll(async () => {
  process.off('unhandledRejection', note)
  office.context.jobs.stopAll()
  await office.close()
})

test('a unit from outside the reach would be noticed', async () => {
  const text = await (await office.ask('office', 'GET', '/api/units?limit=500')).text()
  for (const who of ['town', 'grid', 'line', 'unit', 'self', 'stranger'] as const)
    expect((await office.leaks(who, text)).length).toBeGreaterThan(5)
  expect(await office.leaks('office', text)).toEqual([])
  for (const who of ['town', 'line', 'unit'] as const) {
    const own = await (await office.ask(who, 'GET', '/api/units?limit=500')).text()
    expect(own).toMatch(/印\d+印/)
    expect(await office.leaks(who, own)).toEqual([])
  }
})

test(
  'no input brings an answer of 500, a stray rejection, or a unit from outside the reach',
  async () => {
    const names = Object.keys(ALL_ENDPOINTS)
    const each = Math.ceil(REQUESTS / names.length)
    const faults: string[] = []
    const answered: Record<string, number> = {}
    let count = 0
    const named = new Set<Who>()
    for (const [at, name] of names.entries()) {
      const endpoint = ALL_ENDPOINTS[name]
      if (!endpoint) continue
      const asked = SELDOM.test(name) ? Math.min(each, FEW) : each + 4
      const who = fc.constantFrom<Who>('office', 'office', 'town', 'town', 'grid', 'line', 'unit', 'self', 'stranger')
      const asking = fc.record({ who, input: inputFor(endpoint.input, office.ids) })
      for (const { who: person, input } of fc.sample(asking, { numRuns: asked, seed: SEED + at })) {
        // A whole sample district would take longer than everything else together.
        if (name === 'platform.loadSample' && person === 'office') input['units'] = 0
        const { url, body } = placed(endpoint.method, endpoint.path, input)
        const answer = await office.ask(person, endpoint.method, url, body)
        count++
        const group = `${Math.floor(answer.status / 100)}xx`
        answered[group] = (answered[group] ?? 0) + 1
        const what = `${name} as ${person}: ${endpoint.method} ${url.slice(0, 200)} ${JSON.stringify(body ?? null).slice(0, 300)}`
        if (answer.status >= 500) faults.push(`${answer.status} ${what}`)
        if (person === 'stranger' && answer.status < 300 && endpoint.verb !== 'open') faults.push(`OPEN ${what}`)
        const text = await answer.text()
        if (/印\d+印/.test(text)) named.add(person)
        const seen = await office.leaks(person, text)
        if (seen.length > 0) faults.push(`LEAK of ${seen.slice(0, 5).join(' ')} ${what}`)
      }
    }
    office.context.jobs.stopAll()
    await office.context.jobs.drain()
    expect(faults.slice(0, 40)).toEqual([])
    expect(rejections).toEqual([])
    // Whoever is never shown a name cannot be shown a wrong one.
    expect([...named].filter((who) => who !== 'office').length).toBeGreaterThan(1)
    // Long ones are asked seldom, so the sum stays below the round figure.
    expect(count).toBeGreaterThanOrEqual(REQUESTS === 22_000 ? 20_000 : 2_000)
    // Input that is refused every time would prove nothing.
    expect(answered['2xx'] ?? 0).toBeGreaterThan(count / 20)
  },
  TIME,
)

function placed(method: string, path: string, input: Record<string, unknown>): { url: string; body: unknown } {
  const rest = { ...input }
  const url = path.replace(/:(\w+)/g, (_whole, key: string) => {
    const value = rest[key]
    delete rest[key]
    const text = typeof value === 'string' ? value : JSON.stringify(value ?? 'x')
    return encodeURIComponent(text.toWellFormed().slice(0, 90)) || 'x'
  })
  if (method !== 'GET') return { url, body: rest }
  const query = Object.entries(rest).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [
          `${encodeURIComponent(key)}=${encodeURIComponent((typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed())}`,
        ],
  )
  return { url: query.length === 0 ? url : `${url}?${query.join('&')}`, body: undefined }
}
