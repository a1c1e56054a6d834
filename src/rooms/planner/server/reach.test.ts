import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTHING, type Reach } from '../../../kernel/scope.ts'
import { everybody } from '../../../platform/server/gate.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import type { Plan, ProposalRow } from '../contract.ts'
import { CITY, COUNTY, insertAreas, insertUnits, ledgerUnit, TOWNS } from '../testing.ts'
import { plannerServer } from './index.ts'

const clock = testClock()
let context: TestContext

const first = `${CITY}/${COUNTY}/${TOWNS[0]}/`
/** Who sends a request, by header. */
const people: Readonly<Record<string, Reach>> = {
  street: { ...NOTHING, paths: [first] },
  industry: { ...NOTHING, lines: [{ section: 'I', path: '' }] },
  secretary: { ...NOTHING, units: ['a1'] },
}

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], clock)
  context.gates.install({
    accounts: async () => true,
    caller: async ({ headers }) => {
      const name = String(headers['x-person'] ?? 'office')
      const reach = people[name]
      return reach === undefined ? everybody(name) : { ...everybody(name), account: name, reach: () => reach }
    },
  })
  const scope = context.localScope()
  await insertAreas(context, scope)
  const here = { road: '黄浦路', number: '9', building: 'b1', buildingName: '黄浦路9号' }
  const there = { town: TOWNS[1], road: '柳桥路', number: '3' }
  await insertUnits(context, scope, [
    ledgerUnit('a1', { ...here, membersFull: 1 }),
    ledgerUnit('a2', { ...here, membersFull: 2 }),
    ledgerUnit('a3', { road: '学子街', membersFull: 4 }),
    ...Array.from({ length: 5 }, (_, index) => ledgerUnit(`n${index}`, here)),
    ledgerUnit('b1', { ...there, membersFull: 2 }),
    ledgerUnit('b2', { ...there, membersFull: 1 }),
    ledgerUnit('b3', { ...there, membersFull: 5 }),
    ledgerUnit('c1', { town: null, road: '无名路', membersFull: 1 }),
    ...Array.from({ length: 4 }, (_, index) => ledgerUnit(`m${index}`, there)),
  ])
})
afterAll(() => context.close())

async function call<T>(person: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const app = await context.app()
  const headers = { 'x-person': person }
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, text: answer.body, body: answer.json<T>() }
}

async function makePlan(person: string, params: object = {}): Promise<string> {
  clock.advance(60_000)
  const { body } = await call<{ job: string }>(person, 'POST', '/api/plans', params)
  const job = await context.jobs.finished(body.job)
  if (job.problem) throw new Error(job.problem.code)
  return String(job.result?.['plan'])
}

const list = async (person: string, plan: string) =>
  (await call<{ rows: ProposalRow[]; total: number }>(person, 'GET', `/api/plans/${plan}/proposals?limit=500`)).body
const titles = ({ rows }: { rows: ProposalRow[] }) => rows.map(({ kind, townName }) => `${kind} ${townName}`).sort()

