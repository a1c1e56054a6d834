import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { changeUnits, randomUnits, seedTree, testRooms } from '../testing.ts'
import { commands } from './index.ts'
import { textTable, widthOf } from './text-table.ts'

let context: TestContext
beforeAll(async () => {
  context = await openTestContext(testRooms)
  await seedTree(context)
  await changeUnits(context, { before: [], after: randomUnits(41, 800) })
})
afterAll(() => context.close())

interface Coverage {
  area: { name: string } | null
  figures: { name: string; numerator: number; denominator: number; rate: number; asOf: string; article: object }[]
  denominators: { id: string; n: number }[]
  rows?: { name: string; registered: number }[]
}

async function run<T>(name: string, values: Record<string, unknown> = {}, positionals: string[] = []) {
  const found = commands.find((command) => command.name === name)
  if (!found) throw new Error(`no command ${name}`)
  const { json, text, exit = 0 } = await found.run(context, values, positionals, () => {}, context.localScope())
  return { json: JSON.parse(JSON.stringify(json)) as T, text, exit }
}

it('coverage gives every denominator with name, formula, both counts, rate, article and day', async () => {
  const { json, text } = await run<Coverage>('coverage')
  expect(json.figures).toHaveLength(13)
  for (const figure of json.figures) {
    expect(figure.rate).toBeCloseTo(figure.numerator / figure.denominator, 12)
    expect(figure).toMatchObject({
      formula: expect.stringContaining('÷'),
      asOf: '2026-11-20',
      article: { regulation: expect.any(String), article: expect.any(String), certainty: expect.any(String) },
    })
  }
  expect(json.denominators.map(({ id }) => id)).toEqual(['operating', 'registered', 'due', 'with-member', 'rest'])
  expect(json.denominators[1]?.n).toBe(800)
  expect(text).toContain('组织覆盖率（实体运营） *')
  expect(text).toContain('规上：')
})

it('coverage takes an area by its name or the beginning of it, and a table', async () => {
  const { json, text } = await run<Coverage>('coverage', { area: '云山东', by: 'town' })
  expect(json.area).toMatchObject({ name: '云山东区' })
  const towns = json.rows ?? []
  expect(towns.reduce((sum, row) => sum + row.registered, 0)).toBe(json.denominators[1]?.n)
  expect(text).toContain('第001街道（东）')
})

it('coverage refuses a name that is nobody’s or several areas’, and an unknown table', async () => {
  await expect(run('coverage', { area: '海角' })).rejects.toMatchObject({ code: 'areas.area-not-found' })
  await expect(run('coverage', { area: '第001街道' })).rejects.toMatchObject({ code: 'coverage.area-ambiguous' })
  await expect(run('coverage', { by: 'weather' })).rejects.toMatchObject({ code: 'coverage.unknown-table' })
})

it('snapshot lists, takes, and writes the change note by name', async () => {
  expect((await run('snapshot')).text).toBe('还没有定版。')
  const taken = await run<{ id: string; units: number }>('snapshot', { 'as-of': '2026-11-01' }, ['11月'])
  expect(taken.json.units).toBe(800)
  expect(taken.text).toContain('已定版“11月”：数据截至 2026-11-01，800 家')
  expect((await run('snapshot')).text).toContain(taken.json.id)
  const [unit] = randomUnits(41, 1)
  await changeUnits(context, { before: unit ? [unit] : [], after: [] })
  const note = await run<{ reconciled: boolean }>('snapshot', { changes: '11月' })
  expect(note).toMatchObject({ exit: 0, json: { reconciled: true } })
  expect(note.text).toContain('退出 1 家')
  await expect(run('snapshot', { changes: '没有' })).rejects.toMatchObject({ code: 'coverage.snapshot-not-found' })
  await expect(run('snapshot', { 'as-of': '2026/11/01' }, ['x'])).rejects.toMatchObject({
    code: 'platform.invalid-input',
  })
})

it('aligns Chinese columns', () => {
  expect(widthOf('覆盖 8.0%')).toBe(9)
  expect(textTable(['镇街', '数'], [['甲', '10']])).toBe('镇街  数\n甲    10')
})
