import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { openDistrict, type TestDistrict } from '../../testing.ts'
import type { MemberPage } from '../../contract.ts'
import type { TransferPage } from '../../transfers/contract.ts'
import type { DeclarationNotice, DeclarationPage, DeclarationRow, DisagreementRow } from '../contract.ts'
import { declarationsRetention } from './keeping.ts'

let d: TestDistrict
let today: Day
let branch: string
let firm: string
/** The town that the firm stands in, and another one. */
let home: { id: string; path: string }
let away: { id: string; path: string }

interface Refused {
  readonly code: string
  readonly words: string
}

beforeAll(async () => {
  d = await openDistrict()
  today = d.context.clock.today()
  firm = d.units.get('云山机床有限公司') ?? ''
  const [unit] = await all<{ path: string }>(sql`select path from unit where id = ${firm}`)
  const at = d.towns.findIndex(({ path }) => unit?.path.startsWith(path))
  home = d.towns[at] ?? { id: '', path: '' }
  away = d.towns[at === 0 ? 1 : 0] ?? { id: '', path: '' }
  branch = await d.organization('机床支部', { units: [firm] })
})
afterAll(() => d.context.close())
beforeEach(async () => {
  d.as('核实申报')
  for (const table of ['declaration_event', 'declaration', 'sign_in_failure', 'deadline'])
    await sql`delete from ${sql.table(table)}`.execute(d.context.database.owner)
})

const all = <T>(query: RawBuilder<unknown>): Promise<T[]> => rowsOf<T>(d.context.database.owner, query as RawBuilder<T>)
const person = { name: '申报甲', phone: '13800001111', placeKind: 'in-hand', relation: '外省某支部', agreed: true }
const consent = async () => (await d.ask<DeclarationNotice>('GET', '/api/declare')).body.consent.version

async function declare(more: object = {}) {
  const body = { ...person, consent: await consent(), ...more }
  const answer = await d.ask<{ code: string; day: string; by: string } & Refused>('POST', '/api/declare', body)
  return answer
}

/** Declares and gives the id that the office sees. */
async function declared(more: object = {}): Promise<{ id: string; code: string }> {
  const { status, body } = await declare(more)
  if (status !== 200) throw new Error(JSON.stringify(body))
  const [row] = await all<{ id: string }>(sql`select id from declaration order by id desc limit 1`)
  return { id: row?.id ?? '', code: body.code }
}

const page = async (id: string) => (await d.ask<DeclarationPage>('GET', `/api/declarations/${id}`)).body
async function act(id: string, deed: string, more: object = {}) {
  const { version } = await page(id)
  return d.ask<DeclarationPage & Refused>('POST', `/api/declarations/${id}/${deed}`, { version, day: today, ...more })
}
const verified = async (more: object = {}) => {
  const made = await declared(more)
  await act(made.id, 'contact')
  await act(made.id, 'verify', { status: 'full', joined: '2010-07-01', fullOn: '2011-07-01' })
  return made
}

/** Somebody who is not signed in, while there are accounts. */
function asStranger(): void {
  d.context.gates.install({ caller: async () => null, accounts: async () => true })
}

function asPart(reach: Partial<Reach>, purpose: string | null = '核实申报'): void {
  const caller = { ...everybody('镇街经办', purpose), account: 'a-town', reach: () => ({ ...NOTHING, ...reach }) }
  d.context.gates.install({ caller: async () => caller, accounts: async () => true })
}

