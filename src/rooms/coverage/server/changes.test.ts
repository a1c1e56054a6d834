import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../../kernel/random.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { coverageEndpoints } from '../contract.ts'
import { states } from '../rules/change.ts'
import { changeUnits, randomUnit, randomUnits, seedTree, testRooms, type TestUnit } from '../testing.ts'

const clock = testClock()
let context: TestContext
beforeAll(async () => {
  context = await openTestContext(testRooms, clock)
  await seedTree(context)
})
afterAll(() => context.close())

const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const app = await context.app()
  return (await app.inject({ method, url, ...(payload ? { payload } : {}) })).json()
}
const note = async (id: string, to?: string) =>
  coverageEndpoints['coverage.changeNote'].output.parse(
    await ask('GET', `/api/snapshots/${id}/changes${to === undefined ? '' : `?to=${to}`}`),
  )
const rowsOfNote = async (id: string, query = '') => {
  const rows: { unit: string; kind: string; from: string | null; to: string | null; why: string }[] = []
  let after: string | null = null
  do {
    const page = coverageEndpoints['coverage.changeRows'].output.parse(
      await ask('GET', `/api/snapshots/${id}/changes/rows?limit=70${query}${after === null ? '' : `&after=${after}`}`),
    )
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}

/** The ledger as the test knows it, and each unit's state as the ledger itself answers. */
const ledger = new Map<string, TestUnit>()
async function apply(before: TestUnit[], after: TestUnit[]): Promise<void> {
  await changeUnits(context, { before, after })
  for (const unit of before) ledger.delete(unit.id)
  for (const unit of after) ledger.set(unit.id, unit)
}
async function statesNow(): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; coverage: string }>`select id, coverage from unit`.execute(
    context.database.owner,
  )
  return new Map(rows.map(({ id, coverage }) => [id, coverage]))
}

/** The definition, unit by unit: the oracle of the sums. */
function sumByHand(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>) {
  const all = [...new Set([...before.keys(), ...after.keys()])].map((id) => [before.get(id), after.get(id)] as const)
  return states.map((state) => ({
    state,
    before: all.filter(([was]) => was === state).length,
    entered: all.filter(([was, is]) => was === undefined && is === state).length,
    left: all.filter(([was, is]) => was === state && is === undefined).length,
    changedIn: all.filter(([was, is]) => was !== undefined && was !== state && is === state).length,
    changedOut: all.filter(([was, is]) => was === state && is !== undefined && is !== state).length,
    after: all.filter(([, is]) => is === state).length,
  }))
}

it('reconciles exactly, between any two times, against a comparison done by hand', async () => {
  const random = seededRandom(99)
  await apply([], randomUnits(31, 600))
  const times: { id: string; was: Map<string, string> }[] = []
  for (let round = 0; round < 4; round++) {
    const taken = await ask('POST', '/api/snapshots', { name: `第${round}次` })
    times.push({ id: taken.id, was: await statesNow() })
    const chosen = [...ledger.values()].filter(() => random.next() < 0.3)
    const kept = chosen.filter(() => random.next() < 0.8)
    const fresh = Array.from({ length: 25 }, (_, index) => randomUnit(random, `r${round}-${index}`))
    await apply(chosen, [...kept.map((unit) => ({ ...randomUnit(random, unit.id), name: unit.name })), ...fresh])
  }
  const present = await statesNow()
  for (const [index, from] of times.entries()) {
    for (const to of [...times.slice(index), { id: 'now', was: present }]) {
      const made = await note(from.id, to.id === 'now' ? undefined : to.id)
      const expected = sumByHand(from.was, to.was)
      expect(made.sums).toEqual(expected)
      expect(made.reconciled).toBe(true)
      for (const sum of made.sums) {
        expect(sum.before + sum.entered - sum.left + sum.changedIn - sum.changedOut).toBe(sum.after)
      }
      const rows = await rowsOfNote(from.id, to.id === 'now' ? '' : `&to=${to.id}`)
      const moved = [...new Set([...from.was.keys(), ...to.was.keys()])].filter(
        (id) => from.was.get(id) !== to.was.get(id),
      )
      expect(rows.map(({ unit }) => unit)).toEqual(moved.sort((a, b) => (a < b ? -1 : 1)))
      expect(made.reasons.reduce((total, { n }) => total + n, 0)).toBe(rows.length)
    }
  }
})

