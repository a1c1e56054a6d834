import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CompiledQuery } from 'kysely'
import type { z } from 'zod'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import type { Plan, ProposalRow, proposalShape } from '../contract.ts'
import { COUNTY, insertAreas, insertUnits, ledgerUnit, TOWNS } from '../testing.ts'
import { plannerServer } from './index.ts'
import { readLedger } from './ledger.ts'

type Proposal = z.infer<typeof proposalShape>

const clock = testClock()
let context: TestContext

const b1 = { road: '黄浦路', number: '9', building: 'b1', buildingName: '黄浦路9号' }
const b2 = { road: '黄浦路', number: '15', building: 'b2', buildingName: '黄浦路15号' }

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], clock)
  const scope = context.localScope()
  await insertAreas(context, scope)
  await insertUnits(context, scope, [
    ledgerUnit('a1', { ...b1, membersFull: 1 }),
    ledgerUnit('a2', { ...b1, membersFull: 2 }),
    ledgerUnit('a3', { ...b2, membersFull: 1 }),
    ledgerUnit('a4', { ...b2, membersFull: 1 }),
    ledgerUnit('a5', { ...b2, membersFull: 1 }),
    ledgerUnit('a6', { ...b2, membersFull: 1 }),
    ledgerUnit('f1', { ...b1, membersFull: 8 }),
    ledgerUnit('u1', { town: TOWNS[1], road: '柳桥路', membersFull: 2 }),
    ledgerUnit('u2', { town: null, road: '无名路', membersFull: 1 }),
    ledgerUnit('r1', { ...b1, membersReported: 2 }),
    ledgerUnit('o1', { ...b1, membersFull: 2, coverage: 'joint' }),
    ledgerUnit('w1', { ...b1, coverage: 'work', instructor: '王指导' }),
    ...Array.from({ length: 7 }, (_, index) => ledgerUnit(`n${index}`, { ...b1 })),
    ...Array.from({ length: 6 }, (_, index) => ledgerUnit(`m${index}`, { town: TOWNS[1], road: '柳桥路' })),
  ])
})

afterAll(() => context.close())

