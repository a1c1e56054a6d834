import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { organizationsTable } from '../../../organizations/testing-table.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { accessEndpoints, On } from '../../contract.ts'
import { makeAccount, type MadeAccount } from '../../testing.ts'
import { accessServer } from '../index.ts'
import { loadPower } from './power.ts'
import { countOpenGlass } from './public.ts'
import { forgetEverybody, layOutOffice, layOutOrganizations, LINGHE, LIUQIAO } from './testing.ts'

type Record = z.infer<(typeof accessEndpoints)['access.glassRecords']['output']>['rows'][number]

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer, organizationsTable]
const clock = testClock()
const START = clock.now().getTime()
let context: TestContext
let admin: MadeAccount
let linghe: MadeAccount
let liuqiao: MadeAccount
let secretary: MadeAccount

beforeAll(async () => {
  context = await openTestContext(rooms, clock)
  await layOutOffice(context)
})
beforeEach(async () => {
  clock.advance(START - clock.now().getTime())
  await forgetEverybody(context)
  const make = (username: string, name: string, role: string, on: On) =>
    makeAccount(context, { username, name, roles: [{ role, on }] })
  admin = await make('admin', '陈明', 'administrator', { kind: 'area', area: '' })
  linghe = await make('linghe', '王秀英', 'town', { kind: 'area', area: '990101001' })
  liuqiao = await make('liuqiao', '赵敏', 'town', { kind: 'area', area: '990101002' })
  secretary = await make('secretary', '刘洋', 'secretary', { kind: 'unit', unit: 'u3' })
})
afterAll(() => context.close())

async function call<T>(who: MadeAccount, method: 'GET' | 'POST', url: string, payload?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, headers: who.headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<T & { code: string; words: string }>() }
}

const smash = (who: MadeAccount, area: string, more: object = {}) =>
  call<{ id: string; until: string }>(who, 'POST', '/api/glass', {
    area,
    hours: 2,
    reason: '夜间突发火情，查联系人',
    ...more,
  })
const records = async (who: MadeAccount) => (await call<{ rows: Record[] }>(who, 'GET', '/api/glass')).body.rows
const seen = async (who: MadeAccount) => {
  const found = await call<{ rows: { id: string }[] }>(who, 'GET', '/api/units')
  return found.body.rows.map(({ id }) => id).sort()
}
const power = (who: MadeAccount) => loadPower(context.database.gate, 'local', who.id, clock.today(), clock.now())

test('a wider area, to see and nothing else, until the hour is over', async () => {
  expect(await seen(linghe)).toEqual(['u1', 'u2'])
  const { status, body } = await smash(linghe, '990101002')
  expect(status).toBe(200)
  expect(Date.parse(body.until) - clock.now().getTime()).toBeLessThanOrEqual(2 * 3600_000)
  expect(await seen(linghe)).toEqual(['u1', 'u2', 'u3', 'u4'])
  const wide = await power(linghe)
  expect([...wide.reach('units.read').paths].sort()).toEqual([LINGHE, LIUQIAO])
  for (const verb of ['units.edit', 'units.export', 'planner.decide', 'access.reveal'] as const) {
    expect(wide.reach(verb).paths).toEqual([LINGHE])
  }
  expect(wide.reach('audit.read').paths).toEqual([])
  expect(wide.glass).toEqual({ words: '夜间突发火情，查联系人', until: body.until })
  clock.advance(Date.parse(body.until) - clock.now().getTime() - 1000)
  expect((await power(linghe)).glass).not.toBeNull()
  clock.advance(1000)
  expect((await power(linghe)).glass).toBeNull()
})

test('over the whole office, and over a building', async () => {
  const { body } = await smash(linghe, '')
  expect(await seen(linghe)).toEqual(['u1', 'u2', 'u3', 'u4', 'u5'])
  expect((await call(linghe, 'GET', '/api/roles')).status).toBe(403)
  await call(linghe, 'POST', `/api/glass/${body.id}/end`, {})
  await smash(linghe, 'b:1')
  expect(await seen(linghe)).toEqual(['u1', 'u2', 'u4'])
})

