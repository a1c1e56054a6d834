import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING, type Reach } from '../../../kernel/scope.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { admit } from '../../../platform/server/gate.ts'
import { changeOrganization } from '../../organizations/server/public.ts'
import type { MemberPage, MemberRow } from '../contract.ts'
import { coverageServer } from '../../coverage/server/index.ts'
import { openDistrict, testRooms, type TestDistrict } from '../testing.ts'
import { countUnits, recountMembers } from './counts.ts'

let d: TestDistrict
let branch: string
let joint: string
let committee: string
beforeAll(async () => {
  d = await openDistrict([...testRooms, coverageServer])
  const unit = (name: string): string => d.units.get(name) ?? ''
  committee = await d.organization('东郊街道综合党委', { kind: 'committee' })
  branch = await d.organization('云山机床有限公司党支部', { superior: committee, units: [unit('云山机床有限公司')] })
  joint = await d.organization('云山第一联合党支部', {
    kind: 'joint-branch',
    superior: committee,
    units: [unit('云山纺织有限公司'), unit('云山物流有限公司')],
  })
})
afterAll(() => d.context.close())

interface Refused {
  readonly code: string
  readonly detail?: string
}
let born = 0
const fields = (name: string, more: object = {}) => ({
  name,
  status: 'full',
  organization: branch,
  unit: d.units.get('云山机床有限公司'),
  joined: '2010-07-01',
  fullOn: '2011-07-01',
  born: `19${70 + (born++ % 20)}-01-02`,
  day: '2020-01-01',
  reason: '补录',
  ...more,
})
async function add(name: string, more: object = {}): Promise<string> {
  const { status, body } = await d.ask<{ id: string } & Refused>('POST', '/api/members', fields(name, more))
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.id
}
const page = async (id: string): Promise<MemberPage> => (await d.ask<MemberPage>('GET', `/api/members/${id}`)).body
async function list(query: string): Promise<readonly MemberRow[]> {
  const { status, body } = await d.ask<{ rows: MemberRow[] }>('GET', `/api/members?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return body.rows
}
const countsOf = async (id: string) => {
  const [row] = await rowsOf<{ full: number; probationary: number }>(
    d.context.database.owner,
    sql`select members_full as "full", members_probationary as probationary from organization where id = ${id}`,
  )
  return row
}
const unitCount = async (name: string) => {
  const [row] = await rowsOf<{ full: number | null; probationary: number | null }>(
    d.context.database.owner,
    sql`select members_full as "full", members_probationary as probationary from unit where name = ${name}`,
  )
  return row
}
const proved = async () => {
  const { context } = d
  const scope = context.localScope()
  expect(await recountMembers(context.database.as(scope), scope)).toEqual([])
  const rows = await rowsOf<{ id: string; full: number | null; probationary: number | null }>(
    context.database.owner,
    sql`select id, members_full as "full", members_probationary as probationary from unit`,
  )
  const counted = await countUnits(
    context.database.as(scope),
    scope,
    rows.map(({ id }) => id),
  )
  for (const { id, full, probationary } of rows) {
    const known = counted.get(id) ?? null
    if (known !== null) expect({ full, probationary }).toEqual(known)
  }
}

describe('a record', () => {
  it('is found by whole name, two characters, initials, numbers, and the names of branch and firm', async () => {
    const id = await add('欧阳云飞', { phone: '139 0000 1234', identity: '11010519491231002X', born: '1949-12-31' })
    for (const q of [
      '欧阳云飞',
      '云飞',
      '欧阳',
      'OYYF',
      '13900001234',
      '11010519491231002x',
      '机床',
      '云山机床有限公司党支部',
    ])
      expect(
        (await list(`q=${encodeURIComponent(q)}`)).map((row) => row.id),
        q,
      ).toContain(id)
    for (const q of ['阳', '欧飞', 'oyy', '1390000', '欧阳云海'])
      expect(
        (await list(`q=${encodeURIComponent(q)}`)).map((row) => row.id),
        q,
      ).not.toContain(id)
  })

  it('stands sealed in the table', async () => {
    const rows = await rowsOf<{ text: string }>(
      d.context.database.owner,
      sql`select m::text || coalesce((select string_agg(v::text, '') from personal_vault v), '')
        || coalesce((select string_agg(e::text, '') from member_event e), '')
        || coalesce((select string_agg(a::text, '') from audit a), '') as text from member m`,
    )
    for (const { text } of rows)
      for (const word of ['欧阳', '云飞', '13900001234', '4912310']) expect(text).not.toContain(word)
  })

  it('is masked unless a purpose was stated', async () => {
    const [row] = await list('q=欧阳云飞')
    expect((await page(row?.id ?? '')).identity).toBe('11010519491231002X')
    d.as(null)
    const masked = await page(row?.id ?? '')
    expect([masked.name, masked.phone, masked.identity]).toEqual(['欧***', '139****1234', '110***********002X'])
    expect((await list('q=欧阳云飞'))[0]?.name).toBe('欧***')
    d.as('测试核对')
  })

  it('counts for its organisation and its firm, and coverage reacts', async () => {
    await add('赵一')
    await add('钱二', { status: 'probationary', fullOn: null })
    await add('孙三', { status: 'suspended' })
    expect(await countsOf(branch)).toEqual({ full: 2, probationary: 1 })
    expect(await unitCount('云山机床有限公司')).toEqual({ full: 2, probationary: 1 })
    await proved()
  })

  it('whose relation is elsewhere is shown beside the firm’s number and is not in it', async () => {
    const elsewhere = { organization: null, place: 'elsewhere', unit: d.units.get('云山软件有限公司') }
    const id = await add('李四', elsewhere)
    expect(await unitCount('云山软件有限公司')).toEqual({ full: 0, probationary: 0 })
    expect((await list('flag=no-organization')).map((row) => row.id)).toEqual([id])
    const other = await add('周五', { unit: d.units.get('云山软件有限公司') })
    expect((await list('flag=works-elsewhere')).map((row) => row.id)).toEqual([other])
    expect(await unitCount('云山软件有限公司')).toEqual({ full: 0, probationary: 0 })
    await proved()
  })
})

describe('refused, with the reason', () => {
  it.each([
    ['a name that was masked', { name: '张*' }, 'members.refused', '遮盖'],
    ['a relation nowhere', { organization: null }, 'members.refused', '组织关系'],
    ['an impossible number', { identity: '110105194912310021' }, 'members.bad-number', '校验位'],
    ['joined before born', { joined: '1960-01-01', born: '1970-01-01' }, 'members.bad-day', '早于出生'],
    ['before the branch was founded', { day: '2015-05-31' }, 'members.bad-day', '早于“云山机床有限公司党支部”成立'],
    ['a day to come', { day: '2026-11-22' }, 'members.bad-day', '还没有到'],
    ['an organisation that is none', { organization: 'nothing' }, 'organizations.not-found', ''],
    ['a unit that is none', { unit: 'nothing' }, 'members.refused', '没有这家单位'],
    ['the same identity number', { identity: '11010519491231002X' }, 'members.on-file', '云山机床有限公司党支部'],
    ['the same name in the same branch', { name: '赵一' }, 'members.same-name', '云山机床有限公司党支部'],
  ])('%s', async (_, more, code, words) => {
    const { status, body } = await d.ask<Refused>('POST', '/api/members', fields('吴不成', more))
    expect([status >= 400, body.code]).toEqual([true, code])
    expect(JSON.stringify(body)).toContain(words)
  })

  it('until somebody has looked: another person of the same name', async () => {
    await add('赵一', { other: true })
    expect((await list('q=赵一')).length).toBe(2)
  })
})

describe('deeds', () => {
  it('follow the table, keep their days and refuse to contradict a later one', async () => {
    const id = await add('郑六', { status: 'probationary', joined: '2024-03-01', fullOn: null, day: '2024-03-01' })
    const act = (body: object) =>
      d.ask<MemberPage & Refused>('POST', `/api/members/${id}/status`, { reason: '党员大会', ...body })
    const done = await act({ version: 1, day: '2025-03-01', to: 'full' })
    expect(done.body).toMatchObject({ status: 'full', fullOn: '2025-03-01', version: 2 })
    expect((await act({ version: 1, day: '2025-04-01', to: 'suspended' })).body.code).toBe('members.changed-meanwhile')
    expect(JSON.stringify((await act({ version: 2, day: '2025-02-28', to: 'suspended' })).body)).toContain(
      '转为正式党员',
    )
    expect((await act({ version: 2, day: '2025-04-01', to: 'probationary' })).body.code).toBe('members.refused')
    expect((await act({ version: 2, day: '2025-04-01', to: 'ended' })).body.code).toBe('members.refused')
    const before = await countsOf(branch)
    const gone = await act({ version: 2, day: '2025-04-01', to: 'ended', endReason: 'moved-out' })
    expect(gone.body).toMatchObject({ status: 'ended', ended: '2025-04-01', endReason: 'moved-out' })
    expect(await countsOf(branch)).toEqual({ full: (before?.full ?? 0) - 1, probationary: before?.probationary })
    expect((await list('q=郑六')).length).toBe(0)
    expect((await list('q=郑六&status=ended')).length).toBe(1)
    const back = await act({ version: 3, day: '2025-09-01', to: 'full' })
    expect(back.body.history).toMatchObject([
      { from: '2025-09-01', to: null },
      { from: '2024-03-01', to: '2025-04-01' },
    ])
    expect(back.body.events.map(({ day, words }) => `${day} ${words}`)).toEqual([
      '2025-09-01 重新在册',
      '2025-04-01 组织关系转出',
      '2025-03-01 转为正式党员',
      '2024-03-01 登记为预备党员',
    ])
    await proved()
  })

  it('move the relation, never into two places at once', async () => {
    const id = await add('冯七', { unit: d.units.get('云山纺织有限公司') })
    const move = (body: object) =>
      d.ask<MemberPage & Refused>('POST', `/api/members/${id}/organization`, { reason: '工作调动', ...body })
    expect((await move({ version: 1, day: '2021-01-01', to: branch })).body.code).toBe('members.refused')
    const before = await unitCount('云山纺织有限公司')
    const moved = await move({ version: 1, day: '2021-01-01', to: joint })
    expect(moved.body).toMatchObject({ organization: joint, since: '2021-01-01' })
    expect((await unitCount('云山纺织有限公司'))?.full).toBe((before?.full ?? 0) + 1)
    expect(JSON.stringify((await move({ version: 2, day: '2020-06-01', to: branch })).body)).toContain('2021-01-01')
    const open = await rowsOf(
      d.context.database.owner,
      sql`select 1 from member_relation where member = ${id} and valid_to is null`,
    )
    expect(open.length).toBe(1)
    await proved()
  })

  it('set facts right and keep what was there as hashes', async () => {
    const id = await add('陈八')
    const { body } = await d.ask<MemberPage>('POST', `/api/members/${id}/correct`, {
      version: 1,
      reason: '身份证核对',
      fields: { name: '陈捌', unit: d.units.get('云山食品有限公司'), phone: '13800000000' },
    })
    expect(body).toMatchObject({ name: '陈捌', unitName: '云山食品有限公司', phone: '13800000000', version: 2 })
    expect((await list('q=陈八')).length).toBe(0)
    expect((await list('q=陈捌')).length).toBe(1)
    await proved()
  })

  it('follow their organisation when it is merged', async () => {
    const small = await d.organization('云山食品党支部', { superior: committee, founded: '2018-01-01' })
    const id = await add('褚九', { organization: small, unit: null, day: '2019-01-01' })
    const { context } = d
    const scope = context.localScope()
    await context.database.write(scope, async (tx) => {
      await changeOrganization(context, tx, scope, {
        id: small,
        day: '2024-01-01' as never,
        reason: '整合',
        what: { change: 'merge', into: branch },
      })
    })
    expect(await page(id)).toMatchObject({ organization: branch, since: '2024-01-01' })
    expect(await countsOf(small)).toEqual({ full: 0, probationary: 0 })
    await proved()
  })
})

describe('who sees whom', () => {
  const person = (reach: Partial<Reach>, account = 'account-x') => ({
    account,
    name: '某人',
    session: null,
    reach: () => ({ ...NOTHING, ...reach }),
    actingFor: () => [],
    purpose: null,
    must: null,
  })
  async function reachedBy(reach: Partial<Reach>): Promise<string[]> {
    const scope = admit(d.context.config.district, person(reach), { verb: 'members.read', from: '测试', request: null })
    const rows = await rowsOf<{ id: string }>(d.context.database.as(scope), sql`select id from member order by id`)
    return rows.map(({ id }) => id)
  }
  const all = async (where: ReturnType<typeof sql>) =>
    (await rowsOf<{ id: string }>(d.context.database.owner, sql`select id from member where ${where} order by id`)).map(
      ({ id }) => id,
    )

  it('by chain, by area, by unit, by account, by nothing', async () => {
    const chain = `${committee}/${joint}/`
    expect(await reachedBy({ organizations: [chain] })).toEqual(await all(sql`organization = ${joint}`))
    const unit = d.units.get('云山软件有限公司') ?? ''
    expect(await reachedBy({ units: [unit] })).toEqual(await all(sql`unit_id = ${unit}`))
    const path = d.towns[0]?.path ?? ''
    expect(await reachedBy({ paths: [path] })).toEqual(
      await all(sql`path like ${`${path}%`} or unit_id in (select id from unit where path like ${`${path}%`})`),
    )
    expect(await reachedBy({ organizations: ['nothing/'] })).toEqual([])
  })

  it('who reaches a branch alone is told its members’ workplaces by name, with or without a purpose', async () => {
    const id = await add('冯九')
    const { unit, unitName, organization } = await page(id)
    expect(unit).not.toBeNull()
    const [{ chain = '' } = {}] = await rowsOf<{ chain: string }>(
      d.context.database.owner,
      sql`select chain from organization where id = ${organization}`,
    )
    for (const purpose of [null, '走访前核对']) {
      d.context.gates.install({
        caller: async () => ({ ...person({ organizations: [chain] }), purpose }),
        accounts: async () => true,
      })
      const seen = await page(id)
      expect(seen).toMatchObject({ unit: null, unitName, organization, name: purpose === null ? '冯*' : '冯九' })
      const listed = await list(`organization=${organization}`)
      expect(listed.find((row) => row.id === id)).toMatchObject({ unit: null, unitName })
      const around = await d.ask<{ covers: { name: string }[] }>('GET', `/api/organizations/${organization}`)
      expect(around.body.covers.map(({ name }) => name)).toContain(unitName)
    }
    d.as('测试核对')
  })

  it('a person’s own account sees the record, and may not change it', async () => {
    const id = await add('卫十')
    await d.context.database.writeAsOwner(async (tx) => {
      await sql`insert into account (district, id, username, name, state, second_factor, created_at)
        values (${d.context.config.district}, 'account-x', 'weishi', '卫十', 'active', false, now())`.execute(tx)
    })
    const tied = await d.ask<MemberPage>('POST', `/api/members/${id}/account`, {
      username: 'weishi',
      reason: '本人申请',
    })
    expect(tied.body.hasAccount).toBe(true)
    d.context.gates.install({ caller: async () => person({ units: ['u-none'] }), accounts: async () => true })
    expect((await d.ask('GET', `/api/members/${id}`)).status).toBe(200)
    const change = await d.ask<Refused>('POST', `/api/members/${id}/correct`, {
      version: 2,
      reason: '自己改',
      fields: { job: '厂长' },
    })
    expect(change.body.code).toBe('members.outside-scope')
    // Everything that is held, in the clear, on one's own page; what is wrong is asked for and set right by others.
    type Held = {
      facts: { key: string; label: string; value: string | null; correctable: boolean }[]
      requests: { id: string }[]
    }
    const held = (await d.ask<Held>('GET', '/api/account/held')).body
    const own = held.facts.filter(({ key }) => key.startsWith('member.'))
    expect(own).toContainEqual(expect.objectContaining({ key: 'member.name', value: '卫十', correctable: true }))
    expect(own).toContainEqual(expect.objectContaining({ label: '组织关系', correctable: false }))
    expect(own.filter(({ label }) => label === '变动记录').length).toBe(2)
    const asked = await d.ask('POST', '/api/account/held/correct', {
      key: 'member.education',
      to: '大学本科',
      reason: '毕业了',
    })
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    const { requests } = (await d.ask<Held>('GET', '/api/account/held')).body
    d.as('测试核对')
    const decided = await d.ask('POST', `/api/personal/requests/${requests[0]?.id}`, { grant: true, answer: '已核对' })
    expect(decided.status, JSON.stringify(decided.body)).toBe(200)
    expect((await page(id)).education).toBe('大学本科')
  })
})

it('exports in the columns of both layouts, masked unless a purpose was stated', async () => {
  const csv = async (query: string): Promise<string> => {
    const { body, status } = await d.ask<Buffer>('GET', `/api/members/export?format=csv&${query}`)
    expect(status).toBe(200)
    return body.toString('utf8')
  }
  const clear = await csv('layout=national&q=欧阳云飞')
  expect(clear.split('\r\n')[0]?.replace('\uFEFF', '')).toBe(
    '姓名,公民身份号码,性别,民族,出生日期,学历,人员类别,所在党支部,加入党组织日期,转为正式党员日期,工作岗位,联系电话,家庭住址,党籍状态,是否为失联党员,是否为流动党员',
  )
  expect(clear).toContain('欧阳云飞')
  d.as(null)
  const masked = await csv('layout=roster&q=欧阳云飞')
  expect(masked).toContain('欧***')
  expect(masked).not.toContain('欧阳云飞')
  d.as('测试核对')
})
