import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NOTHING } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { organizationsTable } from '../../../organizations/testing-table.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { Grant, On } from '../../contract.ts'
import { makeAccount, type MadeAccount } from '../../testing.ts'
import { accessServer } from '../index.ts'
import { loadPower } from './power.ts'
import { isLastManager, listGrantsOf, moveDuties } from './public.ts'
import { forgetEverybody, layOutOffice, layOutOrganizations, LINGHE, LIUQIAO } from './testing.ts'

const rooms = [areasServer, accessServer, auditServer, rulebookServer, unitsServer, organizationsTable]
const WHOLE: On = { kind: 'area', area: '' }
const TODAY = '2026-11-21'

let context: TestContext
let admin: MadeAccount
let worker: MadeAccount

const clock = testClock()
const START = clock.now().getTime()

beforeAll(async () => {
  context = await openTestContext(rooms, clock)
  await layOutOffice(context)
})
beforeEach(async () => {
  await layOutOrganizations(context)
  clock.advance(START - clock.now().getTime())
  await forgetEverybody(context)
  admin = await makeAccount(context, { username: 'admin', name: '陈明', roles: [{ role: 'administrator', on: WHOLE }] })
  worker = await makeAccount(context, { username: 'worker', name: '王秀英' })
})
afterAll(() => context.close())

async function call<T>(who: MadeAccount, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, headers: who.headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json<T & { code: string; words: string }>() }
}

const grant = (role: string, on: On, more: object = {}) =>
  call<Grant>(admin, 'POST', `/api/accounts/${worker.id}/grants`, { role, on, reason: '岗位需要', ...more })

const power = (account: string) =>
  loadPower(context.database.gate, context.config.district, account, clock.today(), clock.now())

const trail = (action: string) =>
  rowsOf<{ subject: string; path: string | null; details: Record<string, unknown>; account: string | null }>(
    context.database.owner,
    sql`select subject, path, details, account from audit where action = ${action} and subject = ${worker.id} order by id`,
  )