describe('the open page', () => {
  it('tells everything before anything is asked, and only that', async () => {
    asStranger()
    const { status, body } = await d.ask<DeclarationNotice>('GET', '/api/declare?at=nothing')
    expect(status).toBe(200)
    expect(body).toMatchObject({ receiptDays: 15, link: 'bad', workplace: null, town: null })
    expect(body.towns.map(({ id }) => id).sort()).toEqual(expect.arrayContaining(d.towns.map(({ id }) => id)))
    expect(body.consent.kept).toContain('6 个月')
  })

  it('takes a declaration of a stranger: sealed, answered with a code that is kept nowhere', async () => {
    asStranger()
    const { status, body } = await declare({ town: home.id, identity: '110101199003070118', joined: '2010-07' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ day: today, by: addDays(today, 15) })
    const stored = JSON.stringify(await all(sql`select * from declaration, declaration_event`))
    for (const secret of [
      '申报甲',
      '13800001111',
      '外省某支部',
      '110101199003070118',
      body.code,
      body.code.replaceAll('-', ''),
    ])
      expect(stored).not.toContain(secret)
    const trail = await all<Record<string, unknown>>(sql`select * from audit where action = 'declarations.declare'`)
    expect(trail.at(-1)).toMatchObject({ actor: '本人', account: null, came_from: '', path: home.path })
    expect(JSON.stringify(trail)).not.toContain('申报甲')
    d.as(null)
    const due = await all<{ due: string; path: string }>(
      sql`select due, path from deadline where source = 'declarations'`,
    )
    expect(due).toEqual([{ due: addDays(today, 15), path: home.path }])
  })

  it('names no account even where the browser is signed in', async () => {
    asPart({ paths: [home.path] })
    await declare()
    const [row] = await all<{ actor: string; account: string | null }>(
      sql`select actor, account from audit where action = 'declarations.declare' order by id desc limit 1`,
    )
    expect(row).toEqual({ actor: '本人', account: null })
  })

  it('answers a known member as it answers anybody', async () => {
    const known = await d.ask('POST', '/api/members', {
      name: '申报乙',
      status: 'full',
      organization: branch,
      identity: '11010119900307803X',
      day: '2020-01-01',
      reason: '补录',
    })
    expect(known.status).toBe(200)
    asStranger()
    const [mine, other] = [await declare({ name: '申报乙', identity: '11010119900307803X' }), await declare()]
    expect(mine.status).toBe(200)
    expect(Object.keys(mine.body).sort()).toEqual(Object.keys(other.body).sort())
    expect({ ...mine.body, code: '' }).toEqual({ ...other.body, code: '' })
  })

  it.each([
    ['without agreeing', { agreed: false }, 400, 'platform.invalid-input'],
    ['to an old text', { consent: '2019-1' }, 409, 'declarations.consent-changed'],
    ['for a town that is not there', { town: 'nowhere' }, 409, 'declarations.refused'],
    ['with a masked name', { name: '申*' }, 409, 'declarations.refused'],
    ['with a phone that is none', { phone: '不想说' }, 400, 'members.bad-number'],
    ['with a wrong identity number', { identity: '123' }, 400, 'members.bad-number'],
  ])('refuses to declare %s', async (_, more, status, code) => {
    expect(await declare(more)).toMatchObject({ status, body: { code } })
    expect(await all(sql`select 1 from declaration`)).toEqual([])
  })

  it('slows who sends too many, by address', async () => {
    asStranger()
    for (let no = 0; no < 30; no++) expect((await declare({ consent: 'x' })).status).toBe(409)
    expect(await declare()).toMatchObject({ status: 429, body: { code: 'declarations.try-later' } })
    expect(await all(sql`select 1 from declaration`)).toEqual([])
  })

  it('tells whoever has the code where it stands, and slows who tries codes', async () => {
    const { id, code } = await declared()
    await act(id, 'contact')
    asStranger()
    const status = (typed: string) => d.ask<Record<string, unknown>>('POST', '/api/declare/status', { code: typed })
    const { body } = await status(code.toLowerCase().replaceAll('-', ' '))
    expect(Object.keys(body).sort()).toEqual(['changed', 'declared', 'mayWithdraw', 'state', 'words'])
    expect(body).toMatchObject({ state: 'contacted', mayWithdraw: true })
    for (let no = 1; no < 20; no++) expect((await status('0000-0000-0000')).status).toBe(404)
    expect((await status(code)).status).toBe(429)
  })

  it('erases at once what is taken back, and keeps the day', async () => {
    const { id, code } = await declared({ town: home.id, identity: '110101199003070118' })
    await act(id, 'contact', { note: '电话里说介绍信在家' })
    asStranger()
    expect(await d.ask('POST', '/api/declare/withdraw', { code })).toMatchObject({ status: 200, body: { day: today } })
    expect(await d.ask('POST', '/api/declare/withdraw', { code })).toMatchObject({ status: 409 })
    const [row] = await all<Record<string, unknown>>(sql`select * from declaration`)
    expect(row).toMatchObject({
      state: 'withdrawn',
      name: null,
      name_hash: null,
      phone: null,
      phone_hash: null,
      said: null,
    })
    expect(row).toMatchObject({ identity: null, unit_id: null, town: home.id, ended: today, erased: today })
    expect(JSON.stringify(await all(sql`select reason from declaration_event`))).not.toContain('介绍信')
    expect(await all(sql`select 1 from deadline where state = 'open' and source = 'declarations'`)).toEqual([])
    d.as('核实申报')
    expect(await page(id)).toMatchObject({ state: 'withdrawn', name: null, phone: null, relation: null, alike: [] })
  })

  it('knows the workplace by the link that the unit was given, always the same one', async () => {
    const give = () =>
      d.ask<{ at: string; name: string; link: string }>('POST', '/api/declarations/links', {
        unit: firm,
      })
    const [first, second] = [await give(), await give()]
    expect(first.body.at).toBe(second.body.at)
    expect(first.body.link).toContain(`/declare?at=${first.body.at}`)
    expect(first.body.at).not.toContain(firm)
    asStranger()
    const { body } = await d.ask<DeclarationNotice>('GET', `/api/declare?at=${first.body.at}`)
    expect(body).toMatchObject({ link: 'good', workplace: { name: '云山机床有限公司' }, town: home.id })
    await declare({ at: first.body.at })
    d.as('核实申报')
    const { body: list } = await d.ask<{ rows: DeclarationRow[] }>('GET', `/api/declarations?unit=${firm}`)
    expect(list.rows).toMatchObject([{ unit: firm, unitName: '云山机床有限公司', town: home.id }])
  })
})

