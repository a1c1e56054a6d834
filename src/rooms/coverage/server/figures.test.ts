import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { filterShape } from '../../units/contract.ts'
import { kindNames } from '../../units/public.ts'
import { filterSql } from '../../units/server/public.ts'
import { byShape, coverageEndpoints, denominatorShape, measureShape, type Figure, type Tally } from '../contract.ts'
import { figurePairs } from '../rules/figures.ts'
import { tallyFilters, type Filter } from '../rules/filters.ts'
import { changeUnits, COUNTIES, randomUnits, ROOT, seedTree, testRooms, townsOf } from '../testing.ts'

let context: TestContext
beforeAll(async () => {
  context = await openTestContext(testRooms)
  await seedTree(context)
  await changeUnits(context, { before: [], after: randomUnits(11, 3000) })
})
afterAll(() => context.close())

async function get<Name extends keyof typeof coverageEndpoints>(name: Name, query: Record<string, string>) {
  const app = await context.app()
  const answer = await app.inject({ method: 'GET', url: coverageEndpoints[name].path, query })
  expect({ status: answer.statusCode, body: answer.body }).toMatchObject({ status: 200 })
  // The contract itself reads the answer, so an answer that does not fit it fails here.
  return coverageEndpoints[name].output.parse(answer.json()) as z.output<(typeof coverageEndpoints)[Name]['output']>
}

/** How many rows the ledger lists under each filter: the oracle of every number. One query for all of them. */
async function listed(filters: readonly Filter[]): Promise<number[]> {
  const areas = new Map(
    (await rowsOf<{ id: string; path: string }>(context.database.owner, sql`select id, path from area`)).map((area) => [
      area.id,
      area.path,
    ]),
  )
  const columns = filters.map((filter, index) => {
    const parsed = filterShape.strict().parse(filter)
    const path = parsed.area === undefined ? null : (areas.get(parsed.area) ?? '?')
    return sql`(count(*) filter (where ${filterSql(context.localScope(), parsed, path)}))::int as ${sql.ref(`n${index}`)}`
  })
  const [row] = await rowsOf<Record<string, number>>(context.database.owner, sql`select ${sql.join(columns)} from unit`)
  return filters.map((_, index) => row?.[`n${index}`] ?? -1)
}

async function expectListed(figures: readonly Figure[]): Promise<void> {
  const counts = figures.flatMap((figure) => [figure.top, figure.bottom, ...figure.parts])
  const found = await listed(counts.map(({ filter }) => filter))
  expect(found).toEqual(counts.map(({ n }) => n))
  for (const { top, parts, bottom, rate } of figures) {
    expect(parts.reduce((sum, { n }) => sum + n, 0)).toBe(top.n)
    expect(rate).toBe(bottom.n === 0 ? null : top.n / bottom.n)
  }
}

async function expectTallied(rows: readonly { readonly tally: Tally; readonly filter: Filter }[]): Promise<void> {
  const keys = Object.keys(tallyFilters) as (keyof Tally)[]
  const cells = rows.flatMap(({ tally, filter }) =>
    keys.map((key) => ({ filter: { ...filter, ...tallyFilters[key] }, n: tally[key] })),
  )
  const found = await listed(cells.map(({ filter }) => filter))
  expect(cells.map(({ filter }, index) => ({ filter, n: found[index] }))).toEqual(cells)
}

const slices = [undefined, ROOT, COUNTIES[0], townsOf(COUNTIES[1] ?? '')[0], `${townsOf(COUNTIES[0] ?? '')[0]}001`]
const areaOf = (area: string | undefined): Record<string, string> => (area === undefined ? {} : { area })

describe.each(slices)('slice %s', (area) => {
  it('every figure of the summary lists exactly its rows', async () => {
    const summary = await get('coverage.summary', areaOf(area))
    expect(summary.figures.map(({ id }) => id)).toEqual(figurePairs.map((pair) => pair.join('/')))
    await expectListed(summary.figures)
    await expectTallied([{ tally: summary.tally, filter: areaOf(area) }])
    expect(summary.excluded.reduce((sum, { n }) => sum + n, 0)).toBe(summary.tally.excluded)
  })

  it.each(byShape.options)('every cell of the table by %s lists exactly its rows, and the rows add up', async (by) => {
    const table = await get('coverage.table', { ...areaOf(area), by })
    await expectTallied(table.rows)
    const sum = table.rows.reduce((total, row) => total + row.tally.registered, 0)
    expect(sum).toBe(table.total.tally.registered)
    expect(new Set(table.rows.map(({ key }) => key)).size).toBe(table.rows.length)
    await expectListed([table.figure])
  })

  it('every action lists exactly its rows, with its article', async () => {
    const { rows } = await get('coverage.articles', areaOf(area))
    expect(rows.map(({ due, article }) => [due, article.rule])).toEqual([
      ['found', 'branch.4'],
      ['join', 'branch.5.joint'],
      ['admit', 'coverage.reported'],
      ['instructor', 'coverage.work'],
    ])
    expect(await listed(rows.map(({ filter }) => filter))).toEqual(rows.map(({ n }) => n))
  })
})

