import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { everybody } from '../../../../platform/server/gate.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { ChangeTrial, Handover, InstructorRow } from '../../contract.ts'
import { insertAreas, insertUnits, ledgerUnit, TOWNS } from '../../testing.ts'
import { plannerServer } from '../index.ts'

const clock = testClock()
let context: TestContext

const b1 = { road: '黄浦路', number: '9', building: 'b1', buildingName: '黄浦路9号' }
const b2 = { road: '黄浦路', number: '15', building: 'b2', buildingName: '黄浦路15号' }
const far = { town: TOWNS[1], road: '柳桥路' }
/** A county of its own, where only coordinates tell units apart. */
const open = { county: '990102', town: '990102001' }
const work = { coverage: 'work' as const }

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], clock)
  const scope = context.localScope()
  await insertAreas(context, scope)
  await insertUnits(context, scope, [
    ledgerUnit('w1', { ...b1, ...work, instructor: '王指导' }),
    ledgerUnit('w2', { ...b2, ...work, instructor: '王指导' }),
    ledgerUnit('w3', { county: null, town: null, ...work, instructor: '王指导' }),
    ledgerUnit('l1', { ...b2, ...work, instructor: '李指导' }),
    ledgerUnit('z1', { ...far, ...work, instructor: '赵指导' }),
    ledgerUnit('n1', { ...b1, employees: 90 }),
    ledgerUnit('n2', { ...b1, employees: 80 }),
    ledgerUnit('k1', { ...open, ...work, instructor: '近指导', lng: 121.51, lat: 38.9 }),
    ledgerUnit('k2', { ...open, ...work, instructor: '远指导', lng: 121.6, lat: 38.9 }),
    ledgerUnit('k3', { ...open, ...work, instructor: '走指导', lng: 121.5, lat: 38.9 }),
    ledgerUnit('p1', { ...open, lng: 121.59, lat: 38.9 }),
    ledgerUnit('gone', { ...b1, life: 'closed', instructor: '孙指导' }),
  ])
})

afterAll(() => context.close())

async function call<T>(method: 'GET' | 'POST', url: string, payload?: object): Promise<{ status: number; body: T }> {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}

const rows = async () => (await call<{ rows: InstructorRow[] }>('GET', '/api/instructors')).body.rows
const plain = { capacity: null, until: null, leaving: false, conflicts: [] as string[], note: '' }
const save = (name: string, part: object) =>
  call<InstructorRow & { code: string; words: string }>('POST', '/api/instructors', { name, ...plain, ...part })

/** Whom a new plan names for each unit without members. */
async function named(params: object = {}, all = false): Promise<Record<string, string>> {
  clock.advance(60_000)
  const { body } = await call<{ job: string }>('POST', '/api/plans', params)
  const job = await context.jobs.finished(body.job)
  expect(job.problem).toBeNull()
  const found = await rowsOf<{ unit_id: string; instructor: string }>(
    context.database.owner,
    sql`select m.unit_id, p.instructor from proposal p
      join proposal_member m on m.district = p.district and m.plan_id = p.plan_id and m.no = p.no
      where p.plan_id = ${String(job.result?.['plan'])} and p.kind = 'instructor' order by m.unit_id`,
  )
  const shown = found.filter(({ unit_id }) => all || unit_id.startsWith('n'))
  return Object.fromEntries(shown.map(({ unit_id, instructor }) => [unit_id, instructor]))
}