describe('the reasons', () => {
  const base: TestUnit = {
    ...randomUnit(seededRandom(1), 'x'),
    kind: 'enterprise',
    life: 'operating',
    members_full: 0,
    members_probationary: null,
    members_reported: null,
    has_organization: false,
    org_form: null,
    org_name: null,
    instructor: null,
    liaison: null,
    trade_union: null,
    youth_league: null,
    excluded: null,
  }
  const one = (id: string, change: Partial<TestUnit> = {}): TestUnit => ({ ...base, id, name: `单位${id}`, ...change })
  const own = { has_organization: true, org_form: 'own', org_name: '某某党支部' } as const
  const joint = { has_organization: true, org_form: 'joint', org_name: '第1联合党支部' } as const

  it('say which fact changed, with the evidence', async () => {
    await apply([...ledger.values()], [])
    const before = [
      one('a'),
      one('b', own),
      one('c', joint),
      one('d', own),
      one('e', { instructor: '张某' }),
      one('f'),
      one('g', { excluded: 'moved' }),
      one('h'),
      one('i'),
      one('k', own),
      one('z'),
    ]
    const after = [
      one('a', own),
      one('b', joint),
      one('c', own),
      one('d', { trade_union: '有' }),
      one('e'),
      one('f', { liaison: '李某' }),
      one('g'),
      one('h', { excluded: 'zombie' }),
      one('j'),
      one('k', { kind: 'agency' }),
      one('z', { members_full: 5 }),
    ]
    await apply([], before)
    const { id } = await ask('POST', '/api/snapshots', { name: '之前' })
    await apply(before, after)
    const scope = context.localScope()
    await context.database.writeAsOwner(async (tx) => {
      await sql`insert into unit_exclusion (district, id, unit_id, reason, evidence, approver, valid_from, expires)
        values (${scope.district}, 'e1', 'h', 'zombie', '2024、2025年均未年报', '王某', '2026-11-01', '2027-11-01')`.execute(
        tx,
      )
      await sql`insert into unit_merge (district, id, kept, gone, records, reason, at)
        values (${scope.district}, 'm1', 'a', 'i', '{}', '同一家', ${clock.now().toISOString()})`.execute(tx)
    })
    const rows = await rowsOfNote(id)
    expect(Object.fromEntries(rows.map(({ unit, kind, why }) => [unit, `${kind} ${why}`]))).toEqual({
      a: 'changed 新建立党组织（某某党支部）',
      b: 'changed 单独组建改为联合组建（第1联合党支部）',
      c: 'changed 联合组建改为单独组建（某某党支部）',
      d: 'changed 党组织撤销或台账不再载明（现有工会）',
      e: 'changed 工作覆盖不再载明',
      f: 'changed 落实工作覆盖（现有联络员）',
      g: 'changed 恢复计入分母',
      h: 'changed 不计入分母：僵尸企业（连续两年未年报）（依据：2024、2025年均未年报；批准：王某）',
      i: 'left 与另一家归并（并入“单位a”）',
      j: 'entered 补入台账（市场登记）',
      k: 'changed 不计入分母：机关事业单位',
    })
    const made = await note(id)
    expect(made.reconciled).toBe(true)
    expect(made.sentences[0]).toBe(
      '“现在”（2026-11-20）与“之前”（2026-11-20）相比，在册由 11 家变为 11 家，不增不减：新进 1 家，退出 1 家，状态变化 9 家。',
    )
    expect(made.sentences.at(-1)).toContain('核对无误')
    expect(await rowsOfNote(id, '&kind=entered')).toMatchObject([{ unit: 'j' }])
    expect((await rowsOfNote(id, '&state=work')).map(({ unit }) => unit)).toEqual(['d', 'e', 'f'])
  })

  it('tell a newly founded firm from one added to the books', async () => {
    const { id } = await ask('POST', '/api/snapshots', { name: '二' })
    await apply([], [one('new'), one('old')])
    await context.database.writeAsOwner(async (tx) => {
      await sql`update unit set founded = '2026-11-21' where id = 'new'`.execute(tx)
    })
    expect((await rowsOfNote(id)).map(({ unit, why }) => [unit, why])).toEqual([
      ['new', '新成立登记（2026-11-21）'],
      ['old', '补入台账（市场登记）'],
    ])
  })

  it('refuse a snapshot that is not there', async () => {
    expect(await ask('GET', '/api/snapshots/none/changes')).toMatchObject({ code: 'coverage.snapshot-not-found' })
    const { rows } = await ask('GET', '/api/snapshots')
    expect(await ask('GET', `/api/snapshots/${rows[0].id}/changes/rows?to=none`)).toMatchObject({
      code: 'coverage.snapshot-not-found',
    })
  })
})
