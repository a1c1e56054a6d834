import { utils, read, write } from '@e965/xlsx'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Day } from '../../src/kernel/day.ts'
import { seededRandom } from '../../src/kernel/random.ts'
import { NOTHING } from '../../src/kernel/scope.ts'
import { mintScope } from '../../src/platform/server/mint-scope.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { openTestContext, type TestContext } from '../../src/platform/server/testing.ts'
import { makeUscc } from '../../src/standards/uscc.ts'
import { compareCells } from '../../src/rooms/coverage/server/cells.ts'
import { seedTree, testRooms } from '../../src/rooms/coverage/testing.ts'
import { addUnits } from '../../src/rooms/organizations/testing.ts'
import { unitsEvents, type Register, type UnitPage } from '../../src/rooms/units/contract.ts'
import { mergeUnits, undoMerge } from '../../src/rooms/units/server/changes.ts'
import { hand } from '../../src/rooms/units/server/hand.ts'
import { stateFacts, type KeptFacts, type UnitsMerging } from '../../src/rooms/units/server/public.ts'
import { openOffice, type Office } from './office.ts'

/** What the registers of organisations and members keep of a unit, against files, hands, undoing and merging. */
let office: Office
const ids: string[] = []
const names = ['云山星海模具有限公司', '云山北辰食品有限公司', '云山明德物流有限公司']
const codes = ['MA2AB12X', 'MA2CD34X', 'MA2EF56X'].map((body) => makeUscc('91', '330212', body))

beforeAll(async () => {
  office = await openOffice()
  await put('登记.csv', [
    ['企业名称', '统一社会信用代码', '成立日期', '企业类型', '注册资本', '经营范围', '住所'],
    ...names.map((name, at) => [name, codes[at] ?? '', '2015-03-01', '有限责任公司', '100', '制造', `浙江省宁波市鄞州区钟公庙街道学府路${at + 1}号`]), // prettier-ignore
  ])
  const rows = await rowsOf<{ id: string }>(office.context.database.owner, sql`select id from unit order by code`)
  ids.push(...rows.map(({ id }) => id))
})
afterAll(() => office.close())
beforeEach(async () => {
  for (const register of ['organizations', 'members'] as const) {
    await state(register, '2026-01-01', ids.map((id) => [id, null])) // prettier-ignore
  }
})

async function put(name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const dropped = await office.drop([{ name, bytes: rows.map((row) => row.join(',')).join('\n') }])
  await office.commit(dropped.id)
}

async function state<R extends Register>(
  register: R,
  day: string,
  facts: Iterable<readonly [string, KeptFacts[R] | null]>,
): Promise<void> {
  const { context } = office
  const scope = context.localScope()
  await context.database.write(scope, (tx) =>
    context.database.derive(tx, scope, async (wide) => {
      await stateFacts(context, tx, wide, register, day as Day, new Map(facts))
    }),
  )
}

const covered = (orgName: string, orgForm: 'own' | 'joint' = 'own'): KeptFacts['organizations'] => ({
  hasOrganization: true,
  orgForm,
  orgName,
  orgFounded: '2026-05-01' as Day,
})
const ended: KeptFacts['organizations'] = { hasOrganization: false, orgForm: null, orgName: null, orgFounded: null }
const page = (at = 0): Promise<UnitPage> => office.get(`/api/units/${ids[at]}`)
const tally = async () => (await office.get<{ tally: Record<string, number> }>('/api/coverage')).tally
const recounted = async () => (await office.send<{ equal: boolean }>('POST', '/api/coverage/recount')).equal
const live = (register: Register) =>
  rowsOf<{ unit_id: string; state: string }>(
    office.context.database.owner,
    sql`select unit_id, state from unit_record where source = ${register} order by id`,
  )
const first = (): string => ids[0] ?? ''
const second = (): string => ids[1] ?? ''