describe('instructors', () => {
  it('are those whom the ledger names for operating units, by name', async () => {
    expect((await rows()).map(({ name, units, townNames }) => [name, units, townNames])).toEqual(
      [
        ['王指导', 3, ['凌河街道']],
        ['李指导', 1, ['凌河街道']],
        ['赵指导', 1, ['柳桥街道']],
        ['近指导', 1, []],
        ['远指导', 1, []],
        ['走指导', 1, []],
      ].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1)),
    )
  })

  it('keep what the office says of them, with a record', async () => {
    const setting = { capacity: 8, until: '2027-06-30', conflicts: ['n1', 'n1', 'w1'], note: '兼职' }
    const saved = await save('李指导', setting)
    expect(saved.body).toMatchObject({
      name: '李指导',
      units: 1,
      capacity: 8,
      until: '2027-06-30',
      leaving: false,
      conflicts: [
        { unit: 'n1', name: '样例n1有限公司' },
        { unit: 'w1', name: '样例w1有限公司' },
      ],
      note: '兼职',
    })
    expect((await rows()).find(({ name }) => name === '李指导')).toEqual(saved.body)
    const [audit] = await rowsOf<{ action: string; subject: string; details: object }>(
      context.database.owner,
      sql`select action, subject, details from audit where action like 'planner.%' order by at desc, id desc limit 1`,
    )
    expect(audit).toMatchObject({
      action: 'planner.save-instructor',
      // Names stand in the trail as keyed hashes only.
      subject: context.secrets.hash('name', '李指导'),
      details: { before: null, after: { capacity: 8, conflicts: ['n1', 'w1'] } },
    })
    expect((await save('李指导', {})).body).toMatchObject({ capacity: null, until: null, conflicts: [] })
  })

  it('must be in the ledger, and so must the units they may not look after', async () => {
    const unknown = await save('钱指导', {})
    expect([unknown.status, unknown.body.words]).toEqual([404, '台账里没有叫“钱**”的指导员。'])
    expect((await save('王指导', { conflicts: ['none'] })).body.code).toBe('planner.unit-not-found')
    expect((await save('王指导', { until: '明年' })).status).toBe(400)
    expect((await save('王指导', { until: '2026-02-30' })).body.code).toBe('planner.bad-params')
  })
})

describe('a plan', () => {
  it('minds capacity, term, leaving and conflicts', async () => {
    expect(await named()).toEqual({ n1: '王指导', n2: '王指导' })
    await save('王指导', { capacity: 4 })
    expect(await named()).toEqual({ n1: '王指导', n2: '李指导' })
    await save('王指导', { leaving: true })
    expect(await named()).toEqual({ n1: '李指导', n2: '李指导' })
    await save('王指导', { until: '2026-11-20' })
    expect(await named()).toEqual({ n1: '李指导', n2: '李指导' })
    await save('王指导', { until: '2026-11-21' })
    expect(await named()).toEqual({ n1: '王指导', n2: '王指导' })
    await save('王指导', { conflicts: ['n1'] })
    expect(await named()).toEqual({ n1: '李指导', n2: '王指导' })
    for (const name of ['李指导', '赵指导']) await save(name, { leaving: true })
    expect(await named()).toEqual({ n1: '新聘指导员 1', n2: '王指导' })
  })

  it('goes by distance where the address says no more', async () => {
    expect((await named({}, true))['p1']).toBe('远指导')
    await save('远指导', { leaving: true })
    expect((await named({}, true))['p1']).toBe('近指导')
    await save('远指导', {})
  })

  it('leaves those named before with the same units where the office wants few changes', async () => {
    for (const name of ['王指导', '李指导', '赵指导']) await save(name, {})
    await save('王指导', { conflicts: ['n1'] })
    expect(await named()).toEqual({ n1: '李指导', n2: '王指导' })
    await save('王指导', {})
    expect(await named({ weights: { stability: 50 } })).toEqual({ n1: '李指导', n2: '王指导' })
    expect(await named()).toEqual({ n1: '王指导', n2: '王指导' })
  })
})

describe('changing a batch by hand', () => {
  it('never puts a unit with an instructor who has ties with it', async () => {
    await save('王指导', { conflicts: ['n1'] })
    expect(await named()).toEqual({ n1: '李指导', n2: '王指导' })
    const [row] = await rowsOf<{ id: string }>(
      context.database.owner,
      sql`select plan_id || '-' || no as id from proposal where kind = 'instructor' and instructor = '王指导'
        order by plan_id desc limit 1`,
    )
    const attempt = (members: readonly string[]) =>
      call<ChangeTrial>('POST', `/api/proposals/${row?.id}/try`, { members })
    expect((await attempt(['n1', 'n2'])).body).toMatchObject({ ok: false, why: expect.stringContaining('有往来') })
    await save('王指导', { capacity: 3 })
    const more = (await attempt(['n1', 'n2'])).body
    expect(more.ok).toBe(true)
    expect(more.checks[0]).toMatchObject({ ok: false, hard: false, says: '已联系 3 家，连同这 2 家共 5 家' })
    await save('王指导', {})
  })
})

