import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOTHING } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { admit, everybody } from '../../../../platform/server/gate.ts'
import { openEyes } from '../../../../platform/server/personal/eyes.ts'
import { unitsEvents } from '../../../units/contract.ts'
import type { UnitsMerging } from '../../../units/server/public.ts'
import { changeOrganization } from '../../../organizations/server/public.ts'
import { coverageServer } from '../../../coverage/server/index.ts'
import type { MemberPage } from '../../contract.ts'
import { changeStatus, recountMembers } from '../../server/public.ts'
import { openDistrict, testRooms, type TestDistrict } from '../../testing.ts'
import type { TransferPage, TransferRow } from '../contract.ts'
import { atDesk, type Refused } from '../testing.ts'
import { findLetterFacts } from './public.ts'

/** Today is 2026-11-21. */
const TODAY = '2026-11-21'
let d: TestDistrict
let desk: ReturnType<typeof atDesk>
let committee: string
let tools: string
let software: string
let toolsUnit: string
let softwareUnit: string
beforeAll(async () => {
  d = await openDistrict([...testRooms, coverageServer])
  desk = atDesk(d)
  toolsUnit = d.units.get('云山机床有限公司') ?? ''
  softwareUnit = d.units.get('云山软件有限公司') ?? ''
  committee = await d.organization('东郊街道综合党委', { kind: 'committee' })
  tools = await d.organization('云山机床有限公司党支部', { superior: committee, units: [toolsUnit] })
  software = await d.organization('云山软件有限公司党支部', { units: [softwareUnit], town: 1 })
})
beforeEach(() => d.as('测试核对'))
afterAll(() => d.context.close())

const proved = async () => {
  const scope = d.context.localScope()
  expect(await recountMembers(d.context.database.as(scope), scope)).toEqual([])
  const { body } = await d.ask('POST', '/api/coverage/recount', {})
  expect(body).toMatchObject({ equal: true, differing: 0 })
}
const issued = async (order: object, letterNo: string, day = '2026-11-02'): Promise<string> => {
  const id = await desk.open(order)
  const { status, body } = await desk.act(id, 'issue', day, { letterNo })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return id
}