describe('what a register says', () => {
  test('moves coverage at once, and the recount agrees', async () => {
    expect(await tally()).toMatchObject({ own: 0, joint: 0 })
    // 联合 in the name of an organisation does not make it a joint one.
    await state('organizations', '2026-05-01', [
      [first(), covered('中共联合模具公司支部委员会')],
      [second(), covered('学府路联合党支部', 'joint')],
    ])
    expect(await tally()).toMatchObject({ own: 1, joint: 1 })
    expect(await recounted()).toBe(true)
    const unit = await page()
    expect(unit).toMatchObject({ coverage: 'own', orgName: '中共联合模具公司支部委员会' })
    expect(unit.sources).toContain('organizations')
    const fact = unit.facts.find((one) => one.fact === 'orgForm')
    expect(fact).toMatchObject({ value: '单独组建', why: '只有党组织名册有记载' })
    expect(unit.timeline.map(({ words }) => words)).toContain(
      '党组织名册：由“中共联合模具公司支部委员会”覆盖（单独组建）',
    )
    await state('organizations', '2026-09-01', [[first(), ended]])
    expect(await tally()).toMatchObject({ own: 0, joint: 1 })
    expect((await page()).orgName).toBeNull()
    expect(await recounted()).toBe(true)
  })

  test('counts members, so that what is due changes', async () => {
    await state('members', '2026-05-01', [[first(), { membersFull: 3, membersProbationary: 1 }]])
    expect(await page()).toMatchObject({ membersFull: 3, membersProbationary: 1, due: 'found' })
    await state('members', '2026-06-01', [[first(), { membersFull: 0, membersProbationary: 0 }]])
    expect(await page()).toMatchObject({ membersFull: 0, coverage: 'none' })
    expect((await page()).due).not.toBe('found')
    expect(await recounted()).toBe(true)
  })

  test('holds before files and hands, whatever their day and order; without it they hold again', async () => {
    const before = (await page()).membersFull
    await state('members', '2020-01-01', [[first(), { membersFull: 2, membersProbationary: 0 }]])
    const setTo = async (order: string[], newestFirst: boolean): Promise<void> => {
      const { job } = await office.send<{ job: string }>('PUT', '/api/precedence/membersFull', { order, newestFirst })
      expect((await office.finished(job)).problem).toBeNull()
    }
    await put('台账.csv', [
      ['单位名称', '统一社会信用代码', '地址', '正式党员', '预备党员', '党组织名称', '党建指导员'],
      [names[0] ?? '', codes[0] ?? '', '浙江省宁波市鄞州区钟公庙街道学府路1号', '9', '', '旧名党支部', ''],
    ])
    expect((await page()).membersFull).toBe(2)
    await setTo(['ledger', 'edit', 'annual-report', 'registry'], true)
    expect((await page()).membersFull).toBe(2)
    await state('members', '2026-01-01', [[first(), null]])
    expect((await page()).membersFull).toBe(9)
    expect(before).toBeNull()
    const { rows } = await office.get<{ rows: { fact: string; keptBy: string | null; order: string[] }[] }>('/api/precedence') // prettier-ignore
    expect(rows.find(({ fact }) => fact === 'membersFull')).toMatchObject({ keptBy: 'members' })
    expect(rows.find(({ fact }) => fact === 'orgName')).toMatchObject({ keptBy: 'organizations' })
    expect(rows.filter(({ keptBy }) => keptBy !== null)).toHaveLength(6)
    const refused = await office.raw({
      method: 'PUT',
      url: '/api/precedence/membersFull',
      payload: { order: ['edit', 'members'], newestFirst: false },
    })
    expect(refused.status).toBe(400)
    expect(await recounted()).toBe(true)
  })

  test('is one statement at a time: a correction dated back replaces the later one, the same again writes nothing', async () => {
    await state('organizations', '2026-06-01', [[first(), covered('甲支部')]])
    await state('organizations', '2026-02-01', [[first(), covered('乙支部')]])
    expect((await page()).orgName).toBe('乙支部')
    const written = (await live('organizations')).length
    await state('organizations', '2026-07-01', [
      [first(), covered('乙支部')],
      ['nobody', covered('没有这家')],
    ])
    const after = await live('organizations')
    expect(after).toHaveLength(written)
    expect(after.filter(({ state: one }) => one === 'live')).toHaveLength(1)
  })

  test('is said by the whole office only', async () => {
    const { context } = office
    const scope = context.localScope()
    const part = mintScope({ ...scope, ...NOTHING, paths: ['nowhere/'] })
    await expect(
      context.database.write(scope, (tx) => stateFacts(context, tx, part, 'members', '2026-01-01' as Day, new Map())),
    ).rejects.toThrow('whole office')
  })

  test('any sequence of statements leaves the counters as a recount makes them', async () => {
    const random = seededRandom(11)
    const last = new Map<string, KeptFacts['organizations'] | null>()
    for (let step = 0; step < 25; step++) {
      const id = random.pick(ids)
      const form = random.next() < 0.5 ? 'own' : 'joint'
      const facts = random.pick([covered(`支部${random.int(3)}`, form), ended, null])
      last.set(id, facts)
      await state('organizations', `2026-0${1 + random.int(9)}-01`, [[id, facts]])
      await state('members', '2026-05-01', [[random.pick(ids), { membersFull: random.int(5), membersProbationary: random.int(2) }]]) // prettier-ignore
      expect(await recounted()).toBe(true)
    }
    for (const [id, facts] of last) {
      if (facts === null) continue
      const unit = await office.get<UnitPage>(`/api/units/${id}`)
      expect(unit.orgName).toBe(facts.orgName)
      expect(['own', 'joint'].includes(unit.coverage) ? unit.coverage : null).toBe(facts.orgForm)
    }
  })
})

