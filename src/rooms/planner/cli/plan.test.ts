import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { planParamsShape } from '../contract.ts'
import { plannerServer } from '../server/index.ts'
import { saveScenario } from '../server/scenarios/scenarios.ts'
import { insertAreas, insertUnits, ledgerUnit } from '../testing.ts'
import { commands } from './index.ts'
import type { planJson } from './plan-json.ts'

let context: TestContext
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juxin-plan-'))
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer])
  const scope = context.localScope()
  await insertAreas(context, scope)
  await insertUnits(context, scope, [
    ledgerUnit('a1', { road: '黄浦路', membersFull: 1, code: '91990101MA00000001' }),
    ledgerUnit('a2', { road: '黄浦路', membersFull: 2 }),
    ledgerUnit('f1', { membersFull: 3 }),
    ledgerUnit('u1', { town: null, membersFull: 1 }),
    ledgerUnit('n1', { road: '黄浦路' }),
  ])
})

afterAll(async () => {
  await context.close()
  rmSync(folder, { recursive: true, force: true })
})

async function run(values: Record<string, unknown>) {
  const said: string[] = []
  const result = await commands[0]!.run(context, values, [], (line) => said.push(line), context.localScope())
  // What the command hands over is what `planJson` makes.
  return { json: result.json as Awaited<ReturnType<typeof planJson>>, text: result.text, said }
}

describe('juxin plan', () => {
  it('says everything in one document', async () => {
    const { json, text, said } = await run({})
    expect(said).toEqual(['读台账', '排方案', '写入方案'])
    expect(json).toMatchObject({ no: 1, totalCost: 4, bound: 4, gap: 0, params: { within: 'town', maxUnits: 5 } })
    expect(json.groups).toMatchObject([
      {
        commonLevel: 'road',
        cost: 4,
        weight: 3,
        rule: 'branch.5.joint',
        units: [
          { creditCode: '91990101MA00000001', name: '样例a1有限公司', weight: 1 },
          { name: '样例a2有限公司', weight: 2 },
        ],
      },
    ])
    expect(json.founders).toMatchObject([{ rule: 'branch.4', units: [{ unit: 'f1', weight: 3 }] }])
    expect(json.uncovered).toMatchObject([{ reason: '镇街未定，先核定地址', units: [{ unit: 'u1' }] }])
    expect(json.instructors).toMatchObject([
      { instructor: '新聘指导员 1', existing: false, units: [{ unit: 'n1', name: '样例n1有限公司' }] },
    ])
    expect(Object.keys(json.rules).sort()).toEqual(['branch.4', 'branch.5.joint', 'instructor.load'])
    expect(text).toContain('联合组建 1 条，单独组建 1 条')
  })

  it('shows the same plan again while nothing changed, and another one when asked for', async () => {
    expect((await run({})).json.no).toBe(1)
    expect((await run({ within: 'county' })).json).toMatchObject({ no: 2, params: { within: 'county' } })
    expect((await run({ within: 'county', new: true })).json.no).toBe(3)
    expect((await run({ area: '凌河街道' })).json.uncovered).toEqual([])
  })

  it('writes the workbook', async () => {
    const file = join(folder, 'plan.xlsx')
    const { text } = await run({ xlsx: file })
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
    expect(text).toContain('联合组建 2 行')
  })

  it('plans for a scenario by its name, narrows the gap and writes what the ending says', async () => {
    const scope = context.localScope()
    const params = planParamsShape.parse({ weights: { industry: 2 } })
    await context.database.writeAsOwner((tx) =>
      saveScenario(context, tx, scope, { name: '行业相近', note: '', params }),
    )
    const out = join(folder, 'plan.json')
    const { json, text } = await run({ scenario: '行业相近', seconds: '5', out })
    expect(json).toMatchObject({
      scenario: '行业相近',
      params: { weights: { industry: 2 } },
      gap: 0,
      proof: { state: 'proven' },
    })
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ plan: json.plan, groups: [{ host: 'area' }] })
    expect(text).toContain('凌河街道：联合 1 组 2 家')
    expect(text).toContain('已证明最优')
    expect((await run({ scenario: '行业相近' })).json.no).toBe(json.no)
    await expect(run({ scenario: '没有' })).rejects.toMatchObject({ code: 'planner.scenario-not-found' })
    await expect(run({ out: join(folder, 'plan.pdf') })).rejects.toMatchObject({ code: 'planner.bad-params' })
  })

  it('refuses what it cannot read', async () => {
    await expect(run({ within: 'street' })).rejects.toMatchObject({ code: 'planner.bad-params' })
    await expect(run({ area: '无此地' })).rejects.toMatchObject({ code: 'planner.area-not-found' })
    await expect(run({ docx: join(folder, 'plan.docx') })).rejects.toMatchObject({ code: 'planner.no-paper' })
  })
})