describe('the office', () => {
  it('reads masked without a purpose, in the clear with one, and the trail says whom by the declaration', async () => {
    const { id } = await declared({ identity: '110101199003070118' })
    d.as(null)
    expect(await page(id)).toMatchObject({
      name: '申**',
      phone: '138****1111',
      identity: '110***********0118',
      onFile: null,
    })
    d.as('核实申报')
    expect(await page(id)).toMatchObject({
      name: '申报甲',
      phone: '13800001111',
      onFile: { member: null, where: null },
    })
    const [seen] = await all<{ details: { subjects: string[] } }>(
      sql`select details from audit where action = 'personal.read' order by id desc limit 1`,
    )
    expect(seen?.details.subjects).toEqual([id])
  })

  it('finds by the whole name or the whole phone, in this list only', async () => {
    await declared()
    await declared({ name: '申报丙', phone: '13900002222' })
    const found = async (q: string) =>
      (await d.ask<{ rows: DeclarationRow[] }>('GET', `/api/declarations?q=${encodeURIComponent(q)}`)).body.rows.length
    expect([
      await found('申报丙'),
      await found('139-0000-2222'),
      await found('申报'),
      await found('外省某支部'),
    ]).toEqual([1, 1, 0, 0])
  })

  it('pages, counts and narrows', async () => {
    for (let no = 0; no < 5; no++) await declared({ name: `申报${no}`, town: [home, away][no % 2]?.id })
    const [first] = await all<{ id: string }>(sql`select id from declaration order by id limit 1`)
    await sql`update declaration set declared = ${addDays(today, -16)}, consent_day = ${addDays(today, -16)} where id = ${first?.id}`.execute(
      d.context.database.owner,
    )
    interface Page {
      rows: DeclarationRow[]
      next: string | null
      total: number | null
    }
    const rows: DeclarationRow[] = []
    let next: string | null = null
    do {
      const { body }: { body: Page } = await d.ask<Page>(
        'GET',
        `/api/declarations?limit=2${next === null ? '' : `&after=${encodeURIComponent(next)}`}`,
      )
      if (next === null) expect(body.total).toBe(5)
      rows.push(...body.rows)
      next = body.next
    } while (next !== null)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5)
    expect(rows[0]).toMatchObject({ id: first?.id, days: -1 })
    const late = await d.ask<Page>('GET', '/api/declarations?clock=overdue')
    expect(late.body.rows.map(({ id }) => id)).toEqual([first?.id])
    const there = await d.ask<Page>('GET', `/api/declarations?area=${away.id}`)
    expect(there.body.total).toBe(2)
    const { body: count } = await d.ask('GET', '/api/declarations/count')
    expect(count).toMatchObject({ open: 5, overdue: 1, thisYear: 5, states: { received: 5, withdrawn: 0 } })
  })

  it('shows a town its own, and lets it hand one over', async () => {
    const [here, there] = [home, away]
    const mine = await declared({ town: here.id })
    const theirs = await declared({ town: there.id })
    const nobodys = await declared()
    asPart({ paths: [here.path] })
    const { body } = await d.ask<{ rows: DeclarationRow[] }>('GET', '/api/declarations')
    expect(body.rows.map(({ id }) => id)).toEqual([mine.id])
    for (const { id } of [theirs, nobodys]) expect((await d.ask('GET', `/api/declarations/${id}`)).status).toBe(404)
    const moved = await act(mine.id, 'assign', { unit: null, town: there.id })
    expect(moved).toMatchObject({ status: 200, body: { town: there.id, state: 'received' } })
    expect((await d.ask('GET', `/api/declarations/${mine.id}`)).status).toBe(404)
    asPart({ units: [firm] })
    expect((await d.ask<{ rows: unknown[] }>('GET', '/api/declarations')).body.rows).toEqual([])
  })

  it('enters a form signed on paper, for its own towns only', async () => {
    const version = await consent()
    const form = { ...person, consent: version, signed: addDays(today, -3), unit: firm }
    asPart({ paths: [away.path] })
    expect((await d.ask('POST', '/api/declarations', form)).status).toBe(409)
    expect((await d.ask('POST', '/api/declarations', { ...form, unit: null })).status).toBe(409)
    d.as('核实申报')
    const { status, body } = await d.ask<{ id: string; code: string }>('POST', '/api/declarations', form)
    expect(status).toBe(200)
    expect(await page(body.id)).toMatchObject({ paper: true, town: home.id, unit: firm, declared: today })
    expect((await page(body.id)).consent).toMatchObject({ version, day: addDays(today, -3) })
    expect((await d.ask('POST', '/api/declare/withdraw', { code: body.code })).status).toBe(200)
    expect((await d.ask('POST', '/api/declarations', { ...form, signed: addDays(today, 1) })).status).toBe(400)
  })

  it('goes by the table, by the version and by the order of days', async () => {
    const { id } = await declared()
    expect(await act(id, 'verify', { status: 'full' })).toMatchObject({
      status: 409,
      body: { code: 'declarations.refused' },
    })
    expect(await act(id, 'contact', { day: addDays(today, -1) })).toMatchObject({ status: 400 })
    expect(await act(id, 'contact', { day: addDays(today, 1) })).toMatchObject({ status: 400 })
    expect(await act(id, 'contact', { day: '2026-02-31' })).toMatchObject({ status: 400 })
    const stale = await d.ask('POST', `/api/declarations/${id}/contact`, { version: 9, day: today })
    expect(stale).toMatchObject({ status: 409, body: { code: 'declarations.changed-meanwhile' } })
    const done = await act(id, 'contact', { note: '电话答复' })
    expect(done).toMatchObject({ status: 200, body: { state: 'contacted', days: null } })
    expect(done.body.events.map(({ words, by }) => [words, by])).toEqual([
      ['本人申报', '本人'],
      ['和本人联系', '测试'],
    ])
    const closed = await act(id, 'close', { why: 'unreachable', reason: '三次没有接通' })
    expect(closed.body).toMatchObject({ state: 'closed', why: 'unreachable' })
    expect(closed.body.keptUntil).not.toBeNull()
    expect((await act(id, 'contact')).status).toBe(409)
    expect((await act(id, 'reopen', { reason: '本人来电' })).body).toMatchObject({ state: 'contacted', why: null })
    expect((await act(id, 'withdraw')).body).toMatchObject({ state: 'withdrawn', name: null })
    const trail = await all<{ action: string; details: unknown }>(
      sql`select action, details from audit where subject = ${id} order by id`,
    )
    expect(trail.map(({ action }) => action.split('.')[1])).toEqual([
      'declare',
      'contact',
      'close',
      'reopen',
      'withdraw',
    ])
    expect(JSON.stringify(trail)).not.toMatch(/电话答复|三次没有接通/)
  })

  it('tells what was sent twice', async () => {
    const one = await declared()
    const two = await declared()
    await declared({ phone: '13900002222' })
    expect((await page(two.id)).alike.map(({ id }) => id)).toEqual([one.id])
  })
})

