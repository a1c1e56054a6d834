import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { admit } from '../../../../platform/server/gate.ts'
import { testClock, type TestClock } from '../../../../platform/server/testing.ts'
import { runAllClocks } from '../../../organizations/deadlines/server/public.ts'
import { changeOrganization } from '../../../organizations/server/public.ts'
import type { MemberPage } from '../../contract.ts'
import { changeStatus, recountMembers } from '../../server/public.ts'
import { openDistrict, testRooms, type TestDistrict } from '../../testing.ts'
import type { LostRow, StayRow } from '../contract.ts'
import { atDesk, type Refused } from '../testing.ts'

/** Begins on 2026-11-21 and goes on from test to test. */
let clock: TestClock
let d: TestDistrict
let desk: ReturnType<typeof atDesk>
let committee: string
let tools: string
let software: string
beforeAll(async () => {
  clock = testClock()
  d = await openDistrict(testRooms, clock)
  desk = atDesk(d)
  committee = await d.organization('东郊街道综合党委', { kind: 'committee' })
  tools = await d.organization('云山机床有限公司党支部', { superior: committee })
  software = await d.organization('云山软件有限公司党支部', { town: 1 })
})
beforeEach(() => d.as('测试核对'))
afterAll(() => d.context.close())

const today = (): string => clock.today()
const ahead = (days: number): string => new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)
const pass = async (days: number): Promise<void> => {
  clock.advance(days * 86_400_000)
  await runAllClocks(d.context, d.context.localScope())
}
const register = (order: object) =>
  d.ask<{ id: string } & Refused>('POST', '/api/floating', { fixed: true, reason: '外出务工', ...order })
const away = async (order: object): Promise<string> => {
  const { status, body } = await register(order)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.id
}
const send = async (id: string, what: 'contact' | 'end', day: string) => {
  const { version } = await desk.stay(id)
  const reason = what === 'end' ? { reason: '回来了' } : {}
  return d.ask<StayRow & Refused>('POST', `/api/floating/${id}/${what}`, { version, day, ...reason })
}
const partsOf = async (member: string) => (await d.ask<MemberPage>('GET', `/api/members/${member}`)).body.partIn
const list = async (query = '') =>
  (await d.ask<{ rows: StayRow[]; total: number }>('GET', `/api/floating?limit=500&${query}`)).body