describe('a plan of the whole office', () => {
  let plan: string
  beforeAll(async () => {
    plan = await makePlan('office')
  })

  it('shows a street its own proposals, counted anew, and nothing of the others', async () => {
    const all = await list('office', plan)
    expect(new Set(all.rows.map(({ townName }) => townName)).size).toBeGreaterThan(2)
    const own = await list('street', plan)
    expect(own.total).toBe(own.rows.length)
    expect(titles(own)).toEqual(titles({ rows: all.rows.filter(({ town }) => town === TOWNS[0]) }))
    const whole = (await call<Plan>('office', 'GET', `/api/plans/${plan}`)).body
    const seen = await call<Plan>('street', 'GET', `/api/plans/${plan}`)
    expect(seen.body).toMatchObject({
      no: whole.no,
      groups: 1,
      groupUnits: 2,
      founders: 1,
      uncovered: 0,
      withoutMembers: 5,
    })
    expect(seen.body.towns.map(({ town }) => town)).toEqual([TOWNS[0]])
    expect(seen.body.sentence).not.toBe(whole.sentence)
    expect((await call<{ rows: Plan[] }>('street', 'GET', '/api/plans')).body.rows.map(({ id }) => id)).toEqual([plan])
    for (const url of [`/api/plans/${plan}/map`, `/api/plans/${plan}/map?town=${TOWNS[1]}`, '/api/belts?of=units']) {
      expect((await call('street', 'GET', url)).text).not.toMatch(/柳桥|样例[bmc]\d/)
    }
  })

  it('is not there for somebody with an industry line or a single unit', async () => {
    for (const person of ['industry', 'secretary']) {
      expect((await call<{ rows: Plan[] }>(person, 'GET', '/api/plans')).body.rows).toEqual([])
      expect((await call(person, 'GET', `/api/plans/${plan}`)).status).toBe(404)
      expect((await call(person, 'GET', `/api/proposals/${plan}-1`)).status).toBe(404)
    }
  })

  it('is decided by a street for its own proposals only, with its own units only', async () => {
    const all = (await list('office', plan)).rows
    const other = all.find(({ town, kind }) => town === TOWNS[1] && kind === 'joint') as ProposalRow
    const own = all.find(({ town, kind }) => town === TOWNS[0] && kind === 'joint') as ProposalRow
    const decide = (id: string, payload: object) =>
      call<{ code: string; decision: string }>('street', 'POST', `/api/proposals/${id}/decision`, payload)
    expect(await decide(other.id, { decision: 'accepted' })).toMatchObject({ status: 404 })
    const pulled = await decide(own.id, { decision: 'changed', reason: '试', members: ['a1', 'a2', 'b1'] })
    expect(pulled).toMatchObject({ status: 403, body: { code: 'planner.outside-reach' } })
    const tried = await call<{ ok: boolean }>('street', 'POST', `/api/proposals/${own.id}/try`, {
      members: ['a1', 'a2', 'b1'],
    })
    expect(tried.text).not.toContain('样例b1')
    expect(await decide(own.id, { decision: 'accepted' })).toMatchObject({
      status: 200,
      body: { decision: 'accepted' },
    })
    const accepted = await call<{ accepted: number }>('street', 'POST', `/api/plans/${plan}/accept`, {})
    expect(accepted.body.accepted).toBe(
      all.filter(({ town, kind }) => town === TOWNS[0] && kind !== 'uncovered').length - 1,
    )
    const after = (await list('office', plan)).rows
    expect(after.filter(({ decision }) => decision !== 'open').every(({ town }) => town === TOWNS[0])).toBe(true)
    for (const deed of ['refine', 'curve']) {
      expect(await call('street', 'POST', `/api/plans/${plan}/${deed}`, {})).toMatchObject({ status: 403 })
    }
  })

  it('tells the trail who had its bound narrowed and its curve drawn, and a decision where it belongs', async () => {
    for (const deed of ['refine', 'curve']) {
      const { body } = await call<{ job: string }>('office', 'POST', `/api/plans/${plan}/${deed}`, { seconds: 5 })
      await context.jobs.finished(body.job)
    }
    const { rows } = await sql<{ action: string; path: string }>`select action, path from audit
      where subject = ${plan} and action in ('planner.refine', 'planner.curve') order by id`.execute(
      context.database.owner,
    )
    expect(rows).toEqual([
      { action: 'planner.refine', path: '' },
      { action: 'planner.curve', path: '' },
    ])
    const decided = await sql<{ path: string }>`select path from audit where action = 'planner.decide'`.execute(
      context.database.owner,
    )
    expect(decided.rows).toEqual([{ path: first }])
  })

  it('is made again by a street for itself: its number follows, the office keeps its own plan', async () => {
    const own = await makePlan('street')
    const made = (await call<Plan>('office', 'GET', `/api/plans/${own}`)).body
    expect(made.params.area).toBe(TOWNS[0])
    expect(made.no).toBe(2)
    expect(titles(await list('street', own)).every((title) => !title.includes('柳桥'))).toBe(true)
    await expect(makePlan('street', { area: TOWNS[1] })).rejects.toThrow('planner.outside-reach')
    await expect(makePlan('industry')).rejects.toThrow('planner.area-required')
    expect((await list('office', plan)).rows.length).toBeGreaterThan(3)
  })
})
