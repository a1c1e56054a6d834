import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import type { TestContext } from '../../../../platform/server/testing.ts'
import { coverageServer } from '../../../coverage/server/index.ts'
import {
  addOrganization,
  addUnits,
  change,
  emptyOrganizations,
  openOrganizations,
  organizationRooms,
  OTHER_TOWN,
  TODAY,
  TOWN,
} from '../../testing.ts'
import type { Advice, FoundingCase, FoundingRow } from '../contract.ts'

let context: TestContext
let town: string
let otherTown: string
let committee: string

const people = (): Readonly<Record<string, Reach>> => ({
  street: { ...NOTHING, paths: [town] },
  other: { ...NOTHING, paths: [otherTown] },
  small: { ...NOTHING, units: ['u1'] },
  superior: { ...NOTHING, organizations: [`${committee}/`] },
})

beforeAll(async () => {
  context = await openOrganizations([...organizationRooms, coverageServer])
  const areas = await rowsOf<{ id: string; path: string }>(context.database.owner, sql`select id, path from area`)
  town = areas.find(({ id }) => id === TOWN)?.path ?? ''
  otherTown = areas.find(({ id }) => id === OTHER_TOWN)?.path ?? ''
  context.gates.install({
    accounts: async () => true,
    caller: async ({ headers }) => {
      const name = String(headers['x-person'] ?? 'office')
      const reach = people()[name]
      return reach === undefined ? everybody(name) : { ...everybody(name), account: name, reach: () => reach }
    },
  })
})
afterAll(() => context.close())

beforeEach(async () => {
  await context.database.writeAsOwner((tx) =>
    sql`truncate founding, founding_unit, founding_deed, deadline, organization_post, organization_term`.execute(tx),
  )
  await emptyOrganizations(context)
  const { id } = await addOrganization(context, { name: '凌河街道党工委', kind: 'working-committee' })
  committee = id
  await addUnits(context, [
    { id: 'u1', name: '样例甲科技有限公司', facts: { membersFull: 4, membersProbationary: 1 } },
    { id: 'u2', name: '样例乙物流有限公司', facts: { membersFull: 2 } },
    { id: 'u3', name: '样例丙餐饮有限公司', facts: { membersFull: 1 } },
    { id: 'u4', name: '样例丁商贸有限公司' },
    { id: 'far', name: '样例远处有限公司', town: OTHER_TOWN, facts: { membersFull: 2 } },
  ])
})

type Answer<T> = { status: number; body: T & { code: string; words: string } }