describe('one of the district who is away', () => {
  it('in another organisation of the district: both see it, the life of both, the relation stays', async () => {
    const member = await desk.member('周流动', tools)
    const before = await desk.counts(tools)
    const id = await away({ member, to: software, since: '2026-08-31' })
    expect(await desk.record(member)).toMatchObject({ floating: true, organization: tools })
    expect(await partsOf(member)).toMatchObject([
      { organization: software, kind: 'floating', from: '2026-08-31', to: null },
    ])
    expect(await desk.due(id)).toEqual(['contact 2026-11-30', 'transfer 2027-02-28'])
    expect(await desk.stay(id)).toMatchObject({ contactDue: '2026-11-30', transferFrom: '2027-02-28', dual: true })
    await desk.secretary(software)
    expect(await desk.stay(id)).toMatchObject({ from: { mine: false }, to: { mine: true }, name: '周流动' })
    expect((await send(id, 'contact', today())).body).toMatchObject({ lastContact: today(), contactDue: '2027-02-21' })
    await desk.secretary(tools)
    await send(id, 'contact', '2026-10-01')
    const { contacts, lastContact } = await d
      .ask<StayRow & { contacts: { day: string; side: string }[] }>('GET', `/api/floating/${id}`)
      .then(({ body }) => body)
    expect(contacts.map(({ day, side }) => [day, side])).toEqual([
      [today(), 'to'],
      ['2026-10-01', 'from'],
    ])
    expect(lastContact).toBe(today())
    await desk.secretary(await d.organization('云山食品有限公司党支部', { superior: committee }))
    expect((await d.ask<Refused>('GET', `/api/floating/${id}`)).body.code).toBe('transfers.no-stay')
    expect((await d.ask('POST', `/api/floating/${id}/contact`, { version: 1, day: today() })).status).toBe(404)
    d.as('测试核对')
    expect(await desk.counts(tools)).toBe(before)
    expect((await send(id, 'end', '2026-11-20')).body.words).toContain('2026-11-21 还有一次联系')
    expect((await send(id, 'end', today())).body).toMatchObject({
      until: today(),
      contactDue: null,
      transferFrom: null,
    })
    expect(await desk.record(member)).toMatchObject({ floating: false })
    expect(await partsOf(member)).toMatchObject([{ to: today() }])
    expect(await desk.due(id)).toEqual([])
    expect((await send(id, 'contact', today())).body.words).toContain('已经结束')
  })

  it('out of the district, abroad, to nobody knows where', async () => {
    const member = await desk.member('吴出国', tools)
    const id = await away({ member, toText: '驻外某单位', since: '2026-05-31', abroad: true })
    expect(await desk.due(id)).toEqual(['contact 2026-11-30'])
    expect(await desk.stay(id)).toMatchObject({
      dual: false,
      transferFrom: null,
      to: { organization: null, name: '驻外某单位' },
    })
    const unknown = await away({ member: await desk.member('郑不明', tools), since: '2026-11-01', fixed: false })
    expect((await desk.stay(unknown)).to.name).toBe('流入地党组织未明')
  })

  it('whom the register had marked already is registered; twice at once is refused with the first one named', async () => {
    const member = await desk.member('冯已标', tools)
    await d.context.database.owner
      .transaction()
      .execute((tx) => sql`update member set floating = true where id = ${member}`.execute(tx))
    await away({ member, to: software, since: '2026-09-01' })
    expect((await register({ member, toText: '上海某支部', since: '2026-10-01' })).body.words).toContain(
      '2026-09-01 起已经登记流动到“云山软件有限公司党支部”',
    )
  })

  it('days and places that cannot be', async () => {
    const member = await desk.member('陈不行', tools)
    const young = await d.organization('云山商贸有限公司党支部', { founded: '2026-11-15' })
    expect((await register({ member, to: software, since: ahead(1) })).body.words).toContain('还没有到')
    expect((await register({ member, to: young, since: '2026-11-01' })).body.words).toContain(
      '早于“云山商贸有限公司党支部”成立',
    )
    expect((await register({ member, to: tools, since: '2026-11-01' })).body.words).toContain('不算流动')
    const id = await away({ member, to: young, since: '2026-11-16' })
    expect((await send(id, 'contact', '2026-11-15')).body.words).toContain('2026-11-16 才外出')
    expect((await send(id, 'contact', ahead(1))).body.words).toContain('还没有到')
    const stale = await d.ask<Refused>('POST', `/api/floating/${id}/end`, { version: 9, day: today(), reason: '回来' })
    expect(stale.body.code).toBe('transfers.changed-meanwhile')
  })
})

describe('somebody from outside who is here', () => {
  it('is received, kept in touch with, and never on file here', async () => {
    const people = async () =>
      (await rowsOf<{ n: number }>(d.context.database.owner, sql`select count(*)::int as n from member`))[0]?.n
    const before = await people()
    const visitor = { member: null, name: '何来访', fromText: '合肥某支部', to: software, since: '2026-09-15' }
    expect((await register({ ...visitor, to: null })).body.words).toContain('写上本区哪个党组织接收')
    expect((await register({ ...visitor, name: '何*' })).body.words).toContain('完整的姓名')
    await desk.secretary(tools)
    expect((await register(visitor)).status).toBe(404)
    await desk.secretary(software)
    const id = await away(visitor)
    expect(await desk.due(id)).toEqual(['contact 2026-12-15'])
    expect(await desk.stay(id)).toMatchObject({ from: { organization: null, mine: false }, transferFrom: null })
    expect((await send(id, 'contact', today())).status).toBe(200)
    expect((await send(id, 'end', today())).status).toBe(200)
    d.as(null)
    expect((await desk.stay(id)).name).toBe('何**')
    expect(await people()).toBe(before)
  })
})

