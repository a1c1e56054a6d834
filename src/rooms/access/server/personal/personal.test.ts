import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { auditServer } from '../../../audit/server/index.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import { keysCommand } from '../../cli/keys.ts'
import { makeAccount, type MadeAccount } from '../../testing.ts'
import { accessServer } from '../index.ts'
import { forgetCallers } from '../remembered.ts'
import { upkeep } from './upkeep.ts'

const clock = testClock()
let context: TestContext
let chief: MadeAccount
let other: MadeAccount
let clerk: MadeAccount

const whole = { kind: 'area', area: '' } as const
const HOUR = 3_600_000

beforeAll(async () => {
  context = await openTestContext([areasServer, accessServer, auditServer, rulebookServer, unitsServer], clock)
  const office = [{ role: 'administrator', on: whole }]
  chief = await makeAccount(context, { username: 'chief', name: '主管甲', roles: office })
  other = await makeAccount(context, { username: 'other', name: '主管乙', roles: office })
  clerk = await makeAccount(context, { username: 'clerk', name: '干部丙', roles: [{ role: 'clerk', on: whole }] })
})
afterAll(() => context.close())

async function call<T = Record<string, never>>(
  who: MadeAccount,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: object,
) {
  const app = await context.app()
  const answer = await app.inject({ method, url, headers: who.headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json<T & { words?: string; code?: string; sentence?: string }>() }
}

async function setPhone(account: MadeAccount, phone: string, state = 'active'): Promise<void> {
  const sealed = context.secrets.seal(phone)
  await sql`update account set phone = ${sealed}, phone_hash = ${context.secrets.hash('phone', phone)}, state = ${state}
    where id = ${account.id}`.execute(context.database.owner)
}

async function statePurpose(account: MadeAccount, words: string | null): Promise<void> {
  const until = words === null ? null : new Date(clock.now().getTime() + HOUR).toISOString()
  await sql`update account_session set purpose = ${words}, purpose_until = ${until}
    where account = ${account.id}`.execute(context.database.owner)
  forgetCallers(context)
}

interface Held {
  facts: { key: string; label: string; value: string | null; correctable: boolean; stays: string | null }[]
  readings: { who: string; what: string; purpose: string | null }[]
  requests: { id: string; kind: string; state: string; to: string | null; answer: string | null }[]
}

describe('one’s own page', () => {
  beforeEach(() => setPhone(clerk, '13812345678'))

  it('shows in the clear what is held on the person, and nothing of anybody else', async () => {
    const { facts } = (await call<Held>(clerk, 'GET', '/api/account/held')).body
    expect(facts).toContainEqual(
      expect.objectContaining({ key: 'account.phone', value: '13812345678', correctable: true }),
    )
    expect(facts).toContainEqual(expect.objectContaining({ key: 'account.name', value: '干部丙' }))
    expect(facts.filter(({ label }) => label === '岗位')).toHaveLength(1)
    expect(facts.filter(({ label }) => label === '登录记录')).toHaveLength(1)
    expect(JSON.stringify(facts)).not.toMatch(/主管|chief/)
  })

  it('shows who saw it in the clear and why, not who saw the mask', async () => {
    await call(chief, 'GET', '/api/accounts')
    expect((await call<Held>(clerk, 'GET', '/api/account/held')).body.readings).toEqual([])
    await statePurpose(chief, '核对通讯录')
    await call(chief, 'GET', '/api/accounts')
    await statePurpose(chief, null)
    expect((await call<Held>(clerk, 'GET', '/api/account/held')).body.readings).toMatchObject([
      { who: '主管甲', purpose: '核对通讯录' },
    ])
  })

  it('takes a correction that somebody else does, with hashes in the trail', async () => {
    const wrong = { key: 'account.phone', to: '13900001111', reason: '换了号码' }
    expect((await call(clerk, 'POST', '/api/account/held/correct', wrong)).status).toBe(200)
    const stored = JSON.stringify(await rowsOf(context.database.owner, sql`select * from personal_request`))
    expect(stored).not.toContain('13900001111')
    const open = (
      await call<{ rows: { id: string; who: string; from: string; to: string }[] }>(
        chief,
        'GET',
        '/api/personal/requests',
      )
    ).body.rows
    expect(open).toMatchObject([{ who: '干部丙', from: '138****5678', to: '139****1111' }])
    const id = open[0]?.id ?? ''
    expect((await call(clerk, 'POST', `/api/personal/requests/${id}`, { grant: true, answer: '照办' })).status).toBe(
      403,
    )
    expect((await call(chief, 'POST', `/api/personal/requests/${id}`, { grant: true, answer: '照办' })).status).toBe(
      200,
    )
    expect((await call(chief, 'POST', `/api/personal/requests/${id}`, { grant: true, answer: '照办' })).status).toBe(
      404,
    )
    const held = (await call<Held>(clerk, 'GET', '/api/account/held')).body
    expect(held.facts.find(({ key }) => key === 'account.phone')?.value).toBe('13900001111')
    expect(held.requests).toMatchObject([{ kind: 'correct', state: 'done', to: '13900001111', answer: '照办' }])
    const trail = JSON.stringify(
      await rowsOf(context.database.owner, sql`select details from audit where action like 'personal.%'`),
    )
    expect(trail).not.toMatch(/13900001111|13812345678/)
    expect(trail).toContain(context.secrets.hash('phone', '13900001111'))
  })

  it('offers to delete exactly what there is and what the server would delete', async () => {
    const { facts } = (await call<Held>(clerk, 'GET', '/api/account/held')).body
    const offered = facts.filter(({ stays }) => stays === null).map(({ key }) => key)
    expect(offered).toEqual(['account.phone'])
    for (const { key, stays } of facts.filter((fact) => fact.stays !== null && fact.value !== null)) {
      const { status } = await call(clerk, 'POST', '/api/account/held/delete', { key, reason: '不再需要' })
      expect([key, status >= 400, (stays ?? '').length > 4]).toEqual([key, true, true])
    }
  })

  it('deletes what the account can do without, and says what it cannot', async () => {
    expect(
      (await call(clerk, 'POST', '/api/account/held/delete', { key: 'account.phone', reason: '不再需要' })).status,
    ).toBe(200)
    const [open] = (await call<{ rows: { id: string }[] }>(chief, 'GET', '/api/personal/requests')).body.rows
    await call(chief, 'POST', `/api/personal/requests/${open?.id}`, { grant: true, answer: '已删' })
    const held = (await call<Held>(clerk, 'GET', '/api/account/held')).body
    expect(held.facts.find(({ key }) => key === 'account.phone')?.value).toBeNull()
    const refused = await call(clerk, 'POST', '/api/account/held/delete', {
      key: 'account.username',
      reason: '不再需要',
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'personal.not-correctable'])
    expect((await call(clerk, 'POST', '/api/account/held/delete', { key: 'none', reason: '不再需要' })).status).toBe(
      404,
    )
  })
})

describe('releases', () => {
  it('are asked by one, decided by another, and seen by those two kinds of people', async () => {
    const asked = await call<{ id: string }>(chief, 'POST', '/api/personal/releases', {
      export: 'units.export',
      query: 'kind=company&sort=name',
      purpose: '换届通知',
    })
    expect(asked.status).toBe(200)
    const decide = (who: MadeAccount) =>
      call(who, 'POST', `/api/personal/releases/${asked.body.id}`, { release: true, answer: '' })
    expect((await decide(chief)).body.code).toBe('personal.own-release')
    expect((await decide(other)).status).toBe(200)
    expect((await decide(other)).status).toBe(404)
    const list = async (who: MadeAccount) =>
      (
        await call<{ rows: { mine: boolean; state: string; decidedBy: string }[] }>(
          who,
          'GET',
          '/api/personal/releases',
        )
      ).body.rows
    expect(await list(chief)).toMatchObject([{ mine: true, state: 'released', decidedBy: '主管乙' }])
    expect(await list(other)).toMatchObject([{ mine: false }])
    const unknown = { export: 'units.list', query: '', purpose: '换届通知' }
    expect((await call(chief, 'POST', '/api/personal/releases', unknown)).body.code).toBe('personal.export-not-found')
  })
})

describe('keeping', () => {
  it('is set by the office, never below what the law demands', async () => {
    const list = async () =>
      (
        await call<{ rows: { id: string; months: number | null; least: number | null }[]; threshold: number }>(
          chief,
          'GET',
          '/api/personal/retention',
        )
      ).body
    expect((await list()).rows).toContainEqual(expect.objectContaining({ id: 'trail', months: null, least: 6 }))
    const save = (id: string, months: number | null) =>
      call(chief, 'PUT', '/api/personal/retention', { rows: [{ id, months }], threshold: 80, reason: '按规定' })
    const short = await save('trail', 5)
    expect([short.status, short.body.words]).toEqual([400, '“留痕”按规定至少存 6 个月。'])
    expect((await list()).threshold).toBe(50)
    expect((await save('sessions', 2)).status).toBe(200)
    expect(await list()).toMatchObject({ threshold: 80 })
    expect((await list()).rows).toContainEqual(expect.objectContaining({ id: 'sessions', months: 2 }))
    expect((await call(clerk, 'PUT', '/api/personal/retention', { rows: [], reason: '按规定' })).status).toBe(403)
  })

  it('erases once a day what is past its time, and says what', async () => {
    const gone = await makeAccount(context, { username: 'gone', name: '离开丁' })
    await setPhone(gone, '13700000000', 'disabled')
    const phone = async () =>
      (
        await rowsOf<{ phone: string | null }>(
          context.database.owner,
          sql`select phone from account where id = ${gone.id}`,
        )
      )[0]?.phone
    await upkeep(context)
    expect(await phone()).not.toBeNull()
    clock.advance(400 * 24 * HOUR)
    await upkeep(context)
    expect(await phone()).toBeNull()
    const done = await rowsOf<{ id: string; erased: number; sentence: string }>(
      context.database.owner,
      sql`select id, erased, sentence from personal_erasure where erased > 0 order by id`,
    )
    expect(done).toContainEqual({ id: 'former-phones', erased: 1, sentence: '“停用账号的电话”清理了 1 条到期的。' })
    expect(done.map(({ id }) => id)).toContain('sessions')
    const trail = await rowsOf(context.database.owner, sql`select 1 from audit where action = 'personal.erased'`)
    expect(trail.length).toBe(done.length)
    const rows = async () => rowsOf<{ at: Date }>(context.database.owner, sql`select at from personal_erasure limit 1`)
    const before = await rows()
    await upkeep(context)
    expect(await rows()).toEqual(before)
  })
})

describe('juxin keys', () => {
  it('rotates beside the running server, which seals anew what there is', async () => {
    const keys = (deed?: string) => keysCommand.run(context.config, {}, deed === undefined ? [] : [deed])
    await setPhone(clerk, '13812345678')
    expect((await keys('rotate')).json).toMatchObject({ current: 2, keys: [1, 2], resealed: false })
    await expect(keys('retire')).rejects.toThrow('旧密钥现在不能停用')
    await upkeep(context)
    await upkeep(context)
    expect((await keys('retire')).json).toMatchObject({ current: 2, keys: [2], resealed: true })
    const [row] = await rowsOf<{ phone: string }>(
      context.database.owner,
      sql`select phone from account where id = ${clerk.id}`,
    )
    expect(row?.phone.startsWith('2:')).toBe(true)
    expect(context.secrets.open(row?.phone ?? '')).toBe('13812345678')
    await expect(keys('burn')).rejects.toThrow('burn')
  })
})
