import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { EVERYTHING, NOTHING, type Reach } from '../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { everybody } from '../../../platform/server/gate.ts'
import { mintScope } from '../../../platform/server/mint-scope.ts'
import type { TrailRow, Verdict } from '../contract.ts'
import { openTrail, type Trail } from '../testing.ts'
import { eraseTrail } from './public.ts'
import { verifyChain } from './verify/verify.ts'

let trail: Trail
let reach: Reach = EVERYTHING
let account: string | null = null
beforeAll(async () => {
  trail = await openTrail()
})
afterAll(() => trail.context.close())
beforeEach(async () => {
  reach = EVERYTHING
  account = null
  await trail.empty()
  trail.context.gates.install({
    caller: async () => ({ ...everybody('看的人'), account, reach: () => reach }),
    accounts: async () => true,
  })
})

async function deed(action: string, subject: string | null, more: { path?: string; by?: string } = {}): Promise<void> {
  const { database, clock, secrets } = trail.context
  const scope = mintScope({ ...trail.context.localScope(), actor: more.by ?? '王芳', account: more.by ?? null })
  const details = {
    before: { instructor: keyed(secrets, 'name', '张三'), life: 'open' },
    after: { instructor: keyed(secrets, 'name', '李四'), life: 'open' },
    why: '来电更正',
  }
  const path = more.path === undefined ? {} : { path: more.path }
  await database.write(scope, (tx) => writeAudit(tx, scope, clock, action, subject, details, path))
}

interface Page {
  readonly rows: TrailRow[]
  readonly next: string | null
  readonly total: number | null
}

async function list(query = ''): Promise<Page> {
  const app = await trail.context.app()
  const answer = await app.inject({ url: `/api/audit?${query}` })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Page>()
}

const actions = async (query = ''): Promise<string[]> => (await list(query)).rows.map(({ action }) => action)

describe('the viewer', () => {
  test('filters by person, subject, verb, kind and day', async () => {
    await deed('units.edit', 'u1', { by: 'wang' })
    await deed('units.export', null, { by: 'li' })
    trail.clock.advance(86_400_000)
    await deed('audit.verify', null)
    expect(await actions()).toEqual(['audit.verify', 'units.export', 'units.edit'])
    expect(await actions('who=wan')).toEqual(['units.edit'])
    expect(await actions('subject=u1')).toEqual(['units.edit'])
    expect(await actions('verb=units.')).toEqual(['units.export', 'units.edit'])
    expect(await actions('kind=read&verb=audit.ver')).toEqual(['audit.verify'])
    expect(await actions('kind=write')).toEqual(['units.export', 'units.edit'])
    expect(await actions('from=2026-11-22')).toEqual(['audit.verify'])
    expect(await actions('until=2026-11-21')).toEqual(['units.export', 'units.edit'])
    const bad = await (await trail.context.app()).inject({ url: '/api/audit?from=gestern' })
    expect(bad.statusCode).toBe(400)
  })

  test('pages by key, each row once, and counts on the first page', async () => {
    for (let n = 0; n < 7; n++) await deed('units.edit', `u${n}`)
    const first = await list('limit=3')
    expect(first.total).toBe(7)
    const second = await list(`limit=3&after=${encodeURIComponent(first.next ?? '')}`)
    const third = await list(`limit=3&after=${encodeURIComponent(second.next ?? '')}`)
    expect(second.total).toBeNull()
    expect([first, second, third].flatMap(({ rows }) => rows.map(({ subject }) => subject))).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((n) => `u${n}`),
    )
    expect(third.next).toBeNull()
    expect(await actions('after=nonsense')).toHaveLength(7)
  })

  test('is itself audited, in the same transaction; such rows show only when asked for', async () => {
    await deed('units.edit', 'u1')
    await list('subject=u1')
    const rows = await list('kind=read')
    expect(rows.rows).toMatchObject([{ action: 'audit.read', who: '看的人', subject: 'u1', words: '查看留痕' }])
    expect(rows.rows[0]?.details).toEqual({ 查询条件: { subject: 'u1' }, 行数: 1 })
    expect(await actions('verb=audit.')).toHaveLength(2)
  })

  test('says facts by name and of personal ones only that they changed; the seal by its number', async () => {
    await deed('units.edit', 'u1')
    await trail.seal()
    await deed('units.edit', 'u2')
    const { rows } = await list('verb=units.')
    expect(rows.map(({ seal }) => seal)).toEqual([null, 1])
    expect(rows[0]?.details).toEqual({
      before: { 指导员: '（密文）' },
      after: { 指导员: '已改（密文比对）' },
      事由: '来电更正',
    })
    expect(JSON.stringify(rows)).not.toContain('张三')
    expect(JSON.stringify(rows)).not.toMatch(/keyed|[0-9a-f]{32}/)
  })

  test('a part sees rows of its areas, of its units, and its own deeds; whoever has nothing sees nothing', async () => {
    await deed('units.edit', 'u1', { path: '2102/01/' })
    await deed('units.edit', 'u2', { path: '2102/02/' })
    await deed('units.edit', 'u3', { by: 'me' })
    await deed('units.edit', 'u4')
    account = 'me'
    reach = { ...NOTHING, paths: ['2102/01/'] }
    expect((await list()).rows.map(({ subject }) => subject)).toEqual(['u3', 'u1'])
    reach = { ...NOTHING, units: ['u4'] }
    expect((await list()).rows.map(({ subject }) => subject)).toEqual(['u4', 'u3'])
    reach = NOTHING
    expect((await (await trail.context.app()).inject({ url: '/api/audit' })).statusCode).toBe(403)
  })
})