describe('between two organisations of the district', () => {
  it('moves nobody before the reception, and everything at once with it', async () => {
    const member = await desk.member('周云山', tools, { unit: softwareUnit })
    const [before, there] = [await desk.counts(tools), await desk.counts(software)]
    const id = await desk.open({ direction: 'within', member, to: software })
    expect(await desk.page(id)).toMatchObject({
      state: 'draft',
      name: '周云山',
      from: { mine: true },
      to: { mine: true },
    })
    const out = await desk.act(id, 'issue', '2026-11-02', { letterNo: '2026-17' })
    expect(out.body).toMatchObject({ state: 'issued', letterNo: '2026-17', validUntil: '2027-01-31', overdue: false })
    expect(await desk.due(id)).toEqual(['remind 2026-12-09', 'expiry 2027-01-31'])
    expect(await desk.counts(tools)).toBe(before)
    expect(await desk.inUnit(softwareUnit)).toBe(0)
    expect((await desk.try(id, 'receive', TODAY)).body.follows).toEqual([
      '组织关系自 2026-11-21 起在“云山软件有限公司党支部”，由它管理和计数',
      '“云山机床有限公司党支部”少一人，“云山软件有限公司党支部”多一人',
    ])
    expect((await desk.act(id, 'receive', TODAY)).body).toMatchObject({ state: 'received', receivedOn: TODAY })
    expect(await desk.record(member)).toMatchObject({ organization: software, status: 'full', since: TODAY })
    expect([await desk.counts(tools), await desk.counts(software)]).toEqual([(before ?? 0) - 1, (there ?? 0) + 1])
    expect(await desk.inUnit(softwareUnit)).toBe(1)
    await proved()
    expect(await desk.due(id)).toEqual(['receipt 2026-12-21'])
    expect((await desk.act(id, 'receipt', TODAY)).body).toMatchObject({ receiptOn: TODAY })
    expect(await desk.due(id)).toEqual([])
    const { history } = (await d.ask<MemberPage>('GET', `/api/members/${member}`)).body
    expect(history.map(({ organizationName, from, to }) => [organizationName, from, to])).toEqual([
      ['云山软件有限公司党支部', TODAY, null],
      ['云山机床有限公司党支部', '2020-01-01', TODAY],
    ])
  })

  it('each side does its own and sees why not the other’s', async () => {
    const member = await desk.member('吴小溪', tools)
    await desk.secretary(tools)
    const id = await issued({ direction: 'within', member, to: software }, '2026-18')
    expect((await desk.page(id)).deeds.find(({ deed }) => deed === 'receive')?.why).toBe('由转入的党组织办')
    expect((await desk.act(id, 'receive', TODAY)).body.code).toBe('transfers.not-this-side')
    expect((await desk.try(id, 'receive', TODAY)).body.refused).toBe('由转入的党组织办')
    expect((await desk.act(id, 'remind', TODAY)).body.remindedOn).toBe(TODAY)
    await desk.secretary(software)
    // The receiving side reaches the case, and not yet the record.
    expect((await d.ask('GET', `/api/members/${member}`)).status).toBe(404)
    expect((await desk.act(id, 'withdraw', TODAY)).body.code).toBe('transfers.not-this-side')
    const list = await d.ask<{ rows: TransferRow[]; total: number }>('GET', '/api/transfers')
    expect(list.body.rows.map((row) => [row.id, row.from.mine, row.to.mine])).toContainEqual([id, false, true])
    expect((await desk.act(id, 'receive', TODAY)).body.state).toBe('received')
    expect((await d.ask('GET', `/api/members/${member}`)).status).toBe(200)
    await desk.secretary(tools)
    expect((await d.ask('GET', `/api/members/${member}`)).status).toBe(404)
    expect((await desk.page(id)).state).toBe('received')
    await desk.secretary(await d.organization('云山食品有限公司党支部', { superior: committee }))
    expect((await d.ask<Refused>('GET', `/api/transfers/${id}`)).body.code).toBe('transfers.not-found')
    expect((await d.ask<{ rows: TransferRow[] }>('GET', '/api/transfers')).body.rows).toEqual([])
  })

  it('a secretary finds whom to write to, by name and nothing else', async () => {
    await desk.secretary(tools)
    const find = async (q: string, use = 'relation') =>
      (await d.ask<{ rows: object[] }>('GET', `/api/transfers/places?q=${encodeURIComponent(q)}&for=${use}`)).body.rows
    expect(await find('软件')).toEqual([{ id: software, name: '云山软件有限公司党支部', superiorName: null }])
    expect(await find('机床')).toEqual([
      { id: tools, name: '云山机床有限公司党支部', superiorName: '东郊街道综合党委' },
    ])
    d.as('测试核对')
    const floating = await d.organization('云山驻沪流动党员党支部', { kind: 'floating', superior: committee })
    expect(await find('驻沪')).toEqual([])
    expect(await find('驻沪', 'stay')).toMatchObject([{ id: floating }])
  })

  it('the papers of a case: superiors by name, particulars only for whoever reaches the record', async () => {
    const more = { gender: 'male', ethnicity: '汉族', phone: '13800000005', unit: toolsUnit }
    const member = await desk.member('卫介绍', tools, more)
    const id = await issued({ direction: 'within', member, to: software }, '2026-31')
    const facts = async (organization: string) => {
      const [row] = await rowsOf<{ chain: string }>(
        d.context.database.owner,
        sql`select chain from organization where id = ${organization}`,
      )
      const reach = { ...NOTHING, organizations: [row?.chain ?? ''] }
      const caller = { ...everybody('支部书记', '开介绍信'), account: 'a1', reach: () => reach }
      const scope = admit(d.context.config.district, caller, { verb: 'members.transfer', from: '测试', request: null })
      const eyes = openEyes(d.context.secrets, scope)
      return findLetterFacts(d.context, d.context.database.as(scope), scope, eyes, id)
    }
    const common = {
      name: '卫介绍',
      status: 'full',
      letterNo: '2026-31',
      validUntil: '2027-01-31',
      from: { name: '云山机床有限公司党支部', superiorName: '东郊街道综合党委' },
    }
    const particulars = { gender: 'male', ethnicity: '汉族', phone: '13800000005', unitName: '云山机床有限公司' }
    expect(await facts(tools)).toMatchObject({ ...common, ...particulars, mine: { from: true, to: false } })
    const there = { gender: null, ethnicity: null, phone: null, unitName: null, mine: { from: false, to: true } }
    expect(await facts(software)).toMatchObject({ ...common, ...there })
    await expect(facts(await d.organization('云山纺织有限公司党支部'))).rejects.toThrow(/没有这件转接/)
    await desk.act(id, 'withdraw', TODAY)
  })

  it('the letter says what somebody is on its day', async () => {
    const member = await desk.member('郑一帆', tools, {
      status: 'probationary',
      joined: '2025-10-01',
      fullOn: null,
      day: '2025-10-01',
    })
    const id = await desk.open({ direction: 'within', member, to: software })
    const scope = d.context.localScope()
    await d.context.database.write(scope, (tx) =>
      changeStatus(d.context, tx, scope, member, { day: '2026-10-01', to: 'full', reason: '转正' }),
    )
    expect((await desk.page(id)).status).toBe('probationary')
    expect((await desk.act(id, 'issue', '2026-11-02', { letterNo: '2026-19' })).body.status).toBe('full')
    expect((await desk.act(id, 'return', TODAY)).body).toMatchObject({ state: 'returned', endedOn: TODAY })
    expect(await desk.record(member)).toMatchObject({ organization: tools })
    expect(await desk.due(id)).toEqual([])
  })

  it('one at a time, not to where one is, not while suspended, not into what holds nobody', async () => {
    const member = await desk.member('冯一件', tools)
    const ask = async (order: object) =>
      (await d.ask<Refused>('POST', '/api/transfers', { reason: '调动', ...order })).body
    expect((await ask({ direction: 'within', member, to: tools })).words).toContain('本来就在')
    const temporary = await d.organization('云山项目临时党支部', { kind: 'temporary', superior: committee })
    expect((await ask({ direction: 'within', member, to: temporary })).words).toContain('临时党支部不接转组织关系')
    const id = await desk.open({ direction: 'within', member, to: software })
    expect((await ask({ direction: 'out', member, toText: '上海某支部' })).words).toContain(
      '已经有一件转到“云山软件有限公司党支部”的在办',
    )
    const scope = d.context.localScope()
    const set = (to: 'suspended' | 'full') =>
      d.context.database.write(scope, (tx) =>
        changeStatus(d.context, tx, scope, member, { day: TODAY, to, reason: '失去联系' }),
      )
    await set('suspended')
    expect((await desk.act(id, 'issue', TODAY, { letterNo: '1' })).body.words).toContain('停止党籍期间')
    expect((await desk.act(id, 'withdraw', TODAY)).body.state).toBe('withdrawn')
    expect((await ask({ direction: 'out', member, toText: '上海某支部' })).words).toContain('停止党籍期间')
  })

  it('two at the desk: the second sees what the first did', async () => {
    const id = await issued(
      { direction: 'within', member: await desk.member('陈两人', tools), to: software },
      '2026-20',
    )
    const { version } = await desk.page(id)
    const send = (deed: string) =>
      d.ask<Refused>('POST', `/api/transfers/${id}/act`, { version, deed, day: TODAY, reason: '同时' })
    const answers = await Promise.all([send('receive'), send('withdraw')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('transfers.changed-meanwhile')
    await proved()
  })
})

describe('out of the district', () => {
  it('stays the sender’s until the other side received, and is no longer on file from that day', async () => {
    const member = await desk.member('孙出区', tools, { unit: toolsUnit })
    const here = await desk.inUnit(toolsUnit)
    const id = await issued({ direction: 'out', member, toText: '上海市浦东新区某党支部' }, '2026-21', '2026-08-20')
    expect(await desk.page(id)).toMatchObject({ to: { organization: null, mine: false }, overdue: true })
    expect(
      (await d.ask<{ rows: TransferRow[] }>('GET', '/api/transfers?flag=overdue')).body.rows.map((row) => row.id),
    ).toEqual([id])
    expect(await desk.record(member)).toMatchObject({ status: 'full', organization: tools })
    expect((await desk.act(id, 'receive', '2026-12-01')).body.words).toContain('还没有到')
    // Received after the letter ran out: with a reason, which stays in the history.
    expect((await desk.act(id, 'receive', TODAY)).body.code).toBe('transfers.reason-needed')
    const done = await desk.act(id, 'receive', TODAY, { overrides: { 'member.letter': '对方已确认接收' } })
    expect(done.body.state).toBe('received')
    expect(done.body.events[0]?.words).toContain('对方已确认接收')
    expect(await desk.record(member)).toMatchObject({ status: 'ended' })
    expect(await desk.inUnit(toolsUnit)).toBe((here ?? 0) - 1)
    expect(await desk.due(id)).toEqual(['receipt 2026-12-21'])
    await proved()
  })

  it('who goes on working here stays on file (兼合式)', async () => {
    const none = await desk.member('钱无单位', tools)
    const refused = await d.ask<Refused>('POST', '/api/transfers', {
      direction: 'out',
      member: none,
      toText: '户籍地支部',
      stays: true,
      reason: '回户籍地',
    })
    expect(refused.body.words).toContain('没有登记本区的工作单位')
    const member = await desk.member('李兼合', tools, { unit: toolsUnit })
    const id = await issued({ direction: 'out', member, toText: '户籍地支部', stays: true }, '2026-22')
    await desk.act(id, 'receive', TODAY)
    expect(await desk.record(member)).toMatchObject({ status: 'full', organization: null, place: 'elsewhere' })
    await proved()
    // And comes back to another branch, by a letter from there.
    const back = await issued(
      { direction: 'in', member, fromText: '户籍地支部', to: software, place: 'residence' },
      '外-3',
    )
    await desk.act(back, 'receive', TODAY)
    expect(await desk.record(member)).toMatchObject({ organization: software, place: 'residence' })
    await proved()
  })

  it('lapses by hand after its last day, and the person never left', async () => {
    const member = await desk.member('王过期', tools)
    const id = await issued({ direction: 'out', member, toText: '杭州某支部' }, '2026-23', '2026-08-01')
    expect((await desk.act(id, 'lapse', '2026-10-30')).body.words).toContain('还没有过')
    expect((await desk.act(id, 'lapse', TODAY)).body.state).toBe('lapsed')
    expect(await desk.record(member)).toMatchObject({ status: 'full', organization: tools })
  })
})

describe('in from outside', () => {
  const coming = (name: string, more: object = {}) => ({
    direction: 'in',
    name,
    joined: '2012-07-01',
    fullOn: '2013-07-01',
    unit: softwareUnit,
    fromText: '合肥市某党支部',
    to: software,
    ...more,
  })

  it('is on file from the reception on, with the numbers of the letter', async () => {
    const id = await issued(coming('何外来', { identity: '11010519491231002X', phone: '13800000001' }), '外-1')
    expect(await desk.page(id)).toMatchObject({ member: null, identity: '11010519491231002X', phone: '13800000001' })
    d.as(null)
    expect(await desk.page(id)).toMatchObject({
      name: '何**',
      identity: expect.stringContaining('*'),
      phone: expect.stringContaining('*'),
    })
    d.as('测试核对')
    const again = await d.ask<Refused>('POST', '/api/transfers', {
      reason: '转入',
      ...coming('何外来', { identity: '11010519491231002X', other: true }),
    })
    expect(again.body.words).toContain('同一身份证号已经有一件转入')
    const { member } = (await desk.act(id, 'receive', TODAY)).body
    expect(member).not.toBeNull()
    const onFile = (await d.ask<MemberPage>('GET', `/api/members/${member}`)).body
    expect(onFile).toMatchObject({
      name: '何外来',
      identity: '11010519491231002X',
      phone: '13800000001',
      unit: softwareUnit,
      joined: '2012-07-01',
      since: TODAY,
    })
    expect(await desk.page(id)).toMatchObject({ identity: null, phone: null })
    const left = await rowsOf(d.context.database.owner, sql`select 1 from personal_vault where owner = ${id}`)
    expect(left).toEqual([])
    await proved()
    const known = await d.ask<Refused>('POST', '/api/transfers', {
      reason: '转入',
      ...coming('别的人', { identity: '11010519491231002X' }),
    })
    expect(known.body.code).toBe('members.on-file')
  })

  it('the numbers of somebody who did not come are forgotten', async () => {
    const id = await issued(coming('吕没来', { phone: '13800000002' }), '外-2')
    await desk.act(id, 'return', TODAY)
    expect(await desk.page(id)).toMatchObject({ state: 'returned', phone: null })
    expect(await rowsOf(d.context.database.owner, sql`select 1 from personal_vault where owner = ${id}`)).toEqual([])
  })

  it('asks about equal names, and takes nobody for somebody by them', async () => {
    await desk.member('张同名', software)
    const order = { reason: '转入', ...coming('张同名') }
    expect((await d.ask<Refused>('POST', '/api/transfers', order)).body.code).toBe('members.same-name')
    expect((await d.ask('POST', '/api/transfers', { ...order, other: true })).status).toBe(200)
    const twice = { ...order, name: '蒋两封' }
    expect((await d.ask('POST', '/api/transfers', twice)).status).toBe(200)
    expect((await d.ask<Refused>('POST', '/api/transfers', { ...twice, name: '蒋 两封' })).body.words).toContain(
      '正在转入',
    )
    expect((await d.ask('POST', '/api/transfers', { ...twice, other: true })).status).toBe(200)
    expect((await d.ask<Refused>('POST', '/api/transfers', { ...order, name: '张*' })).body.words).toContain(
      '完整的姓名',
    )
    expect(
      (await d.ask<Refused>('POST', '/api/transfers', { ...order, name: '李日期', joined: '2030-01-01' })).body.code,
    ).toBe('members.bad-day')
  })

  it('somebody who had moved away comes back to the same record', async () => {
    const member = await desk.member('赵回来', tools)
    const out = await issued({ direction: 'out', member, toText: '苏州某支部' }, '2026-24', '2026-09-01')
    await desk.act(out, 'receive', '2026-09-10')
    const back = await issued(coming('', { name: undefined, member, place: 'unit' }), '外-4', '2026-11-01')
    expect((await desk.try(back, 'receive', '2026-09-05')).body.refused).toContain('2026-11-01 才开出')
    await desk.act(back, 'receive', TODAY)
    expect(await desk.record(member)).toMatchObject({ status: 'full', organization: software, since: TODAY })
    expect((await d.ask<MemberPage>('GET', `/api/members/${member}`)).body.unit).toBe(softwareUnit)
    await proved()
    expect(
      (await d.ask<Refused>('POST', '/api/transfers', { reason: '转入', ...coming('', { name: undefined, member }) }))
        .body.words,
    ).toContain('已经在本区')
  })
})

describe('days', () => {
  it('a reception dated back before a later deed is refused with that deed named, tried or done', async () => {
    const member = await desk.member('韩补记', tools, { day: '2026-11-10' })
    const id = await issued({ direction: 'within', member, to: software }, '2026-25', '2026-11-02')
    const why = '2026-11-10 已有一条“登记为正式党员”在它之后，日期不能早于 2026-11-10'
    expect((await desk.try(id, 'receive', '2026-11-05')).body.refused).toBe(why)
    expect((await desk.act(id, 'receive', '2026-11-05')).body.words).toContain(why)
    expect((await desk.act(id, 'receive', '2026-11-12')).body.receivedOn).toBe('2026-11-12')
  })

  it('not before the organisation was founded', async () => {
    const young = await d.organization('云山商贸有限公司党支部', { founded: '2026-11-15' })
    const id = await issued({ direction: 'within', member: await desk.member('杨成立', tools), to: young }, '2026-26')
    expect((await desk.try(id, 'receive', '2026-11-10')).body.refused).toBe(
      '2026-11-10 早于“云山商贸有限公司党支部”成立（2026-11-15）',
    )
    expect((await desk.act(id, 'receive', '2026-11-10')).status).toBe(409)
    expect((await desk.act(id, 'receive', '2026-11-15')).status).toBe(200)
  })

  it('dated back across a frozen snapshot: the snapshot stays, and the trial says so', async () => {
    const member = await desk.member('秦定版', tools, { unit: softwareUnit })
    const frozen = await d.ask<{ id: string }>('POST', '/api/snapshots', { name: '十一月定版', asOf: '2026-11-20' })
    expect(frozen.status).toBe(200)
    const figures = async () => JSON.stringify((await d.ask('GET', `/api/snapshots/${frozen.body.id}`)).body)
    const before = await figures()
    const units = async () =>
      JSON.stringify(
        await rowsOf(
          d.context.database.owner,
          sql`select * from snapshot_unit where snapshot_id = ${frozen.body.id} order by unit_id`,
        ),
      )
    const kept = await units()
    const id = await issued({ direction: 'within', member, to: software }, '2026-27')
    const { follows } = (await desk.try(id, 'receive', '2026-11-10')).body
    expect(follows).toContain('定版“十一月定版”（2026-11-20）按当时的数保留，不随之改变')
    const was = (await desk.inUnit(softwareUnit)) ?? 0
    await desk.act(id, 'receive', '2026-11-10')
    expect(await desk.inUnit(softwareUnit)).toBe(was + 1)
    expect([await figures(), await units()]).toEqual([before, kept])
    expect((await desk.try(id, 'receipt', TODAY)).body.follows.join()).not.toContain('定版')
    await proved()
  })
})

describe('whoever takes over an organisation takes over what is on its way', () => {
  const change = (id: string, what: object) => {
    const scope = d.context.localScope()
    return d.context.database.write(scope, (tx) =>
      changeOrganization(d.context, tx, scope, {
        id,
        day: d.context.clock.today(),
        reason: '测试',
        what,
        overrides: { 'organization.superior': '测试' },
      } as never),
    )
  }

  it('both sides follow a merge; without anybody to take over, it stands against the end', async () => {
    const [old, host] = [
      await d.organization('云山旧党支部', { superior: committee }),
      await d.organization('云山新党支部', { superior: committee }),
    ]
    const member = await desk.member('许并入', old)
    const id = await issued({ direction: 'within', member, to: software }, '2026-28')
    const other = await issued(
      { direction: 'in', name: '施转来', fromText: '外地某支部', to: old, place: 'residence' },
      '外-9',
    )
    await expect(change(old, { change: 'revoke' })).rejects.toThrow(/2 件组织关系转接在办/)
    await change(old, { change: 'revoke', membersTo: host })
    expect(await desk.page(id)).toMatchObject({ from: { organization: host, name: '云山新党支部' }, state: 'issued' })
    expect(await desk.page(other)).toMatchObject({ to: { organization: host } })
    expect((await desk.act(id, 'receive', TODAY)).body.state).toBe('received')
    expect((await desk.act(other, 'receive', TODAY)).body.state).toBe('received')
    expect(await desk.record(member)).toMatchObject({ organization: software })
    await proved()
  })

  it('two records of one unit become one: whoever is coming will work there', async () => {
    const gone = d.units.get('云山商贸有限公司') ?? ''
    const order = { direction: 'in', name: '余归并', fromText: '外地某支部', to: software, unit: gone }
    const id = await desk.open(order)
    const scope = d.context.localScope()
    const merging: UnitsMerging = { kept: softwareUnit, gone, undone: false, carried: {} }
    const emit = (undone: boolean) =>
      d.context.database.write(scope, (tx) =>
        d.context.reactions.emit(unitsEvents.merging, tx, scope, { ...merging, undone }),
      )
    await emit(false)
    expect(await desk.page(id)).toMatchObject({ unit: softwareUnit })
    expect(merging.carried['transfers']).toEqual([id])
    await emit(true)
    expect(await desk.page(id)).toMatchObject({ unit: gone })
  })

  it('the case stands where its organisations stand', async () => {
    const branch = await d.organization('云山移动党支部', { superior: committee })
    const id = await issued(
      { direction: 'within', member: await desk.member('曹移动', branch), to: software },
      '2026-29',
    )
    const upper = await d.organization('下应街道综合党委', { kind: 'committee', town: 1 })
    await change(branch, { change: 'move', superior: upper })
    await desk.secretary(upper)
    expect((await desk.page(id)).id).toBe(id)
    await desk.secretary(committee)
    expect((await d.ask('GET', `/api/transfers/${id}`)).status).toBe(404)
  })
})

describe('numbers and lists', () => {
  it('the count opens its rows', async () => {
    const { body } = await d.ask<{
      states: Record<string, number>
      open: Record<string, number>
      overdue: number
      noReceipt: number
      receivedThisYear: number
      articles: { rule: string }[]
    }>('GET', '/api/transfers/count')
    const rows = async (query: string) =>
      (await d.ask<{ rows: TransferRow[]; total: number }>('GET', `/api/transfers?limit=500&${query}`)).body
    for (const [state, n] of Object.entries(body.states)) expect((await rows(`state=${state}`)).total, state).toBe(n)
    const open = await rows('')
    expect(open.rows).toHaveLength((body.open['within'] ?? 0) + (body.open['out'] ?? 0) + (body.open['in'] ?? 0))
    for (const direction of ['within', 'out', 'in'])
      expect((await rows(`direction=${direction}`)).total).toBe(body.open[direction])
    expect((await rows('flag=overdue')).total).toBe(body.overdue)
    expect((await rows('flag=no-receipt')).total).toBe(body.noReceipt)
    expect((await rows('flag=this-year')).total).toBe(body.receivedThisYear)
    expect(body.receivedThisYear).toBeGreaterThan(5)
    expect(body.articles.map(({ rule }) => rule)).toContain('member.sender-responsible')
    expect((await rows(`q=${encodeURIComponent('2026-17')}`)).rows).toEqual([])
    expect((await rows(`state=received&q=${encodeURIComponent('2026-17')}`)).rows).toHaveLength(1)
    expect((await rows('q=%25')).rows).toEqual([])
    const town = d.towns[1]?.id ?? ''
    const there = await rows(`state=received&area=${encodeURIComponent(town)}`)
    expect(there.total).toBeGreaterThan(0)
    expect((await d.ask('GET', '/api/transfers?area=nowhere')).status).toBe(404)
  })

  it('a page after a page gives every case once', async () => {
    const states = 'state=draft,issued,received,returned,withdrawn,lapsed'
    const seen: string[] = []
    let after = ''
    for (let no = 0; no < 100; no++) {
      const { body } = await d.ask<{ rows: TransferRow[]; next: string | null }>(
        'GET',
        `/api/transfers?limit=3&${states}${after}`,
      )
      seen.push(...body.rows.map(({ id }) => id))
      if (body.next === null) break
      after = `&after=${encodeURIComponent(body.next)}`
    }
    const all = await d.ask<{ rows: TransferRow[] }>('GET', `/api/transfers?limit=500&${states}`)
    expect(seen).toEqual(all.body.rows.map(({ id }) => id))
  })

  it('the registers as files: masked, in the clear with a purpose, and the trail says how many persons', async () => {
    const csv = async (url: string) => (await d.ask<Buffer>('GET', `${url}format=csv`)).body.toString('utf8')
    const all = '/api/transfers/export?state=draft,issued,received,returned,withdrawn,lapsed&'
    const listed = await csv(all)
    expect(listed).toContain(
      '周云山,区内转接,云山机床有限公司党支部,云山软件有限公司党支部,2026-17,2026-11-02,2027-01-31',
    )
    const { body } = await d.ask<{ states: Record<string, number> }>('GET', '/api/transfers/count')
    const total = Object.values(body.states).reduce((sum, n) => sum + n, 0)
    expect(listed).toContain(`校验：共 ${total} 行`)
    const [read] = await rowsOf<{ details: { persons: number } }>(
      d.context.database.owner,
      sql`select details from audit where action = 'personal.read' order by id desc limit 1`,
    )
    const [persons] = await rowsOf<{ n: number }>(
      d.context.database.owner,
      sql`select count(distinct coalesce(member, id))::int as n from transfer`,
    )
    expect(read?.details.persons).toBe(persons?.n)
    await d.ask('POST', '/api/floating', {
      member: null,
      name: '严来客',
      fromText: '外地',
      to: software,
      since: '2026-09-01',
      fixed: false,
      reason: '务工',
    })
    expect(await csv('/api/floating/export?')).toContain('严来客,外地,云山软件有限公司党支部,2026-09-01,否,否')
    d.as(null)
    expect(await csv(all)).toContain('周**,')
    expect(await csv('/api/floating/export?')).toContain('严**,')
    for (const of of ['transfers', 'floating'])
      expect((await d.ask('GET', `/api/${of}/export?area=nowhere`)).status, of).toBe(404)
    expect((await d.ask<Buffer>('GET', '/api/transfers/export')).body.subarray(0, 2).toString()).toBe('PK')
  })

  it('names are masked without a purpose, sealed in the table, and the trail holds none', async () => {
    const id = await issued(
      { direction: 'within', member: await desk.member('欧阳密封', tools), to: software },
      '2026-30',
    )
    d.as(null)
    expect((await desk.page(id)).name).toBe('欧***')
    const [row] = await rowsOf<{ name: string }>(
      d.context.database.owner,
      sql`select name from transfer where id = ${id}`,
    )
    expect(row?.name).not.toContain('欧阳')
    const trail = await rowsOf<{ text: string }>(
      d.context.database.owner,
      sql`select details::text as text from audit where subject = ${id}`,
    )
    expect(trail.length).toBeGreaterThan(1)
    expect(JSON.stringify(trail)).not.toContain('欧阳')
  })

  it('an unknown deed’s case, and a case of the page with every deed said', async () => {
    expect((await d.ask('GET', '/api/transfers/nothing')).status).toBe(404)
    const id = await desk.open({ direction: 'within', member: await desk.member('姜草稿', tools), to: software })
    const why = Object.fromEntries(
      ((await desk.page(id)) as TransferPage).deeds.map(({ deed, why: text }) => [deed, text]),
    )
    expect(why).toEqual({
      issue: null,
      withdraw: null,
      remind: '还没有开介绍信',
      receive: '还没有开介绍信',
      return: '还没有开介绍信',
      lapse: '还没有开介绍信',
      receipt: '没有接收，谈不上回执',
    })
  })
})
