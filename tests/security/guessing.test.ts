import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALL_ENDPOINTS, MARK, openGuarded, type Guarded } from './office.ts'

/** Whoever guesses, copies or overhears an id gets no further than their own reach, and is told no more than that it is not there. */
let office: Guarded
let foreignJob: string

beforeAll(async () => {
  office = await openGuarded()
  const started = await office.ask('other', 'POST', '/api/plans', { area: office.outside.area })
  foreignJob = (JSON.parse(started.body) as { job: string }).job
  await office.context.jobs.finished(foreignJob)
})
afterAll(() => office.close())

const madeUp = '1m7xsw1zzzzzzzzzzzzz'

describe('horizontal: a neighbour’s things are as if they were not there', () => {
  const things: readonly [
    name: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: (id: string) => string,
    body?: unknown,
  ][] = [
    ['unit', 'GET', (id) => `/api/units/${id}`],
    ['unit’s state', 'POST', (id) => `/api/units/${id}/life`, { life: 'dead', day: '2026-11-01', evidence: '猜的' }],
    ['unit’s details', 'PUT', (id) => `/api/units/${id}/details`, { parent: '别人', evidence: '猜的' }],
    [
      'unit’s exclusion',
      'POST',
      (id) => `/api/units/${id}/exclusion`,
      { reason: 'other', evidence: '猜的猜的', approver: '某某', expires: '2027-01-01' },
    ],
    ['unit’s place', 'PUT', (id) => `/api/units/${id}/place`, { area: 'x' }],
  ]
  test.each(things)('%s (%s)', async (_name, method, path, body) => {
    const foreign = await office.ask('town', method, path(office.outside.unit), body)
    const nothing = await office.ask('town', method, path(madeUp), body)
    expect(foreign.status).toBe(nothing.status)
    expect(foreign.status).toBeGreaterThanOrEqual(400)
    // The same words: that something is there and hidden is not told either.
    expect(codeOf(foreign.body)).toBe(codeOf(nothing.body))
    expect(foreign.body.includes(MARK)).toBe(false)
  })

  test('the unit is unchanged, and its own town still reaches it', async () => {
    const own = await office.ask('other', 'GET', `/api/units/${office.outside.unit}`)
    expect(own.status).toBe(200)
    expect(own.body.includes(MARK)).toBe(true)
    const rows = await sql<{ n: number }>`select count(*)::int as n from audit
      where subject = ${office.outside.unit} and account = 'account-town'`.execute(office.context.database.owner)
    expect(rows.rows[0]?.n).toBe(0)
  })

  test('a merge cannot pull a neighbour’s unit in, in either direction; two of one’s own it can', async () => {
    const { inside, outside } = office
    const merge = (one: string, other: string) =>
      office.ask('town', 'POST', `/api/units/${one}/merge`, { other, reason: '看着像一家' })
    for (const [one, other, none, nobody] of [
      [inside.unit, outside.unit, inside.unit, madeUp],
      [outside.unit, inside.unit, madeUp, inside.unit],
    ] as const) {
      const foreign = await merge(one, other)
      const nothing = await merge(none, nobody)
      expect([foreign.status, codeOf(foreign.body)]).toEqual([404, 'units.unit-not-found'])
      expect([nothing.status, codeOf(nothing.body)]).toEqual([404, 'units.unit-not-found'])
    }
    const own = await sql<{ id: string }>`select id from unit
      where starts_with(path, ${inside.path}) and id <> ${inside.unit} order by id limit 2`.execute(
      office.context.database.owner,
    )
    const [one = '', two = ''] = own.rows.map(({ id }) => id)
    expect((await merge(one, two)).status).toBe(200)
    const { id } = (
      await sql<{ id: string }>`select id from unit_merge order by id desc limit 1`.execute(
        office.context.database.owner,
      )
    ).rows[0] ?? { id: '' }
    // Nor does the neighbour take it apart again.
    expect((await office.ask('other', 'POST', `/api/merges/${id}/undo`, {})).status).toBe(404)
    expect((await office.ask('town', 'POST', `/api/merges/${id}/undo`, {})).status).toBe(200)
  })

  test('proposals of another town: not read, not decided, not listed', async () => {
    expect(office.proposals.outside.length).toBeGreaterThan(0)
    for (const id of office.proposals.outside.slice(0, 5)) {
      expect((await office.ask('town', 'GET', `/api/proposals/${id}`)).status).toBe(404)
      const decided = await office.ask('town', 'POST', `/api/proposals/${id}/decision`, { decision: 'accepted' })
      expect(decided.status).toBeGreaterThanOrEqual(400)
    }
    const list = await office.ask('town', 'GET', `/api/plans/${office.plan}/proposals?limit=500`)
    expect(list.body.includes(MARK)).toBe(false)
    const accepted = await office.ask('town', 'POST', `/api/plans/${office.plan}/accept`, {})
    expect(accepted.status).toBeLessThan(500)
    const taken = await sql<{ path: string }>`select path from proposal where decision = 'accepted'`.execute(
      office.context.database.owner,
    )
    expect(taken.rows.filter(({ path }) => !path.startsWith(office.inside.path))).toEqual([])
  })

  test('a snapshot shows the own part only', async () => {
    const answer = await office.ask('town', 'GET', `/api/snapshots/${office.snapshot}/units?limit=500`)
    expect(answer.body.includes(MARK)).toBe(false)
  })

  test('a job and its events belong to whoever began it', async () => {
    for (const path of [`/api/jobs/${foreignJob}`, `/api/jobs/${foreignJob}/events`]) {
      expect((await office.ask('town', 'GET', path)).status).toBe(404)
      expect((await office.ask('stranger', 'GET', path)).status).toBe(401)
    }
    expect((await office.ask('town', 'POST', `/api/jobs/${foreignJob}/cancel`, {})).status).toBe(404)
    expect((await office.ask('other', 'GET', `/api/jobs/${foreignJob}`)).status).toBe(200)
  })

  test.each(['csv', 'xlsx'])('an export (%s) holds the own units only, whatever area is asked for', async (format) => {
    const own = await office.ask('town', 'GET', `/api/units/export?format=${format}`)
    expect(own.status).toBe(200)
    expect((await own.text()).includes(MARK)).toBe(false)
    for (const area of [office.outside.area, '']) {
      const answer = await office.ask('town', 'GET', `/api/units/export?format=${format}&area=${area}`)
      expect((await answer.text()).includes(MARK)).toBe(false)
    }
    expect((await (await office.ask('office', 'GET', `/api/units/export?format=csv`)).text()).includes(MARK)).toBe(true)
  })

  test.each(['ids', 'q', 'batch', 'area'])('a list does not open by its filter “%s”', async (filter) => {
    const value = { ids: office.outside.unit, q: MARK, batch: office.batch, area: office.outside.area }[filter] ?? ''
    const query = `${filter}=${encodeURIComponent(value)}&limit=500`
    const list = await office.ask('town', 'GET', `/api/units?${query}`)
    expect(list.body.includes(MARK)).toBe(false)
    const count = await office.ask('town', 'GET', `/api/units/count?${query}`)
    expect(count.body.includes(MARK)).toBe(false)
    if (filter !== 'batch' && count.status === 200) expect(JSON.parse(count.body)).toMatchObject({ total: 0 })
  })
})

