import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, type TestContext } from '../../../platform/server/testing.ts'
import { areasServer } from '../../areas/server/index.ts'
import { coverageServer } from '../../coverage/server/index.ts'
import { plannerServer } from '../../planner/server/index.ts'
import { insertAreas, insertUnits, ledgerUnit, TOWNS } from '../../planner/testing.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import { documentsServer } from './index.ts'
import { textOfPaper } from '../testing.ts'

let context: TestContext

beforeAll(async () => {
  context = await openTestContext([
    areasServer,
    rulebookServer,
    unitsServer,
    coverageServer,
    plannerServer,
    documentsServer,
  ])
  const scope = context.localScope()
  await insertAreas(context, scope)
  const road = { road: '黄浦路' }
  await insertUnits(context, scope, [
    ledgerUnit('a1', { ...road, membersFull: 1 }),
    ledgerUnit('a2', { ...road, membersFull: 2 }),
    ledgerUnit('b1', { ...road, town: TOWNS[1], membersFull: 2 }),
    ledgerUnit('b2', { ...road, town: TOWNS[1], membersFull: 1 }),
    ledgerUnit('f1', { membersFull: 3 }),
    ledgerUnit('u1', { town: null, membersFull: 1 }),
    ledgerUnit('n1', road),
  ])
})

afterAll(() => context.close())

async function call(method: 'GET' | 'POST', url: string, payload?: object) {
  const app = await context.app()
  return app.inject({ method, url, ...(payload ? { payload } : {}) })
}

const paper = async (url: string) => textOfPaper((await call('GET', url)).rawPayload)

describe('the paper of a plan', () => {
  beforeAll(async () => {
    const { job } = (await call('POST', '/api/plans', {})).json<{ job: string }>()
    await context.jobs.finished(job)
  })

  it('says what is proposed, on what ground, and lists it by town', async () => {
    const answer = await call('GET', '/api/documents/plan/latest')
    expect(answer.statusCode).toBe(200)
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain(
      '关于组建联合党支部的建议方案.docx',
    )
    const text = await textOfPaper(answer.rawPayload)
    expect(text).toContain('×××〔2026〕×号')
    expect(text).toContain('组建联合党支部2个，覆盖4家单位、正式党员6名')
    expect(text).toContain('正式党员满3名而没有党组织的1家单位')
    expect(text).toContain('现有指导员没有余量，还需选派1名')
    expect(text).toContain('《中国共产党支部工作条例（试行）》第五条第三款')
    expect(text).toContain('附件：1.各镇街组建情况表')
    expect(text).toContain('（一）东湖区凌河街道')
    for (const name of ['a1', 'a2', 'b1', 'b2', 'f1', 'u1']) expect(text).toContain(`样例${name}有限公司`)
    expect(text).not.toContain('样例n1有限公司')
  })

  it('keeps to one town, and to what was accepted', async () => {
    const town = await paper(`/api/documents/plan/latest?town=${TOWNS[1]}`)
    expect(town).toContain('关于在东湖区柳桥街道\n组建联合党支部的建议方案')
    expect(town).toContain('样例b1有限公司')
    expect(town).not.toContain('样例a1有限公司')
    expect(await paper('/api/documents/plan/latest?only=accepted')).toContain('没有需要列出的组建建议')
    await call('POST', '/api/plans/latest/accept', { town: TOWNS[0], kind: 'joint' })
    const accepted = await paper('/api/documents/plan/latest?only=accepted')
    expect(accepted).toContain('组建联合党支部1个，覆盖2家单位')
    expect(accepted).toContain('现将已审定的组建安排汇总如下')
    expect(accepted).not.toContain('样例b1有限公司')
  })

  it('is refused where there is no such plan', async () => {
    expect((await call('GET', '/api/documents/plan/none')).statusCode).toBe(404)
  })
})

describe('the paper of a change note', () => {
  it('sums up what moved between two times', async () => {
    const taken = (await call('POST', '/api/snapshots', { name: '三季度' })).json<{ id: string }>()
    await insertUnits(context, context.localScope(), [ledgerUnit('z1', { membersFull: 3 })])
    const text = await paper(`/api/documents/change-note/${taken.id}`)
    expect(text).toContain('关于党的组织覆盖和工作覆盖情况的变更说明')
    expect(text).toContain('“三季度”')
    for (const state of ['单独组建', '联合组建', '工作覆盖', '未覆盖', '不计入']) expect(text).toContain(state)
  })
})