describe('what a transfer does to a stay', () => {
  it('while it is being done nobody is reminded; withdrawn, they are again; received there, the stay is over', async () => {
    const member = await desk.member('孙转走', tools)
    const id = await away({ member, to: software, since: '2026-02-28' })
    expect(await desk.due(id)).toContain('transfer 2026-08-28')
    const first = await desk.open({ direction: 'within', member, to: software })
    expect((await desk.due(id)).join()).not.toContain('transfer')
    expect((await list('show=transfer')).rows.map((row) => row.id)).not.toContain(id)
    await desk.act(first, 'withdraw', today())
    expect(await desk.due(id)).toContain('transfer 2026-08-28')
    expect((await list('show=transfer')).rows.map((row) => row.id)).toContain(id)
    const second = await desk.open({ direction: 'within', member, to: software })
    await desk.act(second, 'issue', today(), { letterNo: '1' })
    await desk.act(second, 'receive', today())
    expect(await desk.stay(id)).toMatchObject({ until: today(), endWords: '组织关系已经转入' })
    expect(await desk.record(member)).toMatchObject({ organization: software, floating: false })
    expect((await partsOf(member)).every(({ to }) => to !== null)).toBe(true)
    expect(await desk.due(id)).toEqual([])
  })

  it('moved to a third organisation, the new home keeps in touch; gone from the file, the stay is over', async () => {
    const third = await d.organization('云山物流有限公司党支部', { superior: committee })
    const member = await desk.member('李第三', tools)
    const id = await away({ member, to: software, since: '2026-09-01' })
    const move = await desk.open({ direction: 'within', member, to: third })
    await desk.act(move, 'issue', today(), { letterNo: '2' })
    await desk.act(move, 'receive', today())
    expect(await desk.stay(id)).toMatchObject({
      until: null,
      from: { organization: third, name: '云山物流有限公司党支部' },
    })
    const scope = d.context.localScope()
    await d.context.database.write(scope, (tx) =>
      changeStatus(d.context, tx, scope, member, { day: today(), to: 'ended', endReason: 'deceased', reason: '去世' }),
    )
    expect(await desk.stay(id)).toMatchObject({ until: today(), endWords: '已经不在册' })
  })

  it('who receives is merged away: the guest follows, or is at home there', async () => {
    const [old, host] = [
      await d.organization('云山旧党支部', { superior: committee }),
      await d.organization('云山新党支部', { superior: committee }),
    ]
    const guest = await desk.member('许随并', tools)
    const native = await desk.member('施本家', host)
    const [one, two] = [
      await away({ member: guest, to: old, since: '2026-09-01' }),
      await away({ member: native, to: old, since: '2026-09-01' }),
    ]
    const scope = d.context.localScope()
    const end = (membersTo?: string) =>
      d.context.database.write(scope, (tx) =>
        changeOrganization(d.context, tx, scope, {
          id: old,
          day: clock.today(),
          reason: '测试',
          what: { change: 'revoke', ...(membersTo === undefined ? {} : { membersTo }) },
          overrides: {},
        }),
      )
    await expect(end()).rejects.toThrow(/2 名流动党员的登记/)
    await end(host)
    expect(await desk.stay(one)).toMatchObject({ until: null, to: { organization: host } })
    expect((await partsOf(guest)).filter(({ to }) => to === null).map(({ organization }) => organization)).toEqual([
      host,
    ])
    expect(await desk.stay(two)).toMatchObject({ until: today() })
    expect(await desk.record(native)).toMatchObject({ floating: false })
  })
})