describe('vertical: what takes the whole office is refused to a part of it', () => {
  const whole = Object.entries(ALL_ENDPOINTS).filter(([, endpoint]) => endpoint.whole !== undefined)

  test('there are such endpoints', () => {
    expect(whole.length).toBeGreaterThan(20)
  })

  test.each(whole)('%s', async (_name, endpoint) => {
    const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) =>
      key === 'id' && endpoint.path.startsWith('/api/imports') ? office.importId : 'x',
    )
    const body = endpoint.method === 'GET' ? undefined : {}
    const partial = await office.ask('town', endpoint.method, path, body)
    const stranger = await office.ask('stranger', endpoint.method, path, body)
    // Not built yet, or refused: never answered, and never refused for what was wrong with the input.
    expect(partial.status).toBeGreaterThanOrEqual(400)
    if (partial.status !== 404)
      expect([partial.status, codeOf(partial.body)]).toEqual([403, 'platform.whole-office-only'])
    if (stranger.status !== 404) expect(stranger.status).toBe(401)
  })

  test('every other endpoint but the open ones refuses a stranger before it looks at the input', async () => {
    for (const [name, endpoint] of Object.entries(ALL_ENDPOINTS)) {
      if (endpoint.verb === 'open') continue
      const path = endpoint.path.replace(/:(\w+)/g, office.inside.unit)
      const answer = await office.ask(
        'stranger',
        endpoint.method,
        path,
        endpoint.method === 'GET' ? undefined : { wrong: 1 },
      )
      if (codeOf(answer.body) === 'platform.not-found') continue
      expect([name, answer.status, codeOf(answer.body)]).toEqual([name, 401, 'platform.not-signed-in'])
    }
  })
})

describe('mass assignment: fields that nobody asked for are not taken', () => {
  test('path, district, actor and decision beside a correction', async () => {
    const { inside, context } = office
    const read = async () =>
      (
        await sql<
          Record<string, unknown>
        >`select district, path, name, must, coverage from unit where id = ${inside.unit}`.execute(
          context.database.owner,
        )
      ).rows[0]
    const before = await read()
    const answer = await office.ask('town', 'PUT', `/api/units/${inside.unit}/details`, {
      parent: '上级单位',
      evidence: '正当更正',
      path: office.outside.path,
      district: 'other',
      name: '改名',
      account: 'account-office',
      actor: '区长',
      scope: { paths: [''] },
      paths: [''],
      __proto__: { purpose: 'x' },
    })
    expect(answer.status).toBe(200)
    expect(await read()).toEqual(before)
    const { rows } = await sql<{
      actor: string
      account: string
      district: string
    }>`select actor, account, district from audit
      where subject = ${inside.unit} and action = 'units.edit' order by at desc limit 1`.execute(context.database.owner)
    expect(rows[0]).toEqual({ actor: '测试town', account: 'account-town', district: context.config.district })
  })

  test('the id of the path holds against one in the body or the query', async () => {
    const { inside, outside } = office
    const body = { id: outside.unit, parent: '不该写入', evidence: '换个编号' }
    const answer = await office.ask('town', 'PUT', `/api/units/${inside.unit}/details?id=${outside.unit}`, body)
    expect(answer.status).toBe(200)
    const rows = await sql<{
      parent_name: string | null
    }>`select parent_name from unit where id = ${outside.unit}`.execute(office.context.database.owner)
    expect(rows.rows[0]?.parent_name).not.toBe('不该写入')
  })

  test('the query of a change is no input', async () => {
    const answer = await office.ask('town', 'PUT', `/api/units/${office.inside.unit}/details?evidence=x&parent=y`, {})
    expect(answer.status).toBe(400)
  })

  test('a prototype in the body is refused', async () => {
    const answer = await office.app.inject({
      method: 'PUT',
      url: `/api/units/${office.inside.unit}/details`,
      headers: { 'x-who': 'town', 'content-type': 'application/json' },
      payload: '{"evidence":"x","__proto__":{"parent":"y"}}',
    })
    expect(answer.statusCode).toBe(400)
  })
})

function codeOf(body: string): string {
  try {
    return (JSON.parse(body) as { code?: string }).code ?? ''
  } catch {
    return ''
  }
}
