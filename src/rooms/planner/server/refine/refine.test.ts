import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import { planParamsShape, type Plan } from '../../contract.ts'
import { insertAreas, insertUnits, ledgerUnit, TOWNS } from '../../testing.ts'
import { plannerServer } from '../index.ts'
import { makePlan } from '../make-plan.ts'
import { findPlan } from '../reads.ts'
import { findBetter } from './find-better.ts'
import { refinePlan } from './refine-plan.ts'
import { settleAll, settlePlan } from './write-proof.ts'

const clock = testClock()
let context: TestContext
const quiet = { report() {}, pastCancel() {} }
const roads = ['黄浦路', '数码路', '学子街', '凌水路']
const codes = ['6511', '6520', '5132', '7211', '7320']

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], clock)
  const scope = context.localScope()
  await insertAreas(context, scope)
  await insertUnits(
    context,
    scope,
    Array.from({ length: 80 }, (_, at) =>
      ledgerUnit(`u${String(at).padStart(2, '0')}`, {
        town: TOWNS[at < 50 ? 0 : 1],
        road: roads[(at * 7) % 4] ?? null,
        industry: codes[(at * 3) % 5] ?? null,
        membersFull: at % 3 === 0 ? 2 : 1,
      }),
    ),
  )
})

afterAll(() => context.close())

const params = planParamsShape.parse({ weights: { industry: 2 }, effort: 'quick' })

async function towns(plan: string) {
  return rowsOf<{
    cost: number
    bound: number
    left_over: number
    left_bound: number
    proven: boolean
    method: string
  }>(
    context.database.owner,
    sql`select cost, bound, left_over, left_bound, proven, method from plan_town where plan_id = ${plan} order by town`,
  )
}

describe('refining', () => {
  it('writes bounds below the costs, prices below the groups, and ends proven or settled', async () => {
    const scope = context.localScope()
    const id = await makePlan(context, scope, { params, scenario: null }, quiet)
    const before = await findPlan(context.database.as(scope), scope, id)
    await refinePlan(context, scope, id, 60, { signal: new AbortController().signal, report() {} })
    const after = await findPlan(context.database.as(scope), scope, id)
    expect(after?.proof?.gap).toBeLessThanOrEqual(before?.proof?.gap ?? 0)
    expect(after?.proof?.bound).toBeLessThanOrEqual((after?.figures.cost ?? 0) + 1e-6)
    expect(after?.proof?.state).toBe(after?.proof?.gap === 0 ? 'proven' : 'settled')
    const rows = await towns(id)
    expect(rows).toHaveLength(2)
    for (const row of rows) {
      expect(row.bound).toBeLessThanOrEqual(row.cost + 1e-6)
      expect(row.left_bound).toBeLessThanOrEqual(row.left_over)
      expect(row.method).not.toBe('')
    }
    const groups = await rowsOf<{ cost: number; prices: number }>(
      context.database.owner,
      sql`select p.cost, sum(m.price) as prices from proposal p join proposal_member m
          on m.plan_id = p.plan_id and m.no = p.no
        where p.plan_id = ${id} and p.kind = 'joint' group by p.no, p.cost`,
    )
    for (const { cost, prices } of groups) expect(prices).toBeLessThanOrEqual(cost + 1e-6)
  }, 120_000)

  it('stopped, it leaves what it has found; after a restart nobody is said to be at it', async () => {
    const scope = context.localScope()
    const id = await makePlan(context, scope, { params: { ...params, day: params.day }, scenario: null }, quiet)
    const abort = new AbortController()
    abort.abort()
    await expect(refinePlan(context, scope, id, 60, { signal: abort.signal, report() {} })).rejects.toMatchObject({
      code: 'platform.cancelled',
    })
    expect((await findPlan(context.database.as(scope), scope, id))?.proof?.state).toBe('settled')
    await context.database.write(scope, (tx) => settlePlan(tx, scope, id, 'refining'))
    expect((await findPlan(context.database.as(scope), scope, id))?.proof?.state).toBe('refining')
    await context.database.write(scope, settleAll)
    expect((await findPlan(context.database.as(scope), scope, id))?.proof?.state).toBe('settled')
  }, 120_000)

  it('begins by itself behind the plan that was made, and does not hold up the next', async () => {
    const app = await context.app()
    const make = async () => {
      const { job } = (await app.inject({ method: 'POST', url: '/api/plans', payload: params })).json<{ job: string }>()
      return String((await context.jobs.finished(job)).result?.['plan'])
    }
    const first = await make()
    const second = await make()
    expect(second).not.toBe(first)
    await context.database.writeAsOwner(async (tx) => {
      await sql`update plan set proof = proof || '{"state": "settled", "unfinished": true}' where id = ${first}`.execute(
        tx,
      )
    })
    await make()
    const running = context.jobs.list(context.localScope()).filter(({ kind }) => kind === 'planner.refine')
    await Promise.all(running.map(({ id }) => context.jobs.finished(id)))
    const resumed = await findPlan(context.database.as(context.localScope()), context.localScope(), first)
    expect(resumed?.proof?.unfinished).toBe(false)
    const plan = (await app.inject({ url: `/api/plans/${second}` })).json<Plan>()
    expect(['proven', 'settled']).toContain(plan.gapState)
    expect(plan.towns.every(({ gap }) => gap !== null && gap < 0.2)).toBe(true)
  }, 120_000)
})

describe('planning again', () => {
  it('takes up what a proof has found, and is nowhere worse than the plan before', async () => {
    const scope = context.localScope()
    const { writeAsOwner } = context.database
    const db = context.database.as(scope)
    const first = await makePlan(context, scope, { params, scenario: null }, quiet)
    const before = await findPlan(db, scope, first)
    const again = await findPlan(db, scope, await makePlan(context, scope, { params, scenario: null }, quiet))
    expect(again?.figures.cost).toBeLessThanOrEqual((before?.figures.cost ?? 0) + 1e-6)
    const groups = [['u00', 'u01', 'u02']]
    await writeAsOwner(async (tx) => {
      await sql`update plan_town set better = ${JSON.stringify(groups)}::jsonb where plan_id = ${first} and town = ${TOWNS[0]}`.execute(
        tx,
      )
    })
    const found = await findBetter(db, scope, first)
    expect([...found.keys()]).toEqual(groups.flat())
    expect(new Set(found.values()).size).toBe(1)
  }, 120_000)

  it('can be cancelled while it searches, and leaves nothing behind', async () => {
    const app = await context.app()
    const plans = async () =>
      (await app.inject({ url: '/api/plans' })).json<{ rows: Plan[] }>().rows.map(({ id }) => id)
    const known = await plans()
    const { job } = (
      await app.inject({ method: 'POST', url: '/api/plans', payload: { ...params, effort: 'thorough' } })
    ).json<{ job: string }>()
    context.jobs.watch(job, ({ doing, state }) => {
      if (doing === '搜寻编组' || doing === '求与理论下界的差距')
        if (state === 'running') context.jobs.cancel(context.localScope(), job)
    })
    expect((await context.jobs.finished(job)).state).toBe('cancelled')
    expect(await plans()).toEqual(known)
  }, 120_000)
})