describe('the export', () => {
  test('is a row before it leaves, and carries count, checksum and head', async () => {
    await deed('units.edit', 'u1')
    await trail.seal()
    const app = await trail.context.app()
    const answer = await app.inject({ url: '/api/audit/export?verb=units.' })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
    const { rows } = await list('kind=export')
    expect(rows).toMatchObject([{ action: 'audit.export', details: { 查询条件: { verb: 'units.' } } }])
    expect(String(rows[0]?.details['链头'])).toMatch(/^1:[0-9a-f]{64}$/)
  })
})

describe('verify over HTTP', () => {
  test('is a job whose result is the verdict, and checks a copied head', async () => {
    await deed('units.edit', 'u1')
    await trail.seal()
    const app = await trail.context.app()
    const head = (await app.inject({ url: '/api/audit/head' })).json<{ no: number; hash: string; waiting: number }>()
    const verify = async (copied: string) => {
      const answer = await app.inject({ method: 'POST', url: '/api/audit/verify', payload: { head: copied } })
      expect(answer.statusCode, answer.body).toBe(200)
      const job = await trail.context.jobs.finished(answer.json<{ job: string }>().job)
      return job.result as unknown as Verdict
    }
    expect(await verify(`${head.no}:${head.hash}`)).toMatchObject({ ok: true })
    expect(await verify(`${head.no}:${'0'.repeat(64)}`)).toMatchObject({ ok: false })
    const bad = await app.inject({ method: 'POST', url: '/api/audit/verify', payload: { head: 'x' } })
    expect(bad.statusCode).toBe(400)
    expect(bad.json()).toMatchObject({ code: 'audit.head-unreadable' })
    reach = { ...NOTHING, paths: ['2102/'] }
    expect((await app.inject({ method: 'POST', url: '/api/audit/verify', payload: {} })).statusCode).toBe(403)
  })
})

describe('what is older than its period', () => {
  test('is erased by whole seals; the chain verifies and says so; a row removed besides is still found', async () => {
    const { context } = trail
    const check = () => verifyChain(context.database.gate, trail.district)
    trail.clock.advance(-400 * 86_400_000)
    await trail.write(5)
    await trail.seal(2)
    trail.clock.advance(400 * 86_400_000)
    await trail.write(2)
    await trail.seal()
    const before = new Date(trail.clock.now().getTime() - 300 * 86_400_000)
    expect(await eraseTrail(context, context.localScope(), { before, months: 10 })).toEqual({ rows: 5, seals: 3 })
    expect(await eraseTrail(context, context.localScope(), { before, months: 10 })).toEqual({ rows: 0, seals: 0 })
    const verdict = await check()
    expect(verdict).toMatchObject({ ok: true, rows: 2, seals: 4 })
    expect(verdict.sentence).toContain('另有 5 条原文已按保存期限清除')
    await trail.seal()
    expect((await check()).ok).toBe(true)
    const [young = ''] = await trail.ids()
    await trail.tamper(sql`delete from audit where id = ${young}`)
    expect((await check()).faults).toMatchObject([{ kind: 'removed', seal: 4, row: young }])
  })

  test('is not given away by the database before six months, whatever the office set', async () => {
    const { context } = trail
    await trail.write(2)
    await trail.tamper(sql`update audit set at = now()`)
    await trail.seal()
    const before = new Date(Date.now() + 86_400_000 * 3650)
    expect(await eraseTrail(context, context.localScope(), { before, months: 0 })).toEqual({ rows: 0, seals: 0 })
    expect(await rowsOf(context.database.owner, sql`select 1 from audit`)).toHaveLength(2)
  })
})