test('those responsible for the area, above it and within it, are shown who and why; others are not', async () => {
  await smash(linghe, '990101002')
  expect(await records(liuqiao)).toMatchObject([
    { who: '王秀英', areaName: '柳桥镇', reason: '夜间突发火情，查联系人', mine: false, open: true },
  ])
  expect((await records(secretary)).length).toBe(1)
  expect((await records(admin)).length).toBe(1)
  expect(await records(linghe)).toMatchObject([{ mine: true, open: true }])
  const stranger = await makeAccount(context, {
    username: 'stranger',
    name: '孙丽',
    roles: [{ role: 'secretary', on: { kind: 'unit', unit: 'u2' } }],
  })
  expect(await records(stranger)).toEqual([])
  expect(await countOpenGlass(context, liuqiao.id, await power(liuqiao))).toBe(1)
  expect(await countOpenGlass(context, linghe.id, await power(linghe))).toBe(0)
  const watched = async (who: MadeAccount) =>
    (await call<{ person: { watched: number } }>(who, 'GET', '/api/session')).body.person.watched
  expect([await watched(liuqiao), await watched(linghe)]).toEqual([1, 0])
  clock.advance(3 * 3600_000)
  expect(await records(liuqiao)).toMatchObject([{ open: false }])
  expect(await countOpenGlass(context, liuqiao.id, await power(liuqiao))).toBe(0)
})

test('whoever is responsible for a Party organisation is shown a glass over where it stands', async () => {
  await layOutOrganizations(context)
  const onO = (username: string, organization: string) =>
    makeAccount(context, { username, name: username, roles: [{ role: 'secretary', on: { kind: 'organization', organization } }] }) // prettier-ignore
  const [there, elsewhere] = [await onO('there', 'o4'), await onO('elsewhere', 'o2')]
  await smash(linghe, '990101002')
  expect(await records(there)).toMatchObject([{ who: '王秀英', open: true }])
  expect(await records(elsewhere)).toEqual([])
})

test('whoever looks through a glass is not thereby responsible for what they see', async () => {
  await smash(linghe, '')
  await smash(liuqiao, '990101002001', {})
  await smash(secretary, '990101002')
  expect((await records(linghe)).map(({ who }) => who)).toEqual(['王秀英'])
})

test('one at a time; it ends by hand or by itself, by its own person or an administrator', async () => {
  const first = await smash(linghe, '990101002')
  expect((await smash(linghe, '')).body.code).toBe('access.glass-open')
  expect((await call(liuqiao, 'POST', `/api/glass/${first.body.id}/end`, {})).body.code).toBe('access.glass-not-found')
  expect((await call(linghe, 'POST', `/api/glass/${first.body.id}/end`, {})).status).toBe(200)
  expect((await call(linghe, 'POST', `/api/glass/${first.body.id}/end`, {})).body.code).toBe('access.glass-not-found')
  expect(await seen(linghe)).toEqual(['u1', 'u2'])
  const second = await smash(linghe, '990101002')
  expect((await call(admin, 'POST', `/api/glass/${second.body.id}/end`, {})).status).toBe(200)
  await smash(linghe, '990101002', { hours: 1 })
  clock.advance(3600_000)
  expect((await smash(linghe, '990101002')).status).toBe(200)
})

test('two at the same moment: one', async () => {
  const both = await Promise.all([smash(linghe, '990101002'), smash(linghe, '990101002')])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('refuses what adds nothing, what is not there, too little reason, too many hours', async () => {
  expect((await smash(linghe, '990101001001')).body.words).toContain('本来就在你的范围内')
  expect((await smash(admin, '990101002')).body.words).toContain('本来就在你的范围内')
  expect((await smash(linghe, 'nowhere')).body.words).toContain('没有这个区域')
  expect((await smash(linghe, '990101003')).body.words).toContain('没有这个区域')
  expect((await smash(linghe, '990101002', { reason: '看看' })).status).toBe(400)
  expect((await smash(linghe, '990101002', { hours: 25 })).status).toBe(400)
  const contact = await makeAccount(context, {
    username: 'contact',
    name: '周杰',
    roles: [{ role: 'contact', on: { kind: 'unit', unit: 'u1' } }],
  })
  expect((await smash(contact, '990101002')).status).toBe(403)
})

test('the trail has it as a change of permission, where the area’s people can be shown it', async () => {
  const { body } = await smash(linghe, '990101002')
  await call(linghe, 'POST', `/api/glass/${body.id}/end`, {})
  const rows = await rowsOf<{ action: string; path: string; details: object }>(
    context.database.owner,
    sql`select action, path, details from audit where subject = ${linghe.id} order by id`,
  )
  expect(rows).toMatchObject([
    {
      action: 'access.glass',
      path: LIUQIAO,
      details: { before: null, after: { areaName: '柳桥镇', until: body.until } },
    },
    { action: 'access.end-glass', path: LIUQIAO, details: { after: null } },
  ])
  expect(context.auditWords.get('access.glass')?.kind).toBe('permission')
})