describe('somebody who cannot be found', () => {
  const mark = async (member: string, lost: boolean, day: string) => {
    const { version } = (await d.ask<MemberPage>('GET', `/api/members/${member}`)).body
    return d.ask<Refused>('POST', `/api/floating/lost/${member}`, { version, lost, day, reason: '多方查找' })
  }
  const lost = async (member: string): Promise<LostRow | undefined> =>
    (await d.ask<{ rows: LostRow[] }>('GET', `/api/floating/lost?member=${member}`)).body.rows[0]

  it('six months, then two years; people decide each time', async () => {
    const member = await desk.member('王失联', tools)
    expect((await mark(member, true, '2026-08-31')).status).toBe(200)
    expect(await lost(member)).toMatchObject({ lostSince: '2026-08-31', maySuspend: '2027-02-28', mayRemove: null })
    expect(await desk.due(member)).toEqual(['suspend 2027-02-28'])
    const scope = d.context.localScope()
    await d.context.database.write(scope, (tx) =>
      changeStatus(d.context, tx, scope, member, { day: '2026-11-20', to: 'suspended', reason: '支部大会决定' }),
    )
    expect(await desk.due(member)).toEqual(['remove 2028-11-20'])
    expect(await lost(member)).toMatchObject({
      suspendedSince: '2026-11-20',
      maySuspend: null,
      mayRemove: '2028-11-20',
    })
    expect((await mark(member, false, '2026-08-30')).body.code).toBe('members.bad-day')
    expect((await mark(member, false, today())).status).toBe(200)
    expect(await desk.due(member)).toEqual([])
    expect(await lost(member)).toBeUndefined()
  })

  it('contact and loss do not contradict each other', async () => {
    const member = await desk.member('钱联系', tools)
    const id = await away({ member, to: software, since: '2026-09-01' })
    await send(id, 'contact', '2026-10-01')
    expect((await mark(member, true, '2026-10-01')).body.words).toContain('2026-10-01 还联系过')
    await mark(member, true, '2026-10-02')
    await send(id, 'contact', '2026-09-20')
    expect(await lost(member)).toBeDefined()
    await desk.secretary(software)
    await send(id, 'contact', today())
    d.as('测试核对')
    expect(await lost(member)).toBeUndefined()
    expect(await desk.due(member)).toEqual([])
  })

  it('a page after a page, the longest lost first', async () => {
    for (const [name, day] of [
      ['甲一', '2026-03-01'],
      ['乙二', '2026-02-01'],
      ['丙三', '2026-03-01'],
      ['丁四', '2026-01-01'],
    ] as const)
      await mark(await desk.member(name, tools), true, day)
    const seen: string[] = []
    let after = ''
    for (let no = 0; no < 20; no++) {
      const { body } = await d.ask<{ rows: LostRow[]; next: string | null }>(
        'GET',
        `/api/floating/lost?limit=1${after}`,
      )
      seen.push(...body.rows.map(({ lostSince, member }) => `${lostSince} ${member}`))
      if (body.next === null) break
      after = `&after=${encodeURIComponent(body.next)}`
    }
    expect(seen.length).toBeGreaterThanOrEqual(4)
    expect(seen).toEqual([...new Set(seen)].sort())
    const { body } = await d.ask<{ rows: LostRow[]; total: number }>('GET', '/api/floating/lost')
    expect(body.total).toBe(seen.length)
    expect((await d.ask<{ rows: LostRow[] }>('GET', `/api/floating/lost?organization=${software}`)).body.rows).toEqual(
      [],
    )
  })
})

describe('numbers', () => {
  it('each opens its rows', async () => {
    const { body } = await d.ask<{
      leaving: number
      receiving: number
      contact: number
      transfer: number
      lost: number
      articles: object[]
    }>('GET', '/api/floating/count')
    expect((await list('side=leaving')).total).toBe(body.leaving)
    expect((await list('side=receiving')).total).toBe(body.receiving)
    expect((await list('show=contact')).total).toBe(body.contact)
    expect((await list('show=transfer')).total).toBe(body.transfer)
    expect((await d.ask<{ total: number }>('GET', '/api/floating/lost')).body.total).toBe(body.lost)
    expect(body.articles).toHaveLength(6)
    const open = (await list()).rows
    expect(open.every(({ until }) => until === null)).toBe(true)
    expect((await list('show=ended')).rows.every(({ until }) => until !== null)).toBe(true)
    expect((await list(`organization=${software}`)).rows.length).toBeGreaterThan(0)
    expect((await list(`q=${encodeURIComponent('驻外某单位')}`)).rows).toHaveLength(1)
    expect(
      (await list(`area=${encodeURIComponent(d.towns[1]?.id ?? '')}`)).rows.every(
        ({ to }) => to.organization === software,
      ),
    ).toBe(true)
  })

  it('the list is asked by the clock’s own reckoning, at the end of months too', async () => {
    const member = await desk.member('曹月末', tools)
    const id = await away({ member, to: software, since: '2026-08-31' })
    const asked = async (show: string) => (await list(`show=${show}`)).rows.some((row) => row.id === id)
    // 2026-11-29, then the 30th: three months from the last of August.
    await pass(8)
    expect([await asked('contact'), (await desk.stay(id)).contactDue]).toEqual([false, '2026-11-30'])
    await pass(1)
    expect(await asked('contact')).toBe(true)
    await pass(89)
    expect([today(), await asked('transfer')]).toEqual(['2027-02-27', false])
    await pass(1)
    expect(await asked('transfer')).toBe(true)
  })
})

