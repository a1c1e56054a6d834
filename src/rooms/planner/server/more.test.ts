import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import type { ChangeTrial, Pair, Plan, PlanMap, ProposalRow } from '../contract.ts'
import { COUNTY, insertAreas, insertUnits, ledgerUnit, TOWNS } from '../testing.ts'
import { plannerServer } from './index.ts'

const clock = testClock()
let context: TestContext
let plan: string

const b1 = { road: '黄浦路', number: '9', building: 'b1', buildingName: '黄浦路9号' }
const b2 = { road: '黄浦路', number: '15', building: 'b2', buildingName: '黄浦路15号' }

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], clock)
  const scope = context.localScope()
  await insertAreas(context, scope)
  await insertUnits(context, scope, [
    ledgerUnit('a1', { ...b1, membersFull: 1, lng: 121.6, lat: 38.9 }),
    ledgerUnit('a2', { ...b1, membersFull: 2, lng: 121.6, lat: 38.91 }),
    ledgerUnit('a3', { ...b2, membersFull: 1 }),
    ledgerUnit('a4', { ...b2, membersFull: 1 }),
    ledgerUnit('a5', { ...b2, membersFull: 1 }),
    ledgerUnit('a6', { ...b2, membersFull: 1 }),
    ledgerUnit('f1', { ...b1, membersFull: 8 }),
    ledgerUnit('u1', { town: TOWNS[1], road: '柳桥路', membersFull: 2 }),
    ledgerUnit('u2', { town: null, road: '无名路', membersFull: 1 }),
    ledgerUnit('n1', { ...b1 }),
    ledgerUnit('n2', { ...b2 }),
  ])
  plan = await makePlan()
})

afterAll(() => context.close())

