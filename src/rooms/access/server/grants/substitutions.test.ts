import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { organizationsTable } from '../../../organizations/testing-table.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { On } from '../../contract.ts'
import { makeAccount, type MadeAccount } from '../../testing.ts'
import { accessServer } from '../index.ts'
import { forgetCallers } from '../remembered.ts'
import { loadPower } from './power.ts'
import type { Substitution } from './substitutions.ts'
import { forgetEverybody, layOutOffice, LINGHE, LIUQIAO } from './testing.ts'

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer, organizationsTable]
const TODAY = '2026-11-21'
const town = (area: string): { role: string; on: On } => ({ role: 'town', on: { kind: 'area', area } })

const clock = testClock()
const START = clock.now().getTime()
let context: TestContext
let admin: MadeAccount
let linghe: MadeAccount
let liuqiao: MadeAccount
let third: MadeAccount

beforeAll(async () => {
  context = await openTestContext(rooms, clock)
  await layOutOffice(context)
})
beforeEach(async () => {
  clock.advance(START - clock.now().getTime())
  await forgetEverybody(context)
  const make = (username: string, name: string, roles: { role: string; on: On }[]) =>
    makeAccount(context, { username, name, roles })
  admin = await make('admin', '陈明', [{ role: 'administrator', on: { kind: 'area', area: '' } }])
  linghe = await make('linghe', '王秀英', [town('990101001')])
  liuqiao = await make('liuqiao', '赵敏', [town('990101002')])
  third = await make('third', '刘洋', [{ role: 'secretary', on: { kind: 'unit', unit: 'u2' } }])
})
afterAll(() => context.close())

async function call<T>(who: MadeAccount, method: 'GET' | 'POST', url: string, payload?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, headers: who.headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<T & { code: string }>() }
}

const ask = (who: MadeAccount, by: MadeAccount, more: object = {}) =>
  call<Substitution>(who, 'POST', '/api/substitutions', {
    by: by.id,
    from: TODAY,
    until: '2026-11-30',
    reason: '外出学习',
    ...more,
  })
const power = (who: MadeAccount) =>
  loadPower(context.database.gate, context.config.district, who.id, clock.today(), clock.now())
const seen = async (who: MadeAccount) => {
  const found = await call<{ rows: { id: string }[] }>(who, 'GET', '/api/units')
  return found.body.rows.map(({ id }) => id).sort()
}
const endOf = (who: MadeAccount, id: string) => call(who, 'POST', `/api/substitutions/${id}/end`, {})

test('the substitute has the other’s reach beside the own, under the other’s name in the trail', async () => {
  expect(await seen(liuqiao)).toEqual(['u3', 'u4'])
  const made = await ask(linghe, liuqiao)
  expect(made.body).toMatchObject({ ofName: '王秀英', byName: '赵敏', state: 'in-force' })
  expect(await seen(liuqiao)).toEqual(['u1', 'u2', 'u3', 'u4'])
  const stand = await power(liuqiao)
  expect(stand.actingFor('units.edit')).toEqual(['王秀英'])
  expect(stand.ownReach('units.edit').paths).toEqual([LIUQIAO])
  expect([...stand.reach('units.edit').paths].sort()).toEqual([LINGHE, LIUQIAO])
  const rows = await rowsOf<{ details: unknown; account: string }>(
    context.database.owner,
    sql`select details, account from audit where action = 'access.substitute' and subject = ${linghe.id}`,
  )
  expect(rows).toMatchObject([
    { account: linghe.id, details: { before: null, after: { by: liuqiao.id }, reason: '外出学习' } },
  ])
})

test('only what the other has, only on those days, first and last included', async () => {
  await ask(third, liuqiao, { from: '2026-11-23', until: '2026-11-24' })
  const has = async (moment: string) => {
    clock.advance(Date.parse(moment) - clock.now().getTime())
    return (await power(liuqiao)).reach('units.read').units
  }
  expect(await has('2026-11-22T23:59:59+08:00')).toEqual([])
  expect(await has('2026-11-23T00:00:00+08:00')).toEqual(['u2'])
  expect((await power(liuqiao)).reach('units.export').units).toEqual([])
  expect(await has('2026-11-24T23:59:59+08:00')).toEqual(['u2'])
  expect(await has('2026-11-25T00:00:00+08:00')).toEqual([])
})

test('managing accounts is not passed on, nor opening and releasing personal data, nor the glass', async () => {
  await ask(admin, liuqiao)
  const stand = await power(liuqiao)
  expect(stand.reach('units.import').paths).toEqual([''])
  expect(stand.verbs.filter((verb) => verb.startsWith('access.'))).toEqual(['access.glass', 'access.reveal'])
  expect(stand.reach('access.reveal').paths).toEqual([LIUQIAO])
  expect((await call(liuqiao, 'GET', '/api/roles')).status).toBe(403)
})

test('a substitute’s substitute gets nothing of the first; circles end by themselves', async () => {
  await ask(linghe, liuqiao)
  await ask(liuqiao, third)
  expect((await power(third)).reach('units.read')).toMatchObject({ paths: [LIUQIAO], units: ['u2'] })
  expect((await power(third)).actingFor('units.read')).toEqual(['赵敏'])
  await ask(third, linghe)
  expect((await power(linghe)).reach('units.read')).toMatchObject({ paths: [LINGHE], units: ['u2'] })
})