describe('a handover', () => {
  const handover = (name: string, capacity = 5) =>
    call<Handover>('GET', `/api/instructors/handover?name=${encodeURIComponent(name)}&capacity=${capacity}`)

  it('names the nearest with room, a second, and says why', async () => {
    const { body } = await handover('王指导')
    expect(body.sentence).toBe(
      '王指导离任，所联系的 3 家要交接：2 家由 1 名现有指导员就近接手；1 家没有人还有余量，按每名 5 家须新聘 1 名。',
    )
    const said = body.rows.map(({ unit, townName, successor, near, second }) => [
      unit,
      townName,
      successor,
      near,
      second,
    ])
    expect(said).toEqual([
      ['w1', '凌河街道', '李指导', '同一道路', '赵指导'],
      ['w2', '凌河街道', '李指导', '同一楼宇', '赵指导'],
      ['w3', '镇街未定', null, '', null],
    ])
    expect(body.rows[0]?.why).toBe('现联系 1 家，接手后 3 家，不超过 5 家；最近的一家与本单位同一道路。')
    expect(body.rows[2]?.why).toContain('地址认不出在哪个区县')
  })

  it('goes by distance where the address says no more', async () => {
    const { rows: list } = (await handover('走指导')).body
    expect(list.map(({ successor, near, second }) => [successor, near, second])).toEqual([
      ['近指导', '同一镇街', '远指导'],
    ])
    expect(list[0]?.why).toContain('与本单位同一镇街，相距 0.9 公里。')
  })

  it('leaves nobody above capacity, with whom there are ties, or with somebody who leaves as well', async () => {
    await save('李指导', { capacity: 2 })
    const two = (await handover('王指导')).body
    expect(two.rows.map(({ successor }) => successor)).toEqual(['赵指导', '李指导', null])
    await save('李指导', { conflicts: ['w2'] })
    const tied = (await handover('王指导')).body
    expect(tied.rows.map(({ successor }) => successor)).toEqual(['李指导', '赵指导', null])
    await save('赵指导', { leaving: true })
    const left = (await handover('王指导')).body
    expect(left.rows.map(({ successor }) => successor)).toEqual(['李指导', null, null])
    expect(left.rows[1]?.why).toBe('本区县还有余量的指导员都与本单位有薪酬或业务往来，须另选。')
    await save('李指导', { leaving: true })
    const nobody = (await handover('王指导')).body
    expect(nobody.rows.every(({ successor }) => successor === null)).toBe(true)
    expect(nobody.sentence).toBe('王指导离任，所联系的 3 家要交接：3 家没有人还有余量，按每名 5 家须新聘 1 名。')
  })

  it('is refused for a name that looks after nobody, and comes as a table', async () => {
    expect((await handover('孙指导')).status).toBe(404)
    const app = await context.app()
    const url = `/api/instructors/handover/export?name=${encodeURIComponent('王指导')}`
    const file = await app.inject({ method: 'GET', url })
    expect(file.statusCode).toBe(200)
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})

describe('without a purpose', () => {
  beforeAll(() => context.gates.install({ caller: async () => everybody('本机'), accounts: async () => false }))
  afterAll(() => context.gates.install({ caller: async () => everybody('本机', '查看'), accounts: async () => false }))

  it('names are masked and a key says who is meant', async () => {
    const all = await rows()
    expect(all.length).toBeGreaterThan(0)
    expect(all.every(({ name }) => /^.\*+$/u.test(name))).toBe(true)
    const key = context.secrets.hash('name', '李指导')
    expect(all.filter((row) => row.key === key)).toHaveLength(1)
    const saved = await save(key, { capacity: 7 })
    expect([saved.status, saved.body.name, saved.body.capacity]).toEqual([200, '李**', 7])
    const handover = (name: string) =>
      call<Handover & { words: string }>('GET', `/api/instructors/handover?name=${encodeURIComponent(name)}`)
    const { body } = await handover(key)
    expect(body.sentence.startsWith('李**')).toBe(true)
    expect(JSON.stringify(body)).not.toMatch(/[李王赵远近]指导/)
  })

  it('a name is not answered, whether there is one or not', async () => {
    const [there, nowhere] = [await save('李指导', {}), await save('李无此', {})]
    expect([there.status, there.body.words]).toEqual([404, nowhere.body.words])
  })
})