describe('granting', () => {
  test('a town to a worker: the scope follows at the next request, the trail says before and after', async () => {
    expect((await call(worker, 'GET', '/api/units')).status).toBe(403)
    const made = await grant('town', { kind: 'area', area: '990101001' })
    expect(made.status).toBe(200)
    expect(made.body).toMatchObject({
      roleName: '镇街干部',
      onName: '凌河街道',
      from: TODAY,
      until: null,
      state: 'in-force',
      by: '陈明',
    })
    expect((await power(worker.id)).reach('units.read').paths).toEqual([LINGHE])
    const units = await call<{ rows: { id: string }[] }>(worker, 'GET', '/api/units')
    expect(units.body.rows.map(({ id }) => id).sort()).toEqual(['u1', 'u2'])
    const [row] = await trail('access.grant')
    expect(row).toMatchObject({ subject: worker.id, path: LINGHE, account: admin.id })
    expect(row?.details).toMatchObject({ before: null, after: { role: 'town', from: TODAY }, reason: '岗位需要' })
  })

  test.each<[string, string, On, object, readonly string[]]>([
    ['a building', 'grid', { kind: 'area', area: 'b:1' }, { places: ['b:1'] }, ['u1', 'u4']],
    [
      'an industry in a town',
      'line',
      { kind: 'line', section: 'C', area: '990101002' },
      { lines: [{ section: 'C', path: LIUQIAO }] },
      ['u3'],
    ],
    [
      'an industry everywhere',
      'line',
      { kind: 'line', section: 'C', area: '' },
      { lines: [{ section: 'C', path: '' }] },
      ['u1', 'u3'],
    ],
    ['a unit', 'secretary', { kind: 'unit', unit: 'u3' }, { units: ['u3'] }, ['u3']],
    [
      'the office by its root',
      'clerk',
      { kind: 'area', area: '990101' },
      { paths: [''] },
      ['u1', 'u2', 'u3', 'u4', 'u5'],
    ],
  ])('%s reaches its units and no other', async (_what, role, on, reach, ids) => {
    expect((await grant(role, on)).status).toBe(200)
    expect((await power(worker.id)).reach('units.read')).toMatchObject(reach)
    const units = await call<{ rows: { id: string }[] }>(worker, 'GET', '/api/units')
    expect(units.body.rows.map(({ id }) => id).sort()).toEqual(ids)
  })

  test('a Party organisation: all below it and no unit; once it is no more, nothing', async () => {
    const { owner } = context.database
    const made = await grant('secretary', { kind: 'organization', organization: 'o1' })
    expect(made.body).toMatchObject({ roleName: '党组织书记', onName: '凌河街道党工委' })
    expect((await power(worker.id)).reach('organizations.read')).toEqual({ ...NOTHING, organizations: ['o1/'] })
    expect((await power(worker.id)).roles).toEqual(['党组织书记 · 凌河街道党工委'])
    expect((await trail('access.grant'))[0]).toMatchObject({ path: LINGHE })
    const units = await call<{ rows: unknown[] }>(worker, 'GET', '/api/units')
    expect(units.body.rows).toEqual([])
    expect((await grant('secretary', { kind: 'organization', organization: 'o1' })).body.code).toBe('access.same-grant')
    expect((await grant('secretary', { kind: 'organization', organization: 'o2' })).status).toBe(200)
    expect((await power(worker.id)).reach('organizations.read').organizations).toEqual(['o1/'])
    const fellow = await makeAccount(context, { username: 'fellow', name: '刘洋' })
    await context.database.write(context.localScope(), (tx) =>
      moveDuties(context, tx, context.localScope(), worker.id, fellow.id, '换届'),
    )
    expect((await power(worker.id)).verbs).toEqual([])
    expect((await power(fellow.id)).reach('members.read').organizations).toEqual(['o1/'])
    await sql`update organization set state = 'revoked' where id = 'o1'`.execute(owner)
    expect((await power(fellow.id)).reach('members.read').organizations).toEqual(['o1/o2/'])
    await sql`update organization set state = 'merged' where id = 'o2'`.execute(owner)
    expect((await power(fellow.id)).verbs).toEqual([])
    expect((await grant('secretary', { kind: 'organization', organization: 'o1' })).body.words).toContain('合并或撤销')
  })

  test('on oneself: no unit is reached', async () => {
    expect((await grant('member', { kind: 'self' })).body.onName).toBe('本人')
    expect((await power(worker.id)).verbs).toEqual([])
    expect((await power(worker.id)).roles).toEqual(['党员本人'])
  })

  test.each<[string, string, On, object, number, string, RegExp]>([
    [
      'what is the whole office’s on a part',
      'clerk',
      { kind: 'area', area: '990101001' },
      {},
      400,
      'wrong-on',
      /只能授给全区/,
    ],
    ['a kind the role is not for', 'secretary', WHOLE, {}, 400, 'wrong-on', /只能授给一个党组织或一家单位/],
    ['an industry in a building', 'line', { kind: 'line', section: 'C', area: 'b:1' }, {}, 400, 'wrong-on', /楼宇/],
    ['an unknown area', 'town', { kind: 'area', area: 'nowhere' }, {}, 400, 'wrong-on', /没有这个区域/],
    ['an area that is no more', 'town', { kind: 'area', area: '990101003' }, {}, 400, 'wrong-on', /没有这个区域/],
    ['an unknown unit', 'secretary', { kind: 'unit', unit: 'nobody' }, {}, 400, 'wrong-on', /没有这家单位/],
    ['an unknown organisation', 'secretary', { kind: 'organization', organization: 'nobody' }, {}, 400, 'wrong-on', /没有这个党组织/], // prettier-ignore
    ['an organisation to a town', 'town', { kind: 'organization', organization: 'o1' }, {}, 400, 'wrong-on', /只能授给一片区域/], // prettier-ignore
    ['an unknown role', 'king', WHOLE, {}, 404, 'role-not-found', /岗位/],
    [
      'days in the wrong order',
      'town',
      { kind: 'area', area: '990101001' },
      { from: '2026-12-02', until: '2026-12-01' },
      400,
      'dates-reversed',
      /早于/,
    ],
    [
      'an impossible day',
      'town',
      { kind: 'area', area: '990101001' },
      { until: '2027-02-30' },
      400,
      'no-such-day',
      /2027-02-30/,
    ],
    [
      'a day that has passed',
      'town',
      { kind: 'area', area: '990101001' },
      { from: '2026-11-20' },
      400,
      'backdated',
      /追溯/,
    ],
  ])('refuses %s', async (_what, role, on, more, status, code, words) => {
    const refused = await grant(role, on, more)
    expect(refused.status).toBe(status)
    expect(refused.body.code).toBe(`access.${code}`)
    expect(refused.body.words).toMatch(words)
    expect((await trail('access.grant')).length).toBe(0)
  })

  test('the same grant twice, an unknown account, somebody who may not', async () => {
    const on: On = { kind: 'area', area: '990101001' }
    expect((await grant('town', on)).status).toBe(200)
    expect((await grant('town', on)).body.code).toBe('access.same-grant')
    const nobody = await call(admin, 'POST', '/api/accounts/nobody/grants', { role: 'town', on, reason: '岗位需要' })
    expect(nobody.body.code).toBe('access.account-not-found')
    const own = { role: 'administrator', on: WHOLE, reason: '给自己' }
    expect((await call(worker, 'POST', `/api/accounts/${worker.id}/grants`, own)).status).toBe(403)
  })

  test('first and last day count, in China’s day', async () => {
    await grant('town', { kind: 'area', area: '990101001' }, { from: '2026-11-23', until: '2026-11-24' })
    const has = async (moment: string): Promise<boolean> => {
      const now = new Date(moment)
      clock.advance(now.getTime() - clock.now().getTime())
      return (await power(worker.id)).verbs.includes('units.read')
    }
    expect(await has('2026-11-22T23:59:59+08:00')).toBe(false)
    expect(await has('2026-11-23T00:00:00+08:00')).toBe(true)
    expect(await has('2026-11-24T23:59:59+08:00')).toBe(true)
    expect(await has('2026-11-25T00:00:00+08:00')).toBe(false)
    const lists = await listGrantsOf(context.database.gate, 'local', [worker.id], clock.today())
    expect(lists.get(worker.id)?.map(({ state }) => state)).toEqual(['ended'])
  })

  test('taken back it is over at once and stays on record; once only', async () => {
    const { body } = await grant('town', { kind: 'area', area: '990101001' })
    expect((await call(worker, 'GET', '/api/units')).status).toBe(200)
    const end = () => call<{ sentence: string }>(admin, 'POST', `/api/grants/${body.id}/end`, { reason: '调离' })
    expect((await end()).body.sentence).toContain('凌河街道')
    expect((await call(worker, 'GET', '/api/units')).status).toBe(403)
    expect((await end()).body.code).toBe('access.grant-not-found')
    const lists = await listGrantsOf(context.database.gate, 'local', [worker.id], TODAY)
    expect(lists.get(worker.id)).toMatchObject([{ id: body.id, state: 'ended' }])
    expect((await trail('access.end-grant'))[0]?.details).toMatchObject({ before: { role: 'town' }, after: null })
  })

  test('an area that ends reaches nothing any more', async () => {
    await grant('town', { kind: 'area', area: '990101001' })
    await context.database.writeAsOwner((tx) =>
      sql`update area set valid_to = '2026-11-21' where id = '990101001'`.execute(tx),
    )
    const found = await power(worker.id)
    await context.database.writeAsOwner((tx) => sql`update area set valid_to = null where id = '990101001'`.execute(tx))
    expect(found.verbs).toEqual([])
    expect(found.roles).toEqual(['镇街干部 · 已撤销的区域'])
  })
})