async function call<T = FoundingCase>(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload: object | null = null,
  person = 'office',
): Promise<Answer<T>> {
  const app = await context.app()
  const answer = await app.inject({
    method,
    url,
    headers: { 'x-person': person },
    ...(payload === null ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json<T & { code: string; words: string }>() }
}

const plan = (part: object = {}) => ({
  name: '中共样例甲科技有限公司支部',
  kind: 'branch',
  units: ['u1'],
  area: TOWN,
  superior: committee,
  ...part,
})
async function draft(part: object = {}, person = 'office'): Promise<string> {
  const { status, body } = await call<{ id: string }>('POST', '/api/founding', plan(part), person)
  expect(status, body.words).toBe(200)
  return body.id
}
const get = async (id: string) => (await call('GET', `/api/founding/${id}`)).body

/** Takes a step on a day with what it usually says. */
async function step(id: string, deed: string, part: object = {}, person = 'office') {
  const { version, members } = await get(id)
  const counts = members.map(({ unit, membersFull }) => ({ unit, full: membersFull ?? 0, probationary: 0 }))
  const usual: Readonly<Record<string, object>> = {
    apply: { counts },
    return: { reason: '材料不全' },
    reply: { approved: true },
    elect: { how: 'elected', due: 4, present: 4, committee: false, officers: [{ post: 'secretary', name: '张三' }] },
    file: { filedWith: '区委组织部' },
    withdraw: { reason: '条件变化' },
  }
  return call('POST', `/api/founding/${id}/${deed}`, { version, day: TODAY, ...usual[deed], ...part }, person)
}

const unit = async (id: string) =>
  (
    await rowsOf<{ coverage: string; org_name: string | null; has_organization: boolean | null }>(
      context.database.owner,
      sql`select coverage, org_name, has_organization from unit where id = ${id}`,
    )
  )[0]

describe('a founding from the draft to the file', () => {
  it('puts the organisation on record with the reply and makes it active with the filing', async () => {
    const id = await draft()
    expect(await get(id)).toMatchObject({
      step: 'draft',
      clock: null,
      source: 'hand',
      superiorName: '凌河街道党工委',
      hidden: 0,
    })
    expect((await step(id, 'apply', { day: '2026-10-01', paperNo: '〔2026〕1号' })).body).toMatchObject({
      step: 'applied',
      membersFull: 4,
      clock: { what: 'reply', due: '2026-11-01', state: 'overdue', days: -20 },
    })
    expect((await step(id, 'review', { day: '2026-10-08' })).body.step).toBe('reviewing')
    expect((await unit('u1'))?.coverage).toBe('none')
    const replied = (await step(id, 'reply', { day: '2026-10-20', meeting: '2026-10-18' })).body
    expect(replied).toMatchObject({ step: 'approved', clock: { what: 'election', due: '2026-11-20' } })
    expect(await unit('u1')).toMatchObject({
      coverage: 'own',
      org_name: '中共样例甲科技有限公司支部',
      has_organization: true,
    })
    const url = `/api/organizations/${replied.organization}`
    type Page = { state: string; founded: string; covers: { unit: string; form: string; from: string }[] }
    expect((await call<Page>('GET', url)).body).toMatchObject({
      state: 'forming',
      founded: '2026-10-20',
      covers: [{ unit: 'u1', form: 'own', from: '2026-10-20' }],
    })
    const elected = (await step(id, 'elect', { day: '2026-11-02' })).body
    expect(elected).toMatchObject({ step: 'elected', clock: { what: 'filing', due: '2026-11-23', state: 'soon' } })
    expect(JSON.stringify(elected)).not.toContain('张三')
    expect((await step(id, 'file', { day: '2026-11-06' })).body).toMatchObject({
      step: 'filed',
      clock: null,
      advice: null,
    })
    expect((await call<Page>('GET', url)).body.state).toBe('active')
    const { deeds, papers, sentence } = await get(id)
    expect(deeds.map(({ deed, day }) => `${deed} ${day}`)).toEqual([
      `draft ${TODAY}`,
      'apply 2026-10-01',
      'review 2026-10-08',
      'approve 2026-10-20',
      'elect 2026-11-02',
      'file 2026-11-06',
    ])
    expect(papers).toEqual(['application', 'reply', 'filing'])
    expect(sentence).toBe('2026-11-06 已备案，党组织正式运行。')
  })

  it('refuses a step out of order, a day before the last deed or in the future, and an outdated version', async () => {
    const id = await draft()
    expect(await step(id, 'reply')).toMatchObject({ status: 409, body: { code: 'founding.out-of-order' } })
    expect((await step(id, 'elect')).body.words).toContain('先提出申请')
    await step(id, 'apply', { day: '2026-11-10' })
    expect(await step(id, 'review', { day: '2026-11-09' })).toMatchObject({
      status: 400,
      body: { code: 'founding.bad-day' },
    })
    expect((await step(id, 'review', { day: '2026-11-22' })).body.words).toContain('还没有到')
    expect((await step(id, 'review', { day: '2026-02-31' })).status).toBe(400)
    expect(await step(id, 'review', { version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'founding.changed-meanwhile' },
    })
    await step(id, 'review')
    const revised = await call('PUT', `/api/founding/${id}`, { ...plan(), version: (await get(id)).version })
    expect(revised.body.code).toBe('founding.out-of-order')
    expect((await get(id)).deeds.map(({ deed }) => deed)).toEqual(['draft', 'apply', 'review'])
  })

  it('goes back to the draft when something is missing, and its clock runs anew from the next application', async () => {
    const id = await draft()
    await step(id, 'apply', { day: '2026-09-01' })
    expect((await step(id, 'return', { day: '2026-09-10' })).body).toMatchObject({ step: 'draft', clock: null })
    const { version } = await get(id)
    const other = await call('PUT', `/api/founding/${id}`, { ...plan({ name: '中共样例甲支部' }), version })
    expect(other.body).toMatchObject({ name: '中共样例甲支部', step: 'draft' })
    expect((await step(id, 'apply', { day: '2026-09-09' })).body.code).toBe('founding.bad-day')
    expect((await step(id, 'apply', { day: '2026-10-30' })).body.clock).toMatchObject({ due: '2026-11-30', days: 9 })
  })

  it('declines with a reason, and is taken up again', async () => {
    const id = await draft()
    await step(id, 'apply')
    await step(id, 'review')
    expect((await step(id, 'reply', { approved: false })).body.code).toBe('founding.needs-reason')
    expect((await step(id, 'reply', { approved: false, reason: '党员关系未转入' })).body).toMatchObject({
      step: 'declined',
      organization: null,
      papers: ['application', 'reply'],
    })
    expect((await unit('u1'))?.coverage).toBe('none')
    const again = await draft({ again: id })
    expect((await get(again)).step).toBe('draft')
    expect(
      (await call('POST', '/api/founding', plan({ again, units: ['u2', 'u3'], kind: 'joint-branch' }))).body.code,
    ).toBe('founding.out-of-order')
  })

  it('revokes what the reply had put on record when it is withdrawn afterwards', async () => {
    const id = await draft()
    for (const deed of ['apply', 'review', 'reply']) await step(id, deed)
    const { organization } = await get(id)
    expect((await unit('u1'))?.coverage).toBe('own')
    await expect(change(context, organization ?? '', { change: 'revoke' })).rejects.toThrow(/组建还没有办结/)
    expect((await step(id, 'withdraw')).body.step).toBe('withdrawn')
    expect((await unit('u1'))?.coverage).toBe('none')
    expect((await call<{ state: string }>('GET', `/api/organizations/${organization}`)).body.state).toBe('revoked')
    expect((await get(await draft())).step).toBe('draft')
  })

  it('is at its end when the organisation is filed on its own page', async () => {
    const id = await draft()
    for (const deed of ['apply', 'review', 'reply', 'elect']) await step(id, deed)
    await change(context, (await get(id)).organization ?? '', { change: 'file' })
    expect(await get(id)).toMatchObject({ step: 'filed', clock: null })
  })

  it('is not filed without a secretary on record', async () => {
    const id = await draft()
    for (const deed of ['apply', 'review', 'reply']) await step(id, deed)
    await step(id, 'elect', { officers: [] })
    expect((await step(id, 'file')).body.words).toContain('还没有登记书记')
    expect((await get(id)).step).toBe('elected')
  })
})

describe('units and forms', () => {
  it('has one open case for a unit, whoever drafts first', async () => {
    const first = await draft()
    const second = await call('POST', '/api/founding', plan({ name: '另一个支部' }))
    expect(second).toMatchObject({ status: 409, body: { code: 'founding.unit-busy' } })
    expect(second.body.words).toContain('样例甲科技有限公司')
    const both = await Promise.all(
      ['联合支部甲', '联合支部乙'].map((name) =>
        call('POST', '/api/founding', plan({ name, units: ['u2', 'u3'], kind: 'joint-branch' })),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    await step(first, 'withdraw')
    expect((await call('POST', '/api/founding', plan())).status).toBe(200)
  })

  it('refuses what is hard with its article, and demands a reason for what is soft when it is applied for', async () => {
    const endless = await call('POST', '/api/founding', plan({ kind: 'temporary' }))
    expect(endless).toMatchObject({ status: 409, body: { code: 'founding.refused' } })
    const few = await draft({ units: ['u2'] })
    expect((await get(few)).advice?.trial.refused.map(({ article }) => article?.article)).toEqual(['第四条'])
    expect(await step(few, 'apply')).toMatchObject({ status: 409, body: { code: 'founding.refused' } })
    const id = await draft({ kind: 'general-branch', name: '中共样例甲总支部委员会' })
    expect((await get(id)).advice?.trial.soft.map(({ rule }) => rule)).toEqual(['formation.tiers'])
    expect(await step(id, 'apply')).toMatchObject({ status: 409, body: { code: 'founding.needs-reason' } })
    const done = await step(id, 'apply', { overrides: { 'formation.tiers': '下属三个车间，经上级同意' } })
    expect(done.body).toMatchObject({ step: 'applied', overrides: { 'formation.tiers': '下属三个车间，经上级同意' } })
  })

  it('takes counts from the application where the ledger has none, and judges by them', async () => {
    const id = await draft({ units: ['u4'], name: '中共样例丁支部' })
    const counts = (full: number) => ({ counts: [{ unit: 'u4', full, probationary: 3 }] })
    expect((await step(id, 'apply', { counts: [] })).body.code).toBe('founding.counts-missing')
    expect((await step(id, 'apply', counts(2))).body.words).toContain('不足 3 名')
    expect((await step(id, 'apply', counts(3))).body).toMatchObject({
      membersFull: 3,
      members: [{ membersFull: 3, ledgerFull: 0 }],
    })
  })

  it('ends a unit’s place in a joint branch when its own is founded, and says so before', async () => {
    const joint = await addOrganization(context, {
      name: '联合支部',
      kind: 'joint-branch',
      superior: committee,
      units: ['u1', 'u2', 'u3'],
    })
    const id = await draft()
    await step(id, 'apply')
    await step(id, 'review')
    const trial = await call<{ follows: string[] }>('POST', `/api/founding/${id}/try`, { day: TODAY })
    expect(trial.body.follows.join('')).toContain('不再编在“联合支部”')
    expect((await step(id, 'reply')).body.step).toBe('approved')
    type Page = { covers: { unit: string; to: string | null }[] }
    const { covers } = (await call<Page>('GET', `/api/organizations/${joint.id}`)).body
    expect(
      covers
        .filter(({ to }) => to === null)
        .map(({ unit: of }) => of)
        .sort(),
    ).toEqual(['u2', 'u3'])
  })

  it('refuses a second organisation of its own at the reply', async () => {
    const id = await draft()
    await step(id, 'apply')
    await step(id, 'review')
    await addOrganization(context, { name: '先登记的支部', superior: committee, units: ['u1'] })
    expect((await step(id, 'reply')).body).toMatchObject({ code: 'founding.refused' })
    expect((await get(id)).members[0]?.busy).toBe('已有“先登记的支部”')
    expect((await get(id)).step).toBe('reviewing')
  })

  it('appoints the officers of a temporary branch', async () => {
    const id = await draft({ kind: 'temporary', name: '样例抢险临时支部', until: '2027-03-01' })
    for (const deed of ['apply', 'review', 'reply']) await step(id, deed)
    expect((await step(id, 'elect')).body.code).toBe('founding.refused')
    expect((await step(id, 'elect', { how: 'appointed' })).body.step).toBe('elected')
  })

  it('founds a branch at a place without units by the total that the application states', async () => {
    const host = { kind: 'market', name: '黄浦路专业市场' }
    const id = await draft({ units: [], host, name: '中共黄浦路专业市场支部' })
    expect((await step(id, 'apply', { counts: [], total: { full: 2, probationary: 0 } })).body.code).toBe(
      'founding.refused',
    )
    expect((await step(id, 'apply', { counts: [], total: { full: 6, probationary: 1 } })).body.membersFull).toBe(6)
    await step(id, 'review')
    expect((await step(id, 'reply')).body.step).toBe('approved')
  })
})

describe('advice', () => {
  const advise = async (units: readonly string[], part: object = {}) =>
    (await call<Advice>('POST', '/api/founding/advice', { units, ...part })).body

  it('fills in name, place and superior', async () => {
    const advice = await advise(['u1'])
    expect(advice).toMatchObject({
      advised: { kind: 'branch', article: { article: '第四条' } },
      suggested: {
        name: '中共样例甲科技有限公司支部',
        area: TOWN,
        superior: { id: committee, name: '凌河街道党工委' },
      },
      committee: { needed: false },
    })
    expect(advice.refused.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['joint-branch', 'temporary', 'floating']),
    )
    expect((await advise(['u2', 'u3'])).advised?.kind).toBe('joint-branch')
    expect((await advise(['u1', 'u2'])).sentence).toContain('应当单独成立')
  })

  it('says which units are taken', async () => {
    await draft()
    expect((await advise(['u1'])).units[0]?.busy).toBe('另有组建在办（起草）')
  })
})

describe('many at once from blind spots', () => {
  it('drafts one each as the rules advise and says why the others were left', async () => {
    await draft({ units: ['u1'] })
    await addUnits(context, [{ id: 'u5', name: '样例戊有限公司', facts: { membersFull: 9 } }])
    const { body } = await call<{ opened: { unit: string; id: string }[]; skipped: { unit: string; why: string }[] }>(
      'POST',
      '/api/founding/each',
      { units: ['u1', 'u2', 'u4', 'u5'], source: 'blind-spot' },
    )
    expect(body.opened.map(({ unit: of }) => of)).toEqual(['u5'])
    expect(body.skipped.map(({ unit: of }) => of)).toEqual(['u1', 'u2', 'u4'])
    expect(body.skipped[1]?.why).toContain('联合')
    expect(await get(body.opened[0]?.id ?? '')).toMatchObject({
      source: 'blind-spot',
      name: '中共样例戊有限公司支部委员会',
    })
  })
})

describe('the desk', () => {
  it('shows each step with those due first, and finds by name, town and clock', async () => {
    const id = await draft()
    await step(id, 'apply', { day: '2026-09-01' })
    await draft({ units: ['u2', 'u3'], kind: 'joint-branch', name: '中共凌河联合支部' })
    type Board = {
      sentence: string
      columns: { step: string; total: number; overdue: number; rows: FoundingRow[] }[]
      towns: { id: string; n: number }[]
    }
    const { body } = await call<Board>('GET', '/api/founding/board')
    expect(body.sentence).toBe('在办组建 2 件，其中 1 件已过期限。')
    expect(body.columns.map(({ step: at, total, overdue }) => [at, total, overdue])).toEqual([
      ['draft', 1, 0],
      ['applied', 1, 1],
      ['reviewing', 0, 0],
      ['approved', 0, 0],
      ['elected', 0, 0],
    ])
    expect(body.columns[0]?.rows[0]?.unitNames).toEqual(['样例乙物流有限公司', '样例丙餐饮有限公司'])
    expect(body.towns).toMatchObject([{ id: TOWN, n: 2 }])
    const found = async (query: string) =>
      (await call<{ rows: FoundingRow[]; total: number }>('GET', `/api/founding?${query}`)).body.rows.map(
        ({ name }) => name,
      )
    expect(await found('clock=overdue')).toEqual(['中共样例甲科技有限公司支部'])
    expect(await found(`q=${encodeURIComponent('丙餐饮')}`)).toEqual(['中共凌河联合支部'])
    expect(await found('q=ylj')).toEqual(['中共样例甲科技有限公司支部'])
    expect(await found(`area=${OTHER_TOWN}`)).toEqual([])
    expect(await found('step=withdrawn')).toEqual([])
    const page = (await call<{ rows: FoundingRow[]; next: string; total: number }>('GET', '/api/founding?limit=1')).body
    expect(page.total).toBe(2)
    expect(await found(`limit=1&after=${encodeURIComponent(page.next)}`)).toEqual(['中共凌河联合支部'])
  })
})

describe('who reaches what', () => {
  test('a street sees and drafts its own, another sees nothing', async () => {
    const id = await draft({}, 'street')
    expect((await call('GET', `/api/founding/${id}`, null, 'street')).status).toBe(200)
    expect((await call('GET', `/api/founding/${id}`, null, 'other')).status).toBe(404)
    expect(
      await call('POST', `/api/founding/${id}/withdraw`, { version: 1, day: TODAY, reason: '试试' }, 'other'),
    ).toMatchObject({ status: 404 })
    const far = await call('POST', '/api/founding', plan({ units: ['u2', 'far'], kind: 'joint-branch' }), 'street')
    expect(far).toMatchObject({ status: 404, body: { code: 'founding.unit-not-found' } })
    expect(
      (await call<{ columns: { total: number }[] }>('GET', '/api/founding/board', null, 'other')).body.columns[0]
        ?.total,
    ).toBe(0)
  })

  test('whoever reaches one unit of several sees the case, and does not act upon it', async () => {
    await addUnits(
      context,
      [{ id: 'u1', name: '样例甲科技有限公司', facts: { membersFull: 2 } }].map((one) => ({ ...one, id: 'u6' })),
    )
    const id = await draft({ units: ['u2', 'u6'], kind: 'joint-branch', name: '中共联合支部' })
    const alone = await draft()
    expect((await call('GET', `/api/founding/${id}`, null, 'small')).status).toBe(404)
    const own = await call(
      'POST',
      `/api/founding/${alone}/withdraw`,
      { version: 1, day: TODAY, reason: '不办了' },
      'small',
    )
    expect(own.body.step).toBe('withdrawn')
  })

  test('the committee above sees what is to stand under it, and replies', async () => {
    const id = await draft()
    expect((await call('GET', `/api/founding/${id}`, null, 'superior')).status).toBe(200)
    await step(id, 'apply')
    expect((await step(id, 'review', {}, 'superior')).status).toBe(200)
  })

  test('the trail says who did what where', async () => {
    const id = await draft({}, 'street')
    await step(id, 'apply', {}, 'street')
    const rows = await rowsOf<{ action: string; actor: string; path: string }>(
      context.database.owner,
      sql`select action, actor, path from audit where subject = ${id} order by id`,
    )
    expect(rows).toEqual([
      { action: 'founding.draft', actor: 'street', path: town },
      { action: 'founding.apply', actor: 'street', path: town },
    ])
  })
})

describe('what follows from elsewhere', () => {
  const deadlines = () =>
    rowsOf<{ source: string; kind: string; due: Day; words: string }>(
      context.database.owner,
      sql`select source, kind, due, words from deadline where state = 'open' and source in ('founding', 'fitness') order by source, kind`,
    )

  it('has a deadline while a clock runs, and none when it is done', async () => {
    const id = await draft()
    expect(await deadlines()).toEqual([])
    await step(id, 'apply', { day: '2026-11-01' })
    expect(await deadlines()).toMatchObject([
      { kind: 'reply', due: '2026-12-01', words: '批复“中共样例甲科技有限公司支部”的组建申请' },
    ])
    await step(id, 'review')
    await step(id, 'reply')
    expect(await deadlines()).toMatchObject([{ kind: 'election' }])
    await step(id, 'withdraw')
    expect(await deadlines()).toEqual([])
  })

  it('follows a unit that is merged into another, and back', async () => {
    const id = await draft()
    const merging = { kept: 'u4', gone: 'u1', undone: false, carried: {} }
    const scope = context.localScope()
    await context.database.write(scope, (tx) => context.reactions.emit('units.merging', tx, scope, merging))
    expect((await get(id)).members.map(({ unit: of }) => of)).toEqual(['u4'])
    await context.database.write(scope, (tx) =>
      context.reactions.emit('units.merging', tx, scope, { ...merging, undone: true }),
    )
    expect((await get(id)).members.map(({ unit: of }) => of)).toEqual(['u1'])
  })

  it('keeps a unit with a case under way from being taken out of the ledger', async () => {
    await draft()
    const removing = { ids: ['u1', 'u2'], objections: [] as string[] }
    const scope = context.localScope()
    await context.database.write(scope, (tx) => context.reactions.emit('units.removing', tx, scope, removing))
    expect(removing.objections).toEqual(['“样例甲科技有限公司”有组建在办，请先撤回组建。'])
  })

  it('tells organisations that no longer have what they were founded for', async () => {
    const { id } = await addOrganization(context, { name: '两人支部', superior: committee, units: ['u2'] })
    expect(await deadlines()).toMatchObject([{ source: 'fitness', kind: 'below-three', due: '2027-02-21' }])
    await change(context, id, { change: 'revoke' })
    expect(await deadlines()).toEqual([])
  })
})