describe('taken into the register', () => {
  const taken = { status: 'full', joined: '2010-07-01', fullOn: '2011-07-01', looked: true, reason: '本人申报' }

  it('admits somebody whose relation is here, once somebody looked and said what for', async () => {
    const { id } = await verified({ identity: '110101199003070118', name: '申报丁' })
    expect((await act(id, 'admit', { ...taken, organization: branch, looked: false })).status).toBe(400)
    d.as(null)
    const blind = await act(id, 'admit', { ...taken, organization: branch })
    expect(blind).toMatchObject({ status: 409, body: { code: 'declarations.purpose-needed' } })
    expect((await page(id)).deeds.find(({ deed }) => deed === 'admit')?.why).toContain('说明用途')
    d.as('核实申报')
    const { status, body } = await act(id, 'admit', { ...taken, organization: branch, unit: firm })
    expect(body).toMatchObject({ state: 'admitted', unit: firm })
    expect(status).toBe(200)
    const { body: member } = await d.ask<MemberPage>('GET', `/api/members/${body.member}`)
    expect(member).toMatchObject({
      name: '申报丁',
      identity: '110101199003070118',
      organization: branch,
      status: 'full',
    })
    const again = await verified({ identity: '110101199003070118', name: '申报丁' })
    expect((await page(again.id)).onFile).toEqual({ member: body.member, where: '机床支部' })
    expect(await act(again.id, 'admit', { ...taken, organization: branch })).toMatchObject({
      status: 409,
      body: { code: 'members.on-file' },
    })
    expect((await d.ask('POST', '/api/declare/withdraw', { code: again.code })).status).toBe(200)
  })

  it('does not ask the register by name: a namesake in the same branch is for people to look at', async () => {
    const { id } = await verified({ name: '申报丁' })
    const { status, body } = await act(id, 'admit', { ...taken, organization: branch })
    expect([status, body.state]).toEqual([200, 'admitted'])
  })

  it('opens a transfer, and follows it to its end', async () => {
    const { id, code } = await verified({ name: '申报戊' })
    const order = { ...taken, to: branch, fromText: '外省某支部' }
    const { status, body } = await act(id, 'transfer', order)
    expect(body).toMatchObject({ state: 'transferring' })
    expect(status).toBe(200)
    expect((await d.ask('POST', '/api/declare/withdraw', { code })).status).toBe(409)
    const transfer = async (to: string, deed: string, more: object = {}) => {
      const { body: before } = await d.ask<TransferPage>('GET', `/api/transfers/${to}`)
      return d.ask<TransferPage>('POST', `/api/transfers/${to}/act`, {
        deed,
        day: today,
        version: before.version,
        reason: '按介绍信办理',
        ...more,
      })
    }
    const { body: opened } = await d.ask<TransferPage>('GET', `/api/transfers/${body.transfer}`)
    expect(opened).toMatchObject({ name: '申报戊', direction: 'in', from: { name: '外省某支部' } })
    expect((await transfer(body.transfer ?? '', 'withdraw')).status).toBe(200)
    expect(await page(id)).toMatchObject({ state: 'verified', transfer: null })
    const { body: second } = await act(id, 'transfer', order)
    await transfer(second.transfer ?? '', 'issue', { letterNo: '001', validUntil: addDays(today, 30) })
    const received = await transfer(second.transfer ?? '', 'receive')
    expect(received.status).toBe(200)
    const after = await page(id)
    expect(after).toMatchObject({ state: 'admitted', member: received.body.member })
    expect(after.events.at(-1)?.words).toBe('组织关系已经接收')
  })
})

