import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { coverageServer } from '../../../coverage/server/index.ts'
import { documentsServer } from '../../../documents/server/index.ts'
import { plannerServer } from '../../../planner/server/index.ts'
import { membersVerbs } from '../../../members/contract.ts'
import { organizationsTable } from '../../../organizations/testing-table.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { Role } from '../../contract.ts'
import { makeAccount, type MadeAccount } from '../../testing.ts'
import { accessServer } from '../index.ts'
import { loadPower } from './power.ts'
import { forgetEverybody, layOutOffice } from './testing.ts'

/** Built-in roles are made of the verbs of all rooms. */
const rooms = [
  areasServer,
  accessServer,
  auditServer,
  rulebookServer,
  unitsServer,
  organizationsTable,
  { name: 'members', verbs: { title: '党员', table: membersVerbs }, migrations: [], serve: () => {} },
  coverageServer,
  plannerServer,
  documentsServer,
]
const clock = testClock()
let context: TestContext
let admin: MadeAccount
let worker: MadeAccount

beforeAll(async () => {
  context = await openTestContext(rooms, clock)
  await layOutOffice(context)
})
beforeEach(async () => {
  await forgetEverybody(context)
  admin = await makeAccount(context, {
    username: 'admin',
    name: '陈明',
    roles: [{ role: 'administrator', on: { kind: 'area', area: '' } }],
  })
  worker = await makeAccount(context, {
    username: 'worker',
    name: '王秀英',
    roles: [{ role: 'town', on: { kind: 'area', area: '990101001' } }],
  })
})
afterAll(() => context.close())

async function call<T>(who: MadeAccount, method: 'GET' | 'PUT' | 'POST', url: string, payload?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, headers: who.headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<T & { code: string; words: string }>() }
}

interface Roles {
  readonly rows: Role[]
  readonly verbs: { verb: string; roomName: string; whole: string | null }[]
}
const list = async () => (await call<Roles>(admin, 'GET', '/api/roles')).body
const roleOf = async (id: string) => {
  const found = (await list()).rows.find((role) => role.id === id)
  if (!found) throw new Error(`no role ${id}`)
  return found
}
const save = (id: string, role: Partial<Role>, who = admin) =>
  call<Role>(who, 'PUT', `/api/roles/${id}`, {
    name: '楼宇专员',
    note: '',
    verbs: ['units.read'],
    on: ['area'],
    needsSecondFactor: false,
    reason: '工作需要',
    ...role,
  })
const power = (who: MadeAccount) => loadPower(context.database.gate, 'local', who.id, clock.today(), clock.now())

test('the built-in roles with their holders, and every verb with its room', async () => {
  const { rows, verbs } = await list()
  expect(rows.map(({ name }) => name).slice(0, 5)).toEqual(['管理员', '区级经办', '区级领导', '行业条线', '镇街干部'])
  expect(rows.find(({ id }) => id === 'town')).toMatchObject({ builtIn: true, holders: 1 })
  expect(verbs.find(({ verb }) => verb === 'units.import')).toMatchObject({
    roomName: '底数',
    whole: '比对要看全区台账',
  })
})

test('a built-in role that is changed works at the next request; old versions stay, the trail has both', async () => {
  const town = await roleOf('town')
  expect((await power(worker)).verbs).toContain('units.export')
  const changed = await save('town', { ...town, verbs: town.verbs.filter((verb) => verb !== 'units.export') })
  expect(changed.body).toMatchObject({ id: 'town', builtIn: true, holders: 1 })
  expect((await power(worker)).verbs).not.toContain('units.export')
  await save('town', { ...town, needsSecondFactor: true })
  expect((await power(worker)).needsSecondFactor).toBe(true)
  expect((await power(worker)).verbs).toContain('units.export')
  const versions = await rowsOf<{ version: number; verbs: string[] }>(
    context.database.owner,
    sql`select version, verbs from access_role where id = 'town' order by version`,
  )
  expect(versions.map(({ version, verbs }) => [version, verbs.includes('units.export')])).toEqual([
    [1, false],
    [2, true],
  ])
  const trail = await rowsOf<{ details: { before: Role; after: Role; reason: string } }>(
    context.database.owner,
    sql`select details from audit where action = 'access.save-role' and subject = 'town' order by id`,
  )
  expect(trail[0]?.details.before.verbs).toContain('units.export')
  expect(trail[0]?.details.after.verbs).not.toContain('units.export')
  expect(trail[0]?.details.reason).toBe('工作需要')
})

test('a role of the office’s own can be granted like any other', async () => {
  const { body } = await save('new', { verbs: ['units.read', 'areas.read', 'units.read'] })
  expect(body).toMatchObject({ name: '楼宇专员', builtIn: false, verbs: ['areas.read', 'units.read'], holders: 0 })
  const on = { kind: 'area', area: 'b:1' }
  await call(admin, 'POST', `/api/accounts/${worker.id}/grants`, { role: body.id, on, reason: '专人负责' })
  expect((await power(worker)).roles).toContain('楼宇专员 · 黄浦路9号')
  expect((await roleOf(body.id)).holders).toBe(1)
})

test('refuses an unknown verb, a taken name, an unknown role, whoever may not', async () => {
  expect((await save('new', { verbs: ['units.burn'] })).body.code).toBe('access.unknown-verb')
  expect((await save('new', { name: '管理员' })).body.code).toBe('access.role-name-taken')
  expect((await save('nothing', {})).body.code).toBe('access.role-not-found')
  expect((await save('new', {}, worker)).status).toBe(403)
})

test('what only the whole office does cannot slip into a role that somebody has on a part', async () => {
  const town = await roleOf('town')
  const refused = await save('town', { ...town, verbs: [...town.verbs, 'units.import'] })
  expect(refused.body.code).toBe('access.wrong-on')
  expect(refused.body.words).toContain('比对要看全区台账')
  const kind = await save('town', { ...town, on: ['unit'] })
  expect(kind.body.code).toBe('access.wrong-on')
  expect((await power(worker)).verbs).not.toContain('units.import')
})

test('the administrator’s role stays able to administer', async () => {
  const role = await roleOf('administrator')
  const refused = await save('administrator', { ...role, verbs: role.verbs.filter((verb) => verb !== 'access.roles') })
  expect(refused.body.code).toBe('access.role-built-in')
  expect((await save('administrator', { ...role, needsSecondFactor: false })).status).toBe(200)
})

test('an own role by which alone accounts are managed cannot lose that', async () => {
  const verbs = ['access.read', 'access.accounts', 'access.roles', 'units.read']
  const { body: own } = await save('new', { name: '账号管理', verbs })
  const on = { kind: 'area', area: '' }
  await call(admin, 'POST', `/api/accounts/${worker.id}/grants`, { role: own.id, on, reason: '接任' })
  await context.database.writeAsOwner((tx) =>
    sql`update access_grant set ended_at = now() where account = ${admin.id}`.execute(tx),
  )
  const refused = await save(own.id, { ...own, verbs: ['units.read', 'access.roles'] }, worker)
  expect(refused.body.code).toBe('access.last-administrator')
})

test('two who change a role at once: the second is told', async () => {
  const both = await Promise.all([save('grid', { name: '网格员' }), save('grid', { name: '网格员' })])
  const statuses = both.map(({ status }) => status).sort()
  // One after another, the second sees the first and makes the next version.
  expect([
    [200, 200],
    [200, 409],
  ]).toContainEqual(statuses)
  const versions = await rowsOf(context.database.owner, sql`select version from access_role where id = 'grid'`)
  expect(versions.length).toBe(statuses.filter((status) => status === 200).length)
})
