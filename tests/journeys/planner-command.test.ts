import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { readBook } from './papers.ts'
import { emptyFolder, juxin, serve, type Folder, type Said } from './program.ts'

const SIZE = 600
const PARAMS = { maxUnits: 4, usualUnits: 4, weights: { address: 1, industry: 1 } }

interface Planned {
  no: number
  scenario: string | null
  params: { maxUnits: number; weights: Record<string, number> }
  totalCost: number
  bound: number
  gap: number
  groups: { weight: number; cost: number; host: string; town: string; units: { unit: string; name: string }[] }[]
  uncovered: { reason: string | null; units: unknown[] }[]
}

describe('a scenario planned by command', { timeout: 300_000 }, () => {
  let folder: Folder
  let plan: Planned
  beforeAll(async () => {
    folder = emptyFolder()
    const { files } = await writeSample(join(folder.path, 'sample'), SIZE)
    expect(await run('import', ...files.map(({ path }) => path), '--yes')).toMatchObject({ code: 0 })
    // Scenarios are made in the browser; here the page's own address is asked.
    const program = await serve(join(folder.path, 'data'))
    const made = await fetch(`${program.url}/api/scenarios`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: '兼顾行业', params: PARAMS }),
    })
    expect(made.status, await made.text()).toBe(200)
    expect(await program.stop()).toBe(0)
  }, 300_000)
  afterAll(() => folder.remove())

  const run = (...args: string[]): Promise<Said> => juxin([...args, '--data', join(folder.path, 'data')])
  const planned = async (...args: string[]): Promise<Planned> => {
    const said = await run('plan', '--scenario', '兼顾行业', ...args, '--json')
    expect(said, said.errors).toMatchObject({ code: 0 })
    return JSON.parse(said.out) as Planned
  }

  test('--json: one document, by the rules of the scenario, with what the plan may be short of the best', async () => {
    plan = await planned()
    expect(plan).toMatchObject({
      no: 1,
      scenario: '兼顾行业',
      params: { maxUnits: 4, weights: { address: 1, industry: 1 } },
    })
    expect(plan.groups.length).toBeGreaterThan(0)
    for (const { units, weight } of plan.groups) {
      expect(units.length).toBeGreaterThanOrEqual(2)
      expect(units.length).toBeLessThanOrEqual(PARAMS.maxUnits)
      expect(weight).toBeGreaterThanOrEqual(3)
    }
    const placed = plan.groups.flatMap(({ units }) => units.map(({ unit }) => unit))
    expect(new Set(placed).size).toBe(placed.length)
    expect(plan.groups.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(plan.totalCost, 3)
    expect(plan.bound).toBeLessThanOrEqual(plan.totalCost + 1e-6)
    expect(plan.gap).toBeCloseTo((plan.totalCost - plan.bound) / plan.totalCost, 3)
    for (const { reason } of plan.uncovered) expect(reason).toMatch(/\S/)
  })

  test('asked again it is the same plan; made anew it groups the same units', async () => {
    expect((await planned()).no).toBe(1)
    const again = await planned('--new')
    expect(again.no).toBe(2)
    const sets = ({ groups }: Planned): string[] =>
      groups
        .map(({ units }) =>
          units
            .map(({ unit }) => unit)
            .sort()
            .join(' '),
        )
        .sort()
    expect(sets(again)).toEqual(sets(plan))
  })

  test('--seconds: the bound comes nearer and never beyond the cost', async () => {
    const refined = await planned('--seconds', '5')
    expect(refined.totalCost).toBeLessThanOrEqual(plan.totalCost + 1e-6)
    expect(refined.gap).toBeLessThanOrEqual(plan.gap + 1e-9)
    expect(refined.bound).toBeLessThanOrEqual(refined.totalCost + 1e-6)
  })

  test('--xlsx: the same groups, a line for each unit', async () => {
    const path = join(folder.path, '方案.xlsx')
    const said = await run('plan', '--scenario', '兼顾行业', '--xlsx', path)
    expect(said, said.errors).toMatchObject({ code: 0 })
    expect(said.out).toContain('（兼顾行业）')
    const joint = readBook(path).get('联合组建') ?? []
    const head = joint.find((row) => row.includes('方案序号')) ?? []
    for (const title of ['镇街', '组内家数', '组内正式党员', '单位名称', '正式党员', '依据'])
      expect(head).toContain(title)
    const at = head.indexOf('单位名称')
    const names = joint.slice(joint.indexOf(head) + 1).map((row) => String(row[at]))
    expect(names.sort()).toEqual(plan.groups.flatMap(({ units }) => units.map(({ name }) => name)).sort())
  })

  test('a scenario that is not there, and a file of no known kind, are refused', async () => {
    for (const args of [
      ['plan', '--scenario', '没有这个', '--json'],
      ['plan', '--scenario', '兼顾行业', '--out', join(folder.path, '方案.pdf'), '--json'],
    ]) {
      const said = await run(...args)
      expect(said.code, args.join(' ')).toBe(1)
      expect(JSON.parse(said.out)).toMatchObject({ refused: { words: expect.any(String) } })
    }
  })
})