describe('whoever says otherwise is told where it is changed', () => {
  test('a corrected list: the cell is not taken, the rest of the row is', async () => {
    await state('organizations', '2026-05-01', [[first(), covered('甲支部')]])
    await state('members', '2026-05-01', [[second(), { membersFull: 4, membersProbationary: 0 }]])
    const book = read((await office.raw({ url: '/api/units/export?format=xlsx' })).bytes)
    const sheet = book.Sheets[book.SheetNames[0] ?? '']
    if (!sheet) throw new Error('no sheet')
    const rows = utils.sheet_to_json<(string | number)[]>(sheet, { header: 1 })
    const head = rows[0]?.map(String) ?? []
    const rowOf = (name = ''): (string | number)[] => rows.find((row) => row.includes(name)) ?? []
    rowOf(names[0])[head.indexOf('党组织名称')] = '丙支部'
    rowOf(names[0])[head.indexOf('职工人数')] = 55
    rowOf(names[1])[head.indexOf('正式党员')] = 7
    const back = utils.book_new()
    utils.book_append_sheet(back, utils.aoa_to_sheet(rows), '台账')
    const dropped = await office.drop([{ name: '台账-改.xlsx', bytes: write(back, { type: 'buffer' }) as Buffer }])
    expect(dropped.counts).toMatchObject({ suspicious: 1, wrong: 1, changed: 0 })
    const told = async (tab: string) =>
      (await office.get<{ rows: { notes: unknown[] }[] }>(`/api/imports/${dropped.id}/rows?tab=${tab}`)).rows[0]?.notes
    expect(await told('suspicious')).toEqual([
      { column: '党组织名称', why: '以党组织名册为准，没有取', remedy: '在党组织页调整它覆盖的单位' },
    ])
    expect(await told('wrong')).toEqual([
      { column: '正式党员', why: '以党员名册为准，没有取', remedy: '在党员页调整工作单位或组织关系' },
    ])
    await office.commit(dropped.id)
    expect(await page()).toMatchObject({ orgName: '甲支部', employees: 55 })
    expect(await page(1)).toMatchObject({ membersFull: 4 })
  })

  test('a hand', async () => {
    await state('members', '2026-05-01', [[first(), { membersFull: 4, membersProbationary: 0 }]])
    const { context } = office
    const day = context.clock.today()
    await expect(hand(context, context.localScope(), first(), { membersFull: 5 }, '数错了', day)).rejects.toMatchObject(
      {
        code: 'units.kept-by-register',
      },
    )
    await hand(context, context.localScope(), first(), { employees: 56 }, '数错了', day)
    await hand(context, context.localScope(), second(), { membersFull: 5 }, '数错了', day)
    expect(await page(1)).toMatchObject({ membersFull: 5 })
    expect(await page()).toMatchObject({ membersFull: 4, employees: 56 })
  })
})