async function call<T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<{ status: number; body: T }> {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

async function makePlan(params: object = {}): Promise<string> {
  clock.advance(60_000)
  const { body } = await call<{ job: string }>('POST', '/api/plans', params)
  const job = await context.jobs.finished(body.job)
  expect(job.problem).toBeNull()
  return String(job.result?.['plan'])
}

async function idOf(unit: string): Promise<string> {
  const rows = await rowsOf<{ no: number }>(
    context.database.owner,
    sql`select no from proposal_member where plan_id = ${plan} and unit_id = ${unit}`,
  )
  return `${plan}-${rows[0]?.no}`
}

async function lastAudit(): Promise<{ action: string; subject: string; details: object } | undefined> {
  const rows = await rowsOf<{ action: string; subject: string; details: object }>(
    context.database.owner,
    sql`select action, subject, details from audit order by at desc, id desc limit 1`,
  )
  return rows[0]
}

describe('the map', () => {
  const map = async (query = ''): Promise<PlanMap> =>
    (await call<PlanMap>('GET', `/api/plans/${plan}/map${query}`)).body

  it('nests county, town and place; figures include what lies below', async () => {
    const { blocks, groups, points, withoutPoint } = await map()
    expect(groups).toEqual([])
    expect([points.map(({ unit }) => unit), withoutPoint]).toEqual([['a1', 'a2'], 7])
    const shown = blocks.map(({ level, name, units, covered, uncovered, groups: n, founders }) => {
      return [level, name, units, covered, uncovered, n, founders]
    })
    expect(shown).toEqual([
      ['county', '东湖区', 9, 7, 2, 2, 1],
      ['town', '凌河街道', 7, 7, 0, 2, 1],
      ['place', '黄浦路', 7, 7, 0, 2, 1],
      ['town', '柳桥街道', 1, 0, 1, 0, 0],
      ['place', '柳桥路', 1, 0, 1, 0, 0],
      ['town', '镇街未定', 1, 0, 1, 0, 0],
      ['place', '无名路', 1, 0, 1, 0, 0],
    ])
    const { towns } = (await call<Plan>('GET', `/api/plans/${plan}`)).body
    expect(new Set(blocks.flatMap(({ town }) => town ?? []))).toEqual(new Set(towns.map(({ town }) => town)))
    const cost = towns.reduce((sum, town) => sum + town.cost, 0)
    expect(blocks[0]?.cost).toBe(cost)
    for (const { parent } of blocks.slice(1)) expect(blocks.map(({ id }) => id)).toContain(parent)
  })

  it('draws the groups and points of a town chosen', async () => {
    const { blocks, groups, points, withoutPoint } = await map(`?town=${TOWNS[0]}`)
    expect(blocks.map(({ level, name, units }) => [level, name, units])).toEqual([
      ['town', '凌河街道', 7],
      ['place', '黄浦路', 7],
      ['building', '黄浦路9号', 3],
      ['building', '黄浦路15号', 4],
    ])
    const building = (name: string) => blocks.find((block) => block.name === name)?.id
    const drawn = groups.map(({ kind, block, units }) => [kind, block, units.map(({ unit }) => unit)])
    expect(drawn).toEqual([
      ['joint', building('黄浦路9号'), ['a1', 'a2']],
      ['joint', building('黄浦路15号'), ['a3', 'a4', 'a5', 'a6']],
      ['own', building('黄浦路9号'), ['f1']],
    ])
    expect(groups[0]?.units[1]).toEqual({ unit: 'a2', name: '样例a2有限公司', weight: 2 })
    expect(points.map(({ unit, x }) => [unit, x])).toEqual([
      ['a1', 0],
      ['a2', 0],
    ])
    // A hundredth of a degree of latitude is 1.112 km on the mean sphere.
    expect((points[1]?.y ?? 0) - (points[0]?.y ?? 0)).toBeCloseTo(1.112, 3)
    expect(withoutPoint).toBe(5)
  })

  it('draws a town that is not known, and nothing for one that is not there', async () => {
    const open = await map(`?town=${encodeURIComponent(`${COUNTY}?`)}`)
    expect(open.groups.map(({ kind, units }) => [kind, units.length])).toEqual([['uncovered', 1]])
    expect(await map('?town=nowhere')).toEqual({ blocks: [], groups: [], points: [], withoutPoint: 0 })
    expect((await call('GET', '/api/plans/none/map')).status).toBe(404)
  })
})

describe('trying a change', () => {
  const attempt = async (id: string, members: readonly string[]) =>
    (await call<ChangeTrial>('POST', `/api/proposals/${id}/try`, { members })).body

  it('says what it costs and what becomes of the others, as the change itself then does', async () => {
    const one = await idOf('a1')
    const trial = await attempt(one, ['a1', 'a2', 'a6'])
    expect(trial).toMatchObject({ ok: true, why: null, costBefore: 0, costAfter: 6, delta: 6 })
    expect(trial.others).toEqual([expect.stringMatching(/^第 \d+ 条剩 3 家、3 名正式党员，代价由 0 变为 0$/)])
    expect(trial.checks.every(({ ok }) => ok)).toBe(true)
    const untouched = await attempt(one, ['a1', 'a2', 'a6'])
    expect(untouched).toEqual(trial)

    const made = await call<ProposalRow>('POST', `/api/proposals/${one}/decision`, {
      decision: 'changed',
      members: ['a1', 'a2', 'a6'],
      reason: '由楼宇牵头',
    })
    expect(made.body.cost).toBe(trial.costAfter)
    const out = await attempt(one, ['a2', 'a6'])
    expect(out.others).toEqual(['样例a1有限公司移出后没有编组，成为暂不能覆盖'])
    expect((await call('POST', `/api/proposals/${one}/decision`, { decision: 'open' })).status).toBe(200)
  })

  it.each([
    ['too few members', ['a1'], '至少要有两家单位（《中国共产党支部工作条例（试行）》第五条'],
    ['two towns', ['a1', 'a2', 'u1'], '不都在本镇街'],
    ['what breaks another group', ['a1', 'a2', 'a3', 'a4'], '会只剩 2 家、2 名正式党员'],
    ['a unit without members', ['a1', 'a2', 'n1'], '没有正式党员，不能作为联建单位'],
    ['a unit that has an organisation', ['a1', 'a2', 'gone'], '不在本方案里'],
    ['no change', ['a1', 'a2'], '成员没有变化'],
  ])('refuses %s, as the change itself would', async (_, members, why) => {
    const id = await idOf('a1')
    const trial = await attempt(id, members)
    expect(trial).toMatchObject({ ok: false, why: expect.stringContaining(why) })
    const made = await call<{ words: string }>('POST', `/api/proposals/${id}/decision`, {
      decision: 'changed',
      members,
      reason: '试试',
    })
    expect(made.status).toBe(409)
    expect(made.body.words).toContain(trial.why)
  })

  it('shows the price of a soft rule', async () => {
    const trial = await attempt(await idOf('a3'), ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'])
    expect(trial).toMatchObject({ ok: true, costAfter: 6 * 2 + 20 })
    expect(trial.checks.filter(({ ok }) => !ok)).toEqual([
      { rule: '一般不超过 5 家', ok: false, hard: false, says: '共 6 家', price: 20 },
    ])
  })

  it('minds a pair noted after the plan was made', async () => {
    const id = await idOf('a3')
    const { body } = await call<Pair>('POST', '/api/plan-pairs', { kind: 'apart', a: 'a3', b: 'a1', reason: '有纠纷' })
    const trial = await attempt(id, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'])
    expect(trial.why).toContain('样例a1有限公司和样例a3有限公司不宜同组')
    expect((await call('POST', `/api/plan-pairs/${body.id}/drop`, {})).status).toBe(200)
    expect((await attempt(id, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'])).ok).toBe(true)
  })

  it('knows what was decided elsewhere', async () => {
    const id = await idOf('a3')
    await call('POST', `/api/proposals/${await idOf('a1')}/decision`, { decision: 'accepted' })
    expect((await attempt(id, ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'])).why).toContain('已经审定')
    await call('POST', `/api/proposals/${await idOf('a1')}/decision`, { decision: 'open' })
    expect((await call('POST', `/api/proposals/${plan}-999/try`, { members: ['a1'] })).status).toBe(404)
  })
})

describe('pairs', () => {
  const list = async () => (await call<{ rows: Pair[] }>('GET', '/api/plan-pairs')).body.rows
  const save = (part: object) =>
    call<Pair & { code: string }>('POST', '/api/plan-pairs', { kind: 'apart', reason: '同业竞争', ...part })

  it('notes a pair once, however it is said, and records it', async () => {
    const first = await save({ a: 'a2', b: 'a1' })
    expect(first.body).toMatchObject({
      kind: 'apart',
      a: { unit: 'a1', name: '样例a1有限公司' },
      b: { unit: 'a2', name: '样例a2有限公司' },
      reason: '同业竞争',
    })
    const again = await save({ a: 'a1', b: 'a2', kind: 'link', reason: '上下游' })
    expect(again.body).toMatchObject({ id: first.body.id, kind: 'link', reason: '上下游' })
    expect(await lastAudit()).toMatchObject({ action: 'planner.save-pair', subject: first.body.id })
    expect(await list()).toEqual([again.body])
    expect((await call('POST', `/api/plan-pairs/${first.body.id}/drop`, {})).status).toBe(200)
    expect(await lastAudit()).toMatchObject({ action: 'planner.drop-pair', details: { a: 'a1', b: 'a2' } })
    expect(await list()).toEqual([])
  })

  it('refuses one unit twice, units that are not there, and a pair that is gone', async () => {
    expect((await save({ a: 'a1', b: 'a1' })).body.code).toBe('planner.pair-same')
    expect((await save({ a: 'a1', b: 'none' })).body.code).toBe('planner.unit-not-found')
    expect((await save({ a: 'a1', b: 'a2', reason: ' ' })).status).toBe(400)
    const gone = await call<{ code: string }>('POST', '/api/plan-pairs/none/drop', {})
    expect([gone.status, gone.body.code]).toEqual([404, 'planner.pair-not-found'])
  })
})
