import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { Comparison, Plan, ProposalRow, Scenario } from '../../contract.ts'
import { insertAreas, insertUnits, ledgerUnit } from '../../testing.ts'
import { plannerServer } from '../index.ts'

const clock = testClock()
let context: TestContext
const roads = ['黄浦路', '数码路', '学子街']
const codes = ['6511', '5132', '7211']

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], clock)
  const scope = context.localScope()
  await insertAreas(context, scope)
  await insertUnits(
    context,
    scope,
    Array.from({ length: 24 }, (_, at) =>
      ledgerUnit(`u${String(at).padStart(2, '0')}`, {
        road: roads[at % 3] ?? null,
        industry: codes[(at >> 1) % 3] ?? null,
        parent: at % 2 === 0 ? '甲集团' : '乙集团',
        membersFull: 1,
      }),
    ),
  )
})

afterAll(() => context.close())

async function call<T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<{ status: number; body: T }> {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

async function run(url: string, payload: object) {
  clock.advance(60_000)
  const { body } = await call<{ job: string }>('POST', url, payload)
  return context.jobs.finished(body.job)
}

async function make(payload: object): Promise<Plan> {
  const job = await run('/api/plans', payload)
  expect(job.problem).toBeNull()
  return (await call<Plan>('GET', `/api/plans/${String(job.result?.['plan'])}`)).body
}

const scenario = (payload: object) => call<Scenario & { code: string }>('POST', '/api/scenarios', payload)
const decide = (id: string, decision: string, more: object = {}) =>
  call<ProposalRow & { words: string }>('POST', `/api/proposals/${id}/decision`, { decision, ...more })
const joint = async (plan: string) =>
  (await call<{ rows: ProposalRow[] }>('GET', `/api/plans/${plan}/proposals?kind=joint&limit=500`)).body.rows
const membersOf = async (id: string) =>
  (await call<{ members: { unit: string }[] }>('GET', `/api/proposals/${id}`)).body.members
    .map(({ unit }) => unit)
    .sort()

describe('scenarios', () => {
  it('are written, changed, named once and dropped; their plans stay', async () => {
    const near = await scenario({ name: '就近', note: '只看地址', params: {} })
    expect(near.body).toMatchObject({ name: '就近', plans: 0, latest: null, params: { within: 'town' } })
    expect((await scenario({ name: '就近', params: {} })).body.code).toBe('planner.scenario-name-taken')
    const changed = await scenario({ id: near.body.id, name: '就近编组', params: { maxUnits: 4 } })
    expect(changed.body).toMatchObject({ id: near.body.id, name: '就近编组', params: { maxUnits: 4 } })
    const plan = await make({ scenario: near.body.id })
    expect(plan).toMatchObject({
      name: '就近编组',
      scenario: near.body.id,
      params: { maxUnits: 4 },
      gapState: 'proven',
    })
    const { rows } = (await call<{ rows: Scenario[] }>('GET', '/api/scenarios')).body
    expect(rows).toMatchObject([{ plans: 1, latest: { id: plan.id, gap: 0 } }])
    expect((await call('POST', `/api/scenarios/${near.body.id}/drop`, {})).status).toBe(200)
    expect((await call<Plan>('GET', `/api/plans/${plan.id}`)).body.name).toBe('就近编组')
    expect((await call('POST', `/api/scenarios/${near.body.id}/drop`, {})).status).toBe(404)
    expect((await call('POST', '/api/plans', { scenario: 'nobody' })).status).toBe(404)
  })

  it('are compared by the prices of the first', async () => {
    const near = await make({})
    const trade = await make({ weights: { industry: 5 } })
    expect(trade.gap).toBeLessThan(0.5)
    expect(trade.changedUnits).toBeGreaterThan(0)
    expect(trade.comparedNo).toBe(near.no)
    const { body } = await call<Comparison>('GET', `/api/plans/compare?ids=${near.id},${trade.id}`)
    expect(body.plans.map(({ no }) => no)).toEqual([near.no, trade.no])
    expect(body.plans[0]).toMatchObject({ costByFirst: near.cost, changedFromFirst: 0 })
    expect(body.plans[1]?.costByFirst).toBeGreaterThanOrEqual(near.cost)
    expect(body.plans[1]?.changedFromFirst).toBe(body.unitsTotal)
    expect(body.sentence).toContain(`以方案 ${near.no} 号为准`)
    expect(body.units.every(({ puts }) => puts.length === 2)).toBe(true)
    expect((await call<{ code: string }>('GET', `/api/plans/compare?ids=${near.id}`)).body.code).toBe(
      'planner.compare-two',
    )
  })

  it('shows what fewer changes would cost', async () => {
    const plan = (await call<Plan>('GET', '/api/plans/latest')).body
    const job = await run(`/api/plans/${plan.id}/curve`, {})
    expect(job.problem).toBeNull()
    const { curve } = (await call<Plan>('GET', `/api/plans/${plan.id}`)).body
    expect(curve?.filter(({ chosen }) => chosen)).toHaveLength(1)
    expect(curve?.at(-1)?.changed).toBeLessThanOrEqual(curve?.[0]?.changed ?? 0)
  })
})

describe('rules of the office', () => {
  it('stand in every group, and the fewest that rule everything out are named', async () => {
    const plan = await make({ sameParent: true, weights: { industry: 1 } })
    for (const { id } of await joint(plan.id)) {
      const units = await membersOf(id)
      expect(new Set(units.map((unit) => Number(unit.slice(1)) % 2)).size).toBe(1)
    }
    const job = await run('/api/plans', { maxUnits: 2, usualUnits: 2 })
    expect(job.problem).toMatchObject({ code: 'planner.rules-conflict' })
    expect(job.problem?.words).toContain('最多 2 家、正式党员不少于 3 名')
  })

  it('leaves a locked group alone, and says which rule it breaks', async () => {
    const plan = await make({})
    const [first] = await joint(plan.id)
    const units = await membersOf(first?.id ?? '')
    expect((await decide(first?.id ?? '', 'locked')).body).toMatchObject({ decision: 'locked' })
    const again = await make({ weights: { industry: 20 } })
    const kept = (await joint(again.id)).filter(({ decision }) => decision === 'locked')
    expect(await Promise.all(kept.map(({ id }) => membersOf(id)))).toEqual([units])
    const job = await run('/api/plans', { sameParent: true })
    expect(job.problem).toMatchObject({ code: 'planner.lock-conflict' })
    expect(job.problem?.words).toContain('上级单位相同')
    await decide(kept[0]?.id ?? '', 'open')
  })

  it('does not bring back a group that was turned down', async () => {
    const plan = await make({})
    const [first] = await joint(plan.id)
    const units = await membersOf(first?.id ?? '')
    await decide(first?.id ?? '', 'rejected', { reason: '两家有纠纷' })
    const again = await make({})
    const sets = await Promise.all((await joint(again.id)).map(({ id }) => membersOf(id)))
    expect(sets).not.toContainEqual(units)
    expect(again.uncovered).toBe(0)
  })

  it('exports what carries each group, its cost and its gap', async () => {
    const app = await context.app()
    const answer = await app.inject({ method: 'GET', url: '/api/plans/latest/export' })
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})