describe('tables', () => {
  it('names towns, sets apart what is not located, and goes down from areas only', async () => {
    const { rows } = await get('coverage.table', { by: 'town' })
    const located = rows.filter(({ area }) => area !== null)
    expect(located).toHaveLength(12)
    expect(located[0]?.name).toMatch(/^第\d+街道（.）$/)
    expect(
      rows
        .slice(12)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['云山东区（未定位到镇街）', '云山南区（未定位到镇街）', '云山市（未定位）', '云山西区（未定位到镇街）'])
    expect(rows.slice(12).every(({ area }) => area === null)).toBe(true)
  })

  it('keeps sizes and kinds in their order, under their names', async () => {
    const sizes = await get('coverage.table', { by: 'size' })
    expect(sizes.rows.map(({ name }) => name)).toEqual([
      '300 人以上',
      '50–299 人',
      '10–49 人',
      '不足 10 人',
      '人数不详',
    ])
    const kinds = await get('coverage.table', { by: 'kind' })
    const shown = ['enterprise', 'sole-trader', 'cooperative', 'foundation', 'agency'] as const
    expect(kinds.rows.map(({ key, name }) => [key, name])).toEqual(shown.map((kind) => [kind, kindNames[kind]]))
    const industries = await get('coverage.table', { by: 'industry' })
    expect(industries.rows[0]?.name).toBe('A 农、林、牧、渔业')
    expect(industries.rows.at(-1)).toMatchObject({ key: '-', name: '行业未明' })
  })
})

describe('explanations', () => {
  it.each(measureShape.options)(
    '%s: one figure, the others beside it, all with the same top or their own',
    async (measure) => {
      for (const denominator of denominatorShape.options) {
        if (denominator === 'rest' && measure !== 'work') continue
        const told = await get('coverage.explain', {
          measure,
          denominator,
          kind: 'enterprise',
          section: '-',
          area: ROOT,
        })
        await expectListed([told.figure, ...told.others])
        expect(told.others.map((other) => other.denominator)).not.toContain(denominator)
        expect(told.rows).toBe(told.figure.bottom.n)
        expect(told.figure.bottom.filter).toMatchObject({ kind: 'enterprise', section: '-', area: ROOT })
      }
    },
  )

  it('says formula, denominator, article and who chose it', async () => {
    const { figure, chosen } = await get('coverage.explain', {})
    expect(figure).toMatchObject({
      id: 'organization/operating',
      name: '组织覆盖率（实体运营）',
      formula: '（单独组建 + 联合组建覆盖） ÷ 实体运营',
      headline: true,
      asOf: '2026-11-20',
    })
    expect(figure.article).toMatchObject({ rule: 'coverage.organization', certainty: 'M' })
    expect(chosen).toContain('全国通行口径')
    const due = await get('coverage.explain', { denominator: 'due' })
    expect(due.figure).toMatchObject({ target: 1, article: { rule: 'branch.4', article: '第四条', certainty: 'H' } })
  })

  it('refuses a rate without meaning and an unknown area', async () => {
    const app = await context.app()
    const ask = async (query: Record<string, string>) =>
      (await app.inject({ method: 'GET', url: '/api/coverage/explain', query })).json().code
    expect(await ask({ measure: 'own', denominator: 'rest' })).toBe('coverage.no-such-figure')
    expect(await ask({ area: 'nowhere' })).toBe('areas.area-not-found')
  })

  it('says why 规上 is not among the denominators', async () => {
    const { unavailable } = await get('coverage.summary', {})
    expect(unavailable).toMatchObject([{ name: '规上', why: expect.stringContaining('没有营业收入') }])
  })
})

it('says the summary in one breath', async () => {
  const { sentence, tally } = await get('coverage.summary', {})
  expect(sentence).toMatch(
    /^在册 3,000 家，实体运营 \d,\d{3} 家；按实体运营计，组织覆盖 \d+\.\d%，工作覆盖 \d+\.\d%；应建未建 \d+ 家。$/,
  )
  expect(sentence).toContain(`应建未建 ${tally.dueOpen} 家`)
})