describe('the last administrator', () => {
  const own = async () => {
    const lists = await listGrantsOf(context.database.gate, 'local', [admin.id], TODAY)
    return lists.get(admin.id)?.[0]?.id ?? ''
  }
  const end = async () => call(admin, 'POST', `/api/grants/${await own()}/end`, { reason: '不干了' })

  test('cannot be taken back, and a second one whose time runs out does not count', async () => {
    expect((await end()).body.code).toBe('access.last-administrator')
    await grant('administrator', WHOLE, { until: '2027-01-01' })
    expect((await end()).body.code).toBe('access.last-administrator')
    expect((await power(admin.id)).verbs).toContain('access.accounts')
  })

  test('may go once there is another for good', async () => {
    await grant('administrator', WHOLE, { from: '2026-12-01' })
    expect((await end()).body.code).toBe('access.last-administrator')
    await grant('administrator', WHOLE, { until: '2026-11-30' })
    expect((await end()).status).toBe(409)
    const other = await makeAccount(context, { username: 'other', name: '刘洋' })
    await call(admin, 'POST', `/api/accounts/${other.id}/grants`, { role: 'administrator', on: WHOLE, reason: '接任' })
    expect((await end()).status).toBe(200)
    const scope = context.localScope()
    const last = (id: string) => context.database.write(scope, (tx) => isLastManager(tx, 'local', id, TODAY))
    expect(await last(other.id)).toBe(true)
    expect(await last(admin.id)).toBe(false)
  })

  test('two who take each other’s away at once: one stays', async () => {
    const other = await makeAccount(context, {
      username: 'other',
      name: '刘洋',
      roles: [{ role: 'administrator', on: WHOLE }],
    })
    const lists = await listGrantsOf(context.database.gate, 'local', [admin.id, other.id], TODAY)
    const [one, two] = [lists.get(admin.id)?.[0]?.id, lists.get(other.id)?.[0]?.id]
    const both = await Promise.all([
      call(other, 'POST', `/api/grants/${one}/end`, { reason: '互收' }),
      call(admin, 'POST', `/api/grants/${two}/end`, { reason: '互收' }),
    ])
    // The slower one has lost the right before it asks, or finds itself the last.
    expect(both.map(({ status }) => status).filter((status) => status === 200).length).toBe(1)
  })

  test('hands over to a successor: grants, last days and standing in move, history stays', async () => {
    const on: On = { kind: 'area', area: '990101001' }
    await grant('town', on, { until: '2027-06-30' })
    await grant('member', { kind: 'self' })
    const away = await makeAccount(context, {
      username: 'away',
      name: '赵敏',
      roles: [{ role: 'town', on: { kind: 'area', area: '990101002' } }],
    })
    const next = await makeAccount(context, { username: 'next', name: '李静' })
    await call(away, 'POST', '/api/substitutions', {
      by: worker.id,
      from: TODAY,
      until: '2026-12-31',
      reason: '外出学习',
    })
    const scope = context.localScope()
    await context.database.write(scope, (tx) => moveDuties(context, tx, scope, worker.id, next.id, '岗位调整'))
    const lists = await listGrantsOf(context.database.gate, 'local', [worker.id, next.id], TODAY)
    expect(lists.get(next.id)).toMatchObject([{ role: 'town', on, until: '2027-06-30', state: 'in-force' }])
    expect(lists.get(worker.id)).toMatchObject([
      { role: 'member', state: 'in-force' },
      { role: 'town', state: 'ended' },
    ])
    expect((await power(next.id)).actingFor('units.edit')).toEqual(['赵敏'])
    expect((await power(worker.id)).verbs).toEqual([])
  })
})