describe('a reception on an agreed day', () => {
  const agreed = async (name: string, days: number): Promise<{ id: string; member: string }> => {
    const member = await desk.member(name, tools)
    const id = await desk.open({ direction: 'within', member, to: software })
    await desk.act(id, 'issue', today(), { letterNo: name })
    const { status, body } = await desk.act(id, 'receive', ahead(days))
    expect([status, body.state, body.takesOn]).toEqual([200, 'issued', ahead(days)])
    return { id, member }
  }
  const proved = async () => {
    const scope = d.context.localScope()
    expect(await recountMembers(d.context.database.as(scope), scope)).toEqual([])
  }

  it('changes nothing until the day, and everything on it, whoever was there to press a button', async () => {
    const { id, member } = await agreed('秦约定', 10)
    const [here, there, on] = [await desk.counts(tools), await desk.counts(software), ahead(10)]
    expect(await desk.due(id)).toEqual([])
    await pass(9)
    expect(await desk.record(member)).toMatchObject({ organization: tools })
    // The program was off for a day: it takes effect on its day all the same.
    await pass(2)
    expect(await desk.page(id)).toMatchObject({ state: 'received', receivedOn: on, takesOn: null })
    expect(await desk.record(member)).toMatchObject({ organization: software, since: on })
    expect([await desk.counts(tools), await desk.counts(software)]).toEqual([(here ?? 0) - 1, (there ?? 0) + 1])
    await proved()
    await pass(1)
    expect((await desk.page(id)).events).toHaveLength(4)
  })

  it('is changed by another day, dropped by a return, and not later than the letter', async () => {
    const { id, member } = await agreed('韩改期', 20)
    expect((await desk.act(id, 'receive', ahead(91))).body.words).toContain('最晚到介绍信有效期')
    expect((await desk.act(id, 'receive', ahead(5))).body.takesOn).toBe(ahead(5))
    expect((await desk.act(id, 'return', today())).body).toMatchObject({ state: 'returned', takesOn: null })
    await pass(6)
    expect(await desk.record(member)).toMatchObject({ organization: tools })
  })

  it('what can no longer be received stays with the sender, and the case says why', async () => {
    const { id, member } = await agreed('杨不成', 3)
    const fine = await agreed('姜照办', 3)
    const scope = d.context.localScope()
    await d.context.database.write(scope, (tx) =>
      changeStatus(d.context, tx, scope, member, { day: today(), to: 'suspended', reason: '失去联系' }),
    )
    await pass(3)
    expect(await desk.page(id)).toMatchObject({ state: 'issued', takesOn: null })
    expect((await desk.page(id)).events[0]).toMatchObject({ reason: '停止党籍期间不转组织关系' })
    expect(await desk.due(id)).not.toEqual([])
    expect((await desk.page(fine.id)).state).toBe('received')
    await proved()
  })
})

describe('who has an account', () => {
  it('sees what is kept of the own transfers and stays, and nobody else’s', async () => {
    const [member, other] = [await desk.member('本人一', tools), await desk.member('别人二', tools)]
    await d.context.database.owner
      .transaction()
      .execute((tx) => sql`update member set account = 'a1' where id = ${member}`.execute(tx))
    const id = await away({ member, to: software, since: '2026-09-01' })
    await away({ member: other, to: software, since: '2026-09-01' })
    const move = await desk.open({ direction: 'within', member, to: software })
    const [own] = d.context.personal.own.filter(({ prefix }) => prefix === 'transfer.')
    await desk.secretary('nowhere')
    const caller = await d.context.gates.current.caller({} as never)
    if (!caller || !own) throw new Error('no caller')
    const scope = admit(
      d.context.config.district,
      { ...caller, reach: () => ({ paths: [], places: [], lines: [], units: ['x'], organizations: [] }) },
      { verb: 'members.read', from: '测试', request: null },
    )
    const facts = await own.facts(d.context, d.context.database.as(scope), scope, 'a1')
    expect(facts.map(({ key }) => key)).toEqual([`transfer.${move}`, `transfer.${id}`])
    expect(facts.map(({ value }) => value).join()).toContain('云山机床有限公司党支部 → 云山软件有限公司党支部')
    await expect(
      own.change({} as never, {} as never, scope, { account: 'a1', key: `transfer.${id}`, value: null, reason: '' }),
    ).rejects.toThrow(/请党组织更正/)
  })
})