async function call<T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<{ status: number; body: T }> {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

async function makePlan(params: object = {}): Promise<Plan> {
  clock.advance(60_000)
  const { body } = await call<{ job: string }>('POST', '/api/plans', params)
  const job = await context.jobs.finished(body.job)
  expect(job.problem).toBeNull()
  return (await call<Plan>('GET', `/api/plans/${String(job.result?.['plan'])}`)).body
}

async function list(plan: string, query = ''): Promise<ProposalRow[]> {
  return (await call<{ rows: ProposalRow[] }>('GET', `/api/plans/${plan}/proposals?limit=500${query}`)).body.rows
}

const get = async (id: string) => (await call<Proposal>('GET', `/api/proposals/${id}`)).body
const decide = (id: string, decision: string, more: object = {}) =>
  call<Proposal & { code: string; words: string }>('POST', `/api/proposals/${id}/decision`, { decision, ...more })
const unitsOf = (proposal: Proposal) => proposal.members.map(({ unit }) => unit).sort()

async function group(plan: string, unit: string): Promise<Proposal> {
  for (const row of await list(plan, `&q=${encodeURIComponent(`样例${unit}有限公司`)}`)) {
    const proposal = await get(row.id)
    if (proposal.members.some((member) => member.unit === unit)) return proposal
  }
  throw new Error(`no proposal with ${unit}`)
}

describe('readLedger', () => {
  it('reads the same units at once and in slices, in words only those with members', async () => {
    const scope = context.localScope()
    const read = async (slice?: number) => {
      const units = await readLedger(context.database.owner, scope, '', slice)
      return units.sort((a, b) => (a.id < b.id ? -1 : 1))
    }
    const all = await read()
    expect(all.length).toBe(24)
    expect(await read(5)).toEqual(all)
    expect(await read(1)).toEqual(all)
    expect(all.find(({ id }) => id === 'a1')?.name).toBe('样例a1有限公司')
    expect(all.find(({ id }) => id === 'n1')?.name).toBeNull()
  })
})

describe('a plan', () => {
  it('is refused kindly before there is one', async () => {
    const answer = await call<{ code: string }>('GET', '/api/plans/latest')
    expect([answer.status, answer.body.code]).toEqual([404, 'planner.plan-not-found'])
  })

  it('joins, founds, assigns and says what is left and why', async () => {
    const made = await makePlan()
    expect(made).toMatchObject({
      no: 1,
      groups: 2,
      groupUnits: 6,
      founders: 1,
      uncovered: 2,
      withoutMembers: 13,
      assigned: 4,
      instructors: 1,
      instructorsNeeded: 3,
      unverified: 1,
      gap: 0,
      asOf: '2026-11-20',
      stale: false,
      decided: 0,
    })
    expect(made.cost).toBe(made.bound)
    expect(made.peerCost).toBeGreaterThanOrEqual(made.cost)
    expect(made.sentence).toContain('8 家正式党员 1–2 名的单位，建议组成 2 个联合党支部，覆盖 6 家；2 家暂不能覆盖')
    expect(made.sentence).toContain('还需 3 名')
    expect(made.uncoveredBy.map(({ reason, n }) => [reason, n])).toEqual(
      [
        ['镇街未定，先核定地址', 1],
        ['不出本镇街：本镇街内可联建的合计不足 3 名正式党员', 1],
      ].sort(),
    )
    expect(
      made.towns.map(({ name, groups, founders, uncovered, assigned }) => [
        name,
        groups,
        founders,
        uncovered,
        assigned,
      ]),
    ).toEqual([
      ['凌河街道', 2, 1, 0, 7],
      ['柳桥街道', 0, 0, 1, 6],
      ['镇街未定', 0, 0, 1, 0],
    ])
  })

  it('shows each group with its common place, its rule and what was not taken', async () => {
    const { id } = (await call<Plan>('GET', '/api/plans/latest')).body
    const joint = await group(id, 'a1')
    expect(unitsOf(joint)).toEqual(['a1', 'a2'])
    expect(joint).toMatchObject({
      kind: 'joint',
      title: '黄浦路9号',
      common: 'building',
      commonName: '同一楼宇',
      cost: 0,
      weight: 3,
    })
    expect(joint.why).toContain('同一楼宇（黄浦路9号）')
    expect(joint.article).toMatchObject({ rule: 'branch.5.joint', regulation: '中国共产党支部工作条例（试行）' })
    expect(joint.alternatives.at(-1)).toEqual({ words: '拆成两组：其中一组不足 3 名正式党员，不成立', delta: null })
    const own = await group(id, 'f1')
    expect(own).toMatchObject({ kind: 'own', article: { rule: 'branch.4' } })
    expect(own.why).toContain('设支部委员会')
    const left = await group(id, 'u1')
    expect(left).toMatchObject({ kind: 'uncovered', blockedBy: '不出本镇街：本镇街内可联建的合计不足 3 名正式党员' })
    const assigned = (await list(id, '&kind=instructor')).map(({ units }) => units)
    expect(assigned.sort()).toEqual([1, 3, 4, 5])
  })

  it('goes further where the office lets it', async () => {
    const { uncovered, groups } = await makePlan({ within: 'county' })
    expect([uncovered, groups]).toEqual([0, 3])
  })

  it('counts the annual report where the ledger says nothing, and warns', async () => {
    const made = await makePlan({ countReported: true })
    expect(made.unverified).toBe(0)
    const proposal = await group(made.id, 'r1')
    expect(proposal.kind).toBe('joint')
    expect(proposal.against[0]).toContain('只有年报党员数')
  })

  it('finds proposals by name and pages them', async () => {
    const { id } = (await call<Plan>('GET', '/api/plans/latest')).body
    const all = await list(id)
    const first = await call<{ rows: ProposalRow[]; next: string; total: number }>(
      'GET',
      `/api/plans/${id}/proposals?limit=2`,
    )
    const second = await call<{ rows: ProposalRow[] }>(
      'GET',
      `/api/plans/${id}/proposals?limit=2&after=${first.body.next}`,
    )
    expect([...first.body.rows, ...second.body.rows]).toEqual(all.slice(0, 4))
    expect(first.body.total).toBe(all.length)
    expect((await list(id, `&q=${encodeURIComponent('样例f1')}`)).map(({ kind }) => kind)).toEqual(['own'])
    expect((await list(id, `&q=${encodeURIComponent('样例n1有限')}`)).map(({ kind }) => kind)).toEqual(['instructor'])
    expect((await list(id, `&q=${encodeURIComponent('100%')}`)).length).toBe(0)
    expect((await list(id, `&town=${TOWNS[1]}`)).every(({ town }) => town === TOWNS[1])).toBe(true)
    expect((await list(id, `&town=${COUNTY}?`)).map(({ townName }) => townName)).toEqual(['镇街未定'])
  })
})

describe('deciding', () => {
  it('wants a reason where one is due, and knows the legal moves', async () => {
    const { id } = await makePlan()
    const joint = await group(id, 'a1')
    expect((await decide(joint.id, 'rejected')).body.code).toBe('planner.reason-required')
    expect((await decide(joint.id, 'rejected', { reason: '  ' })).body.code).toBe('planner.reason-required')
    const rejected = await decide(joint.id, 'rejected', { reason: '两家同属一个集团' })
    expect(rejected.body).toMatchObject({ decision: 'rejected', reason: '两家同属一个集团' })
    expect((await decide(joint.id, 'rejected', { reason: '再说一遍' })).status).toBe(409)
    expect((await decide(joint.id, 'open')).body).toMatchObject({ decision: 'open', reason: null })
    const left = await group(id, 'u1')
    expect((await decide(left.id, 'accepted')).body.words).toContain('还没有编组')
    expect((await decide(`${id}-999`, 'accepted')).status).toBe(404)
  })

  it('changes a group when it stays lawful, and takes the change back', async () => {
    const { id } = await makePlan()
    const [one, two] = [await group(id, 'a1'), await group(id, 'a3')]
    expect(unitsOf(two)).toEqual(['a3', 'a4', 'a5', 'a6'])
    const without = await decide(two.id, 'changed', { members: ['a3', 'a4', 'a5', 'a6'], reason: '原样' })
    expect(without.body.words).toContain('成员没有变化')
    const light = await decide(two.id, 'changed', { members: ['a3', 'a4'], reason: '太少' })
    expect(light.body.words).toContain('合计只有 2 名正式党员')
    const robbed = await decide(two.id, 'changed', { members: ['a1', 'a3', 'a4', 'a5'], reason: '抽一家' })
    expect(robbed.body.words).toContain('会只剩 1 家')
    const far = await decide(two.id, 'changed', { members: ['a3', 'a4', 'a5', 'u1'], reason: '跨街' })
    expect(far.body.words).toContain('不都在本镇街')
    const open = await decide(two.id, 'changed', { members: ['a3', 'a4', 'a5', 'u2'], reason: '地址不明' })
    expect(open.body.words).toContain('镇街未定')
    const idle = await decide(two.id, 'changed', { members: ['a3', 'a4', 'a5', 'n1'], reason: '没有党员' })
    expect(idle.status).toBe(409)
    const covered = await decide(two.id, 'changed', { members: ['a3', 'a4', 'a5', 'o1'], reason: '已有组织' })
    expect(covered.body.words).toContain('不在本方案里')

    const changed = await decide(one.id, 'changed', { members: ['a1', 'a2', 'a6'], reason: '由楼宇牵头' })
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({ decision: 'changed', units: 3, weight: 4, common: 'road', cost: 6 })
    expect(changed.body.why).toContain('代价由 0 变为 6')
    expect(unitsOf(await get(two.id))).toEqual(['a3', 'a4', 'a5'])
    const smaller = await decide(one.id, 'changed', { members: ['a2', 'a6'], reason: '再调' })
    expect(smaller.body).toMatchObject({ units: 2, weight: 3 })
    const out = await group(id, 'a1')
    expect(out).toMatchObject({ kind: 'uncovered', blockedBy: '由别组调整移出，还没有编组' })

    expect((await decide(two.id, 'accepted')).status).toBe(200)
    const held = await decide(one.id, 'open')
    expect(held.body.words).toContain(`先撤回第 ${two.no} 条`)
    expect((await decide(two.id, 'open')).status).toBe(200)
    const back = await decide(one.id, 'open')
    expect(back.body).toEqual(one)
    expect(await get(two.id)).toEqual(two)
    expect((await list(id)).filter(({ kind }) => kind === 'uncovered').length).toBe(2)
  })

  it('goes beyond the usual size with a reason, and says so', async () => {
    const { id } = await makePlan()
    const two = await group(id, 'a3')
    const one = await group(id, 'a1')
    expect((await decide(one.id, 'accepted')).status).toBe(200)
    const taken = await decide(two.id, 'changed', { members: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'], reason: '合并' })
    expect(taken.body.words).toContain('已经审定')
    await decide(one.id, 'open')
    const six = await decide(two.id, 'changed', { members: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'], reason: '合并' })
    expect(six.body).toMatchObject({ units: 6, weight: 7 })
    expect(six.body.against[0]).toContain('超过一般不超过 5 家')
    await decide(two.id, 'open')
    expect(await get(one.id)).toEqual(one)
  })

  it('accepts what is open in a town at one go', async () => {
    const { id } = await makePlan()
    const answer = await call<{ accepted: number }>('POST', `/api/plans/${id}/accept`, {
      town: TOWNS[0],
      kind: 'joint',
    })
    expect(answer.body.accepted).toBe(2)
    const made = (await call<Plan>('GET', `/api/plans/${id}`)).body
    expect(made.decided).toBe(2)
    expect(
      (await call<{ accepted: number }>('POST', `/api/plans/${id}/accept`, { town: TOWNS[0], kind: 'joint' })).body
        .accepted,
    ).toBe(0)
  })
})

describe('planning again', () => {
  it('keeps what was decided, refuses it in the old plan, and frees what no longer holds', async () => {
    const scope = context.localScope()
    const before = (await call<Plan>('GET', '/api/plans/latest')).body
    const own = await group(before.id, 'f1')
    await decide(own.id, 'rejected', { reason: '上级另有安排' })
    const again = await makePlan()
    expect(again.carried).toBe(2)
    const kept = await group(again.id, 'a1')
    expect(kept).toMatchObject({ decision: 'accepted' })
    const old = await group(before.id, 'a1')
    expect((await decide(old.id, 'open')).body.words).toContain(`方案 ${again.no} 号`)
    const reminded = await group(again.id, 'f1')
    expect(reminded.against[0]).toContain('上级另有安排')

    expect(again.stale).toBe(false)
    await context.database.writeAsOwner((tx) =>
      tx.executeQuery(founded('a2', clock.now().toISOString(), scope.district)),
    )
    expect((await call<Plan>('GET', '/api/plans/latest')).body.stale).toBe(true)
    const third = await makePlan()
    expect(third.sentence).toContain('此前审定的 1 条因单位情况有变不再成立')
    expect(third).toMatchObject({ carried: 1, stale: false })
    expect((await group(third.id, 'a1')).kind).toBe('uncovered')
  })

  it('keeps a batch with its place to be filled, and counts on from there', async () => {
    const made = (await call<Plan>('GET', '/api/plans/latest')).body
    const batches = (await list(made.id, '&kind=instructor')).filter(({ instructor }) => instructor?.startsWith('新聘'))
    const [first] = batches
    await decide(first?.id ?? '', 'accepted')
    const again = await makePlan()
    expect(again).toMatchObject({ withoutMembers: made.withoutMembers, instructorsNeeded: made.instructorsNeeded })
    const names = (await list(again.id, '&kind=instructor')).map(({ instructor }) => instructor)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain(first?.instructor)
  })

  it('leaves what reaches beyond the area planned where it was decided', async () => {
    const wide = await makePlan({ within: 'county' })
    const across = await group(wide.id, 'u1')
    expect(across.kind).toBe('joint')
    await decide(across.id, 'accepted')
    const narrow = await makePlan({ area: TOWNS[1] })
    expect((await list(narrow.id)).some(({ kind }) => kind === 'uncovered')).toBe(false)
    expect((await get(across.id)).decision).toBe('accepted')
    await decide(across.id, 'open')
  })

  it('keeps the last few drafts, and every plan in which something was decided', async () => {
    for (let time = 0; time < 6; time++) await makePlan()
    const { rows } = (await call<{ rows: Plan[] }>('GET', '/api/plans')).body
    const numbers = rows.map(({ no }) => no)
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    await makePlan()
    expect((await call<{ rows: Plan[] }>('GET', '/api/plans')).body.rows.length).toBe(rows.length)
  })

  it('exports what was decided', async () => {
    const app = await context.app()
    const answer = await app.inject({ method: 'GET', url: '/api/plans/latest/export?only=accepted' })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})

/** The ledger learns that a unit has an organisation of its own. */
function founded(unit: string, at: string, district: string) {
  return CompiledQuery.raw(`update unit set coverage = 'own', changed_at = $1 where district = $2 and id = $3`, [
    at,
    district,
    unit,
  ])
}
