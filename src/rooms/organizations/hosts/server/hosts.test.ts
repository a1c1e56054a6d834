import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { TestContext } from '../../../../platform/server/testing.ts'
import { addOrganization, addUnits, openOrganizations, OTHER_TOWN } from '../../testing.ts'
import type { hostsEndpoints } from '../contract.ts'

type Summary = Output<typeof hostsEndpoints, 'hosts.summary'>
type Stations = Output<typeof hostsEndpoints, 'hosts.stations'>

let context: TestContext
let reach: Reach | null = null

beforeAll(async () => {
  context = await openOrganizations()
  context.gates.install({
    accounts: async () => true,
    caller: async () => ({ ...everybody('x'), ...(reach === null ? {} : { reach: () => reach ?? NOTHING }) }),
  })
  await addUnits(context, [
    { id: 'p', name: '迅样快递有限公司', facts: { industry: '快递服务', membersFull: 5 } },
    { id: 's1', name: '迅样快递有限公司东门分公司', facts: { industry: '快递服务', membersFull: 1 } },
    {
      id: 's2',
      name: '西门驿站',
      town: OTHER_TOWN,
      facts: { industry: '零售业', parent: '迅样快递有限公司', membersFull: 2 },
    },
    { id: 's3', name: '迅样快递有限公司北门分公司', facts: { industry: '快递服务', life: 'closed' } },
    { id: 'alone', name: '单骑送餐服务部', facts: { industry: '外卖送餐服务' } },
    { id: 'other', name: '样例模具有限公司', facts: { industry: '模具制造' } },
  ])
  await addOrganization(context, { name: '中共迅样快递支部', units: ['p'] })
  await addOrganization(context, {
    name: '中共西门驿站联合支部',
    kind: 'joint-branch',
    area: OTHER_TOWN,
    units: ['s2'],
    host: { kind: 'station', name: '西门驿站' },
  })
  // What covers a unit is decided by a later room.
  await context.database.writeAsOwner(async (tx) => {
    await sql`update unit set coverage = case id when 'p' then 'own' when 's2' then 'joint' else coverage end`.execute(
      tx,
    )
  })
})
afterAll(() => context.close())

async function ask<T>(url: string): Promise<T> {
  const answer = await (await context.app()).inject(url)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<T>()
}
const summary = (query = '') => ask<Summary>(`/api/hosts${query}`)
const stations = (query = '') => ask<Stations>(`/api/hosts/stations${query}`)

describe('platforms and their stations', () => {
  it('stand together by the ledger’s word or by their registered names; the closed and other trades are left out', async () => {
    const { rows, total } = await stations()
    expect(rows.map(({ name, platform, isPlatform }) => [name, platform, isPlatform])).toEqual([
      ['迅样快递有限公司', '迅样快递有限公司', true],
      ['西门驿站', '迅样快递有限公司', false],
      ['迅样快递有限公司东门分公司', '迅样快递有限公司', false],
      ['单骑送餐服务部', null, false],
    ])
    expect(total).toBe(4)
    expect(rows.map(({ coverage, organization }) => [coverage, organization !== null])).toEqual([
      ['own', true],
      ['joint', true],
      ['none', false],
      ['none', false],
    ])
  })

  it('are counted by platform, and each figure is its rows', async () => {
    const { units, organized, platforms, more, hosts } = await summary()
    expect([units, organized, more]).toEqual([4, 2, 0])
    expect(platforms).toEqual([
      { name: '迅样快递有限公司', units: 3, organized: 2 },
      { name: null, units: 1, organized: 0 },
    ])
    expect(hosts).toEqual([{ kind: 'station', organizations: 1, members: 0 }])
    for (const { name, units: n, organized: with_ } of platforms) {
      const platform = `platform=${encodeURIComponent(name ?? '-')}`
      expect((await stations(`?${platform}`)).total).toBe(n)
      expect((await stations(`?${platform}&organized=yes`)).total).toBe(with_)
      expect((await stations(`?${platform}&organized=no`)).total).toBe(n - with_)
    }
    const list = await ask<{ rows: { name: string }[] }>('/api/organizations?host=station,platform')
    expect(list.rows.map(({ name }) => name)).toEqual(['中共西门驿站联合支部'])
    const pages = [await stations('?limit=3'), await stations('?limit=3&after=3')]
    expect(pages.flatMap(({ rows }) => rows).length).toBe(4)
    expect((await stations('?q=dqss')).total ?? 0).toBe(0)
    expect((await stations('?q=danqi')).rows.map(({ unit }) => unit)).toEqual(['alone'])
  })

  it('narrow by area and by who asks', async () => {
    const there = await summary(`?area=${OTHER_TOWN}`)
    expect([there.units, there.hosts.length]).toEqual([0, 1])
    const path = (await ask<{ rows: { id: string }[] }>('/api/organizations?host=station')).rows.length
    expect(path).toBe(1)
    reach = { ...NOTHING, units: ['s1'] }
    expect((await stations()).rows.map(({ unit, organization }) => [unit, organization])).toEqual([['s1', null]])
    expect((await summary()).hosts).toEqual([])
    reach = NOTHING
    const answer = await (await context.app()).inject('/api/hosts')
    expect(answer.statusCode === 403 || answer.json<Summary>().units === 0).toBe(true)
    reach = null
  })

  it('follow the office’s own line', async () => {
    const app = await context.app()
    const params = { express: 0, delivery: 609, takeaway: 6242, riding: 5413, freight: 543, platform: 643 }
    const set = await app.inject({
      method: 'PUT',
      url: '/api/rules/group.new-employment',
      payload: { active: true, reason: '本区不划快递', params },
    })
    expect(set.statusCode, set.body).toBe(200)
    expect((await stations()).rows.map(({ unit }) => unit)).toEqual(['alone'])
  })
})