describe('keeping', () => {
  it('is never kept for good: the person was told how long', async () => {
    const save = (months: number | null) =>
      d.ask<{ code?: string }>('PUT', '/api/personal/retention', {
        rows: [{ id: 'declarations', months }],
        threshold: 50,
        reason: '按规定',
      })
    expect((await save(null)).body.code).toBe('personal.promised')
    expect((await save(3)).status).toBe(200)
    expect((await save(6)).status).toBe(200)
  })

  it('erases what is over, by the office and by what the person was told', async () => {
    const [erase] = declarationsRetention
    const over = await declared()
    const promised = await declared({ name: '申报己' })
    const open = await declared({ name: '申报庚' })
    for (const { id } of [over, promised]) await act(id, 'close', { why: 'other', reason: '不再需要' })
    const owner = d.context.database.owner
    await sql`update declaration set ended = ${addDays(today, -800)} where id = ${over.id}`.execute(owner)
    await sql`update declaration set ended = ${addDays(today, -200)}, consent_months = 6 where id = ${promised.id}`.execute(
      owner,
    )
    const before = new Date(`${addDays(today, -700)}T00:00:00Z`)
    expect(await erase?.erase?.(d.context, d.context.localScope(), before, 23)).toBe(2)
    const rows = await all<{ id: string; name: string | null; erased: string | null }>(
      sql`select id, name, erased from declaration where erased is not null order by id`,
    )
    expect(rows.map(({ id, name }) => [id, name])).toEqual([
      [over.id, null],
      [promised.id, null],
    ])
    expect((await page(open.id)).name).toBe('申报庚')
    expect((await act(over.id, 'reopen', { reason: '再办' })).status).toBe(409)
    expect(await erase?.erase?.(d.context, d.context.localScope(), before, 23)).toBe(0)
  })
})