describe('a unit upon which a register stands does not vanish', () => {
  test('undoing the file that alone knows it is refused; a register is not undone as a file', async () => {
    await put('登记2.csv', [
      ['企业名称', '统一社会信用代码', '成立日期', '企业类型', '注册资本', '经营范围', '住所'],
      ['云山长庚茶业有限公司', makeUscc('91', '330212', 'MA2GH78X'), '2016-03-01', '有限责任公司', '100', '茶', '浙江省宁波市鄞州区钟公庙街道学府路9号'], // prettier-ignore
    ])
    const [batch] = (await office.get<{ rows: { id: string; source: string }[] }>('/api/batches')).rows
    const [unit] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from unit where name like '云山长庚%'`,
    )
    const id = unit?.id ?? ''
    await state('organizations', '2026-05-01', [[id, covered('长庚支部')]])
    await state('members', '2026-05-01', [[id, { membersFull: 3, membersProbationary: 0 }]])
    const preview = await office.get<{ ok: boolean; why: string[] }>(`/api/batches/${batch?.id}/undo`)
    expect(preview).toMatchObject({
      ok: false,
      why: [
        '“云山长庚茶业有限公司”只有这一批记载，而党组织名册、党员名册里还有它；请先在党组织页调整它覆盖的单位，在党员页调整工作单位或组织关系。',
      ],
    })
    const undo = async () => office.finished((await office.send<{ job: string }>('POST', `/api/batches/${batch?.id}/undo`)).job) // prettier-ignore
    expect((await undo()).problem?.code).toBe('units.undo-refused')
    const { rows } = await office.get<{ rows: { id: string; source: string }[] }>('/api/batches')
    expect(rows.filter(({ source }) => source === 'organizations' || source === 'members')).toEqual([])
    const [own] = await rowsOf<{ id: string }>(
      office.context.database.owner,
      sql`select id from unit_batch where source = 'members' limit 1`,
    )
    expect((await office.raw({ url: `/api/batches/${own?.id}/undo` })).body).toContain('units.undo-refused')
    // What says that there is nothing stands in nobody's way.
    await state('organizations', '2026-06-01', [[id, ended]])
    await state('members', '2026-06-01', [[id, { membersFull: 0, membersProbationary: 0 }]])
    expect((await undo()).problem).toBeNull()
    expect((await office.raw({ url: `/api/units/${id}` })).status).toBe(404)
    expect(await recounted()).toBe(true)
  })

  test('two that are merged keep what stood upon either, and get it back', async () => {
    await state('members', '2026-05-01', [[first(), { membersFull: 0, membersProbationary: 0 }]])
    const { body } = await office.raw({
      method: 'POST',
      url: `/api/units/${first()}/merge`,
      payload: { other: second(), reason: '同一家' },
    })
    expect(body).toContain('已归并')
    expect(await recounted()).toBe(true)
    await office.send('POST', `/api/merges/${(await page()).merges[0]?.id}/undo`)
    expect((await page(1)).name).toBe(names[1])
    expect(await recounted()).toBe(true)
  })
})

describe('whoever keeps a register takes along what it has when two units are merged', () => {
  let context: TestContext
  beforeAll(async () => {
    context = await openTestContext(testRooms)
    await seedTree(context)
    await addUnits(context, [
      { id: 'u1', name: names[0] ?? '' },
      { id: 'u2', name: names[1] ?? '' },
    ])
    const scope = context.localScope()
    await context.database.write(scope, (tx) =>
      stateFacts(context, tx, scope, 'organizations', '2026-05-01' as Day, new Map([['u2', covered('乙支部')]])),
    )
  })
  afterAll(() => context.close())

  const orgOf = async (id: string): Promise<string | null | undefined> => {
    const rows = await rowsOf<{ org_name: string | null }>(
      context.database.owner,
      sql`select org_name from unit where id = ${id}`,
    )
    return rows[0]?.org_name
  }
  const merge = () => mergeUnits(context, context.localScope(), 'u1', 'u2', '同一家')

  test('or the merge is refused', async () => {
    await expect(merge()).rejects.toMatchObject({ code: 'units.stands-in-register' })
    expect(await orgOf('u2')).toBe('乙支部')
  })

  test('and is given it back when that is undone', async () => {
    const seen: UnitsMerging[] = []
    context.reactions.on(unitsEvents.merging, async (tx, wide, merging: UnitsMerging) => {
      seen.push({ ...merging, carried: { ...merging.carried } })
      const { kept, gone, undone, carried } = merging
      if (!undone) carried['organizations'] = { name: '乙支部' }
      const { name } = carried['organizations'] as { name: string }
      const [from, to] = undone ? [kept, gone] : [gone, kept]
      const facts = new Map([[from, null], [to, covered(name)]]) // prettier-ignore
      await stateFacts(context, tx, wide, 'organizations', '2026-06-01' as Day, facts)
    })
    const id = await merge()
    expect([await orgOf('u1'), await orgOf('u2')]).toEqual(['乙支部', undefined])
    await undoMerge(context, context.localScope(), id)
    expect([await orgOf('u1'), await orgOf('u2')]).toEqual([null, '乙支部'])
    expect(seen.map(({ undone }) => undone)).toEqual([false, true])
    expect(seen[1]?.carried).toEqual({ organizations: { name: '乙支部' } })
    expect(await compareCells(context.database.owner, context.localScope())).toMatchObject({ equal: true })
  })
})