test('whoever is disabled has no substitute, and stands in for nobody', async () => {
  await ask(linghe, liuqiao)
  await context.database.writeAsOwner((tx) =>
    sql`update account set state = 'disabled' where id = ${linghe.id}`.execute(tx),
  )
  forgetCallers(context)
  expect(await seen(liuqiao)).toEqual(['u3', 'u4'])
  expect((await power(linghe)).verbs).toEqual([])
  expect((await ask(liuqiao, linghe)).body.code).toBe('access.account-not-found')
})

test('when the other’s own grant ends, so does what the substitute had of it', async () => {
  await ask(linghe, liuqiao)
  const grants = await rowsOf<{ id: string }>(
    context.database.owner,
    sql`select id from access_grant where account = ${linghe.id}`,
  )
  await call(admin, 'POST', `/api/grants/${grants[0]?.id}/end`, { reason: '调离' })
  expect(await seen(liuqiao)).toEqual(['u3', 'u4'])
})

test('for oneself only, unless one manages accounts', async () => {
  expect((await ask(liuqiao, third, { of: linghe.id })).body.code).toBe('access.not-yours')
  const made = await ask(admin, third, { of: linghe.id })
  expect(made.body).toMatchObject({ ofName: '王秀英', byName: '刘洋' })
  expect(await seen(third)).toEqual(['u1', 'u2'])
})

test('refuses oneself, the same twice, the past, days in the wrong order, who is not there', async () => {
  const code = async (answer: ReturnType<typeof ask>) => (await answer).body.code
  expect(await code(ask(linghe, linghe))).toBe('access.same-person')
  expect(await code(ask(linghe, liuqiao, { from: '2026-11-20' }))).toBe('access.backdated')
  expect(await code(ask(linghe, liuqiao, { until: '2026-11-20' }))).toBe('access.dates-reversed')
  expect(await code(ask(linghe, liuqiao, { by: 'nobody' }))).toBe('access.account-not-found')
  await ask(linghe, liuqiao)
  expect(await code(ask(linghe, liuqiao, { from: '2026-11-30', until: '2026-12-31' }))).toBe('access.same-substitution')
  expect((await ask(linghe, liuqiao, { from: '2026-12-01', until: '2026-12-31' })).body.state).toBe('coming')
  expect((await ask(linghe, third)).status).toBe(200)
})

test('either of the two ends it, or an administrator; to others it is not there', async () => {
  for (const ender of [linghe, liuqiao, admin]) {
    const { body } = await ask(linghe, liuqiao)
    expect((await endOf(third, body.id)).body.code).toBe('access.substitution-not-found')
    expect((await endOf(ender, body.id)).status).toBe(200)
    expect((await endOf(ender, body.id)).body.code).toBe('access.substitution-not-found')
    expect(await seen(liuqiao)).toEqual(['u3', 'u4'])
  }
})

test('one sees the substitutions one is part of; who manages accounts sees all', async () => {
  await ask(linghe, liuqiao)
  const list = async (who: MadeAccount) =>
    (await call<{ rows: Substitution[] }>(who, 'GET', '/api/substitutions')).body.rows.length
  expect(await Promise.all([linghe, liuqiao, third, admin].map(list))).toEqual([1, 1, 0, 1])
})

test('colleagues are those who work with the ledger: members are not listed, and are not shown the list', async () => {
  const member = await makeAccount(context, {
    username: 'member',
    name: '孙丽',
    roles: [{ role: 'member', on: { kind: 'self' } }],
  })
  const list = async (who: MadeAccount, q = '') =>
    (await call<{ rows: { name: string }[] }>(who, 'GET', `/api/colleagues?q=${encodeURIComponent(q)}`)).body.rows
      .map(({ name }) => name)
      .sort()
  expect(await list(third)).toEqual(['刘洋', '王秀英', '赵敏', '陈明'].sort())
  expect(await list(third, '赵')).toEqual(['赵敏'])
  expect(await list(member)).toEqual([])
  expect((await ask(linghe, member)).body.code).toBe('access.account-not-found')
})

test('the database itself lets nobody stand in for somebody else by writing it', async () => {
  const { mintScope } = await import('../../../../platform/server/mint-scope.ts')
  const scope = mintScope({
    district: 'local',
    actor: '刘洋',
    account: third.id,
    actingFor: [],
    from: 'test',
    request: null,
    purpose: null,
    paths: [],
    places: [],
    lines: [],
    units: [],
    organizations: [],
  })
  const insert = (of: string, by: string) =>
    context.database.write(scope, (tx) =>
      sql`insert into access_substitution (district, id, of_account, by_account, from_day, until_day, reason, made_by, made_at)
        values ('local', ${clock.id()}, ${of}, ${by}, ${TODAY}, ${TODAY}, '', '', now())`.execute(tx),
    )
  await expect(insert(linghe.id, third.id)).rejects.toThrow(/row-level security/)
  await insert(third.id, linghe.id)
  const change = context.database.write(scope, (tx) =>
    sql`update access_substitution set of_account = ${admin.id}`.execute(tx),
  )
  await expect(change).rejects.toThrow(/permission denied/)
  const grant = context.database.write(scope, (tx) =>
    sql`insert into access_grant (district, id, account, role, kind, area, from_day, reason, granted_by, granted_at)
      values ('local', 'x', ${third.id}, 'administrator', 'area', '', ${TODAY}, '', '', now())`.execute(tx),
  )
  await expect(grant).rejects.toThrow(/row-level security/)
})