describe('counts that disagree', () => {
  it('lays three numbers beside each other, within the reach', async () => {
    const owner = d.context.database.owner
    const other = d.units.get('云山软件有限公司') ?? ''
    const [[mine]] = [await all<{ n: number }>(sql`select count(*)::int as n from member where unit_id = ${firm}`)]
    await sql`update unit set members_reported = ${(mine?.n ?? 0) + 2} where id = ${firm}`.execute(owner)
    await sql`update unit set members_reported = 0 where id = ${other}`.execute(owner)
    const { id } = await declared()
    await act(id, 'assign', { unit: firm, town: null })
    const list = (query: string) =>
      d.ask<{ rows: DisagreementRow[]; total: number }>('GET', `/api/declarations/units?${query}`)
    const { body } = await list('')
    expect(body.rows).toEqual([
      {
        unit: firm,
        name: '云山机床有限公司',
        town: home.id,
        townName: '东郊街道',
        report: (mine?.n ?? 0) + 2,
        reportDay: null,
        onFile: mine?.n,
        declared: 1,
      },
    ])
    const { body: count } = await d.ask('GET', '/api/declarations/units/count')
    expect(count).toMatchObject({ reporting: 2, reportMore: 1, fileMore: 0, missing: 2, declared: 1 })
    expect((await list(`show=declared&area=${away.id}`)).body.rows).toEqual([])
    asPart({ paths: [away.path] })
    expect((await list('show=all')).body.rows).toEqual([])
    expect((await list('show=all&after=1%20x&limit=1')).status).toBe(200)
  })
})

describe('the file', () => {
  it('is masked without a purpose, and says how many left', async () => {
    await declared()
    d.as(null)
    const masked = await d.ask<Buffer>('GET', '/api/declarations/export?format=csv')
    expect(masked.body.toString('utf8')).toContain('申**')
    d.as('上报')
    const clear = await d.ask<Buffer>('GET', '/api/declarations/export?format=csv')
    expect(clear.body.toString('utf8')).toContain('申报甲,13800001111,"介绍信在自己手里，没有交给党组织"'.split(',')[0])
    const xlsx = await d.ask<Buffer>('GET', '/api/declarations/export')
    expect(xlsx.body.subarray(0, 2).toString()).toBe('PK')
    const [row] = await all<{ details: { persons: number } }>(
      sql`select details from audit where action = 'personal.read' order by id desc limit 1`,
    )
    expect(row?.details.persons).toBe(1)
  })
})

describe('what changes around it', () => {
  const where = async (id: string) =>
    (
      await all<{ unit: string | null; town: string | null; path: string }>(
        sql`select unit_id as unit, town, path from declaration where id = ${id}`,
      )
    )[0]

  it('goes with its unit when two records become one, and back', async () => {
    const other = d.units.get('云山纺织有限公司') ?? ''
    const { id } = await declared()
    await act(id, 'assign', { unit: other, town: null })
    expect((await d.ask('POST', `/api/units/${firm}/merge`, { other, reason: '同一家' })).status).toBe(200)
    expect((await where(id))?.unit).toBe(firm)
    const [merge] = await all<{ id: string }>(sql`select id from unit_merge order by id desc limit 1`)
    expect((await d.ask('POST', `/api/merges/${merge?.id}/undo`)).status).toBe(200)
    expect((await where(id))?.unit).toBe(other)
  })

  it('goes with its town when towns become one, and its deadline with it', async () => {
    const { id } = await declared({ town: home.id })
    const change = { kind: 'merge', areas: [home.id, away.id], name: '东下街道' }
    const order = { day: today, change, reason: '区划调整' }
    expect((await d.ask('POST', '/api/areas/changes', order)).status).toBe(200)
    const [town] = await all<{ id: string; path: string }>(
      sql`select id, path from area where name = '东下街道' and valid_to is null`,
    )
    expect(await where(id)).toEqual({ unit: null, town: town?.id, path: town?.path })
    const [due] = await all<{ path: string }>(sql`select path from deadline where subject = ${id} and state = 'open'`)
    expect(due?.path).toBe(town?.path)
    expect((await page(id)).townName).toBe('东下街道')
  })
})
