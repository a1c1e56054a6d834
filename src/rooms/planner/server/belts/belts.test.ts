import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { areasServer } from '../../../areas/server/index.ts'
import { rulebookServer } from '../../../rulebook/server/index.ts'
import { unitsServer } from '../../../units/server/index.ts'
import type { Belts } from '../../contract.ts'
import type { LedgerUnit } from '../../rules/unit.ts'
import { COUNTY, insertAreas, insertUnits, ledgerUnit, TOWNS } from '../../testing.ts'
import { plannerServer } from '../index.ts'

let context: TestContext

function many(prefix: string, count: number, part: Partial<LedgerUnit>): LedgerUnit[] {
  return Array.from({ length: count }, (_, index) => ledgerUnit(`${prefix}${index}`, part))
}

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, plannerServer], testClock())
  const scope = context.localScope()
  await insertAreas(context, scope)
  const tower = { road: '黄浦路', number: '9', building: 'b:tower', buildingName: '黄浦路9号' }
  await insertUnits(context, scope, [
    ...many('t', 5, { ...tower, membersFull: 2 }),
    ...many('s', 4, { ...tower }),
    ...many('r', 2, { road: '黄浦路', membersFull: 1, coverage: 'joint' }),
    ...many('w', 4, { town: TOWNS[1], road: '柳桥路', membersFull: 1, lng: 121.6, lat: 38.9 }),
    ...many('x', 3, { town: TOWNS[1], road: '长桥路', membersFull: 1, lng: 121.601, lat: 38.9 }),
    ...many('far', 3, { town: TOWNS[1], road: '远路', membersFull: 1, lng: 121.7, lat: 38.9 }),
    ...many('gone', 9, { ...tower, membersFull: 3, life: 'closed' }),
  ])
})

afterAll(() => context.close())

async function call(query: string): Promise<{ status: number; body: Belts & { code: string } }> {
  const app = await context.app()
  const answer = await app.inject({ method: 'GET', url: `/api/belts?${query}` })
  return { status: answer.statusCode, body: answer.json() }
}

const rows = ({ belts }: Belts) =>
  belts.map(({ level, name, townName, units, newlyReached }) => [level, name, townName, units, newlyReached])

describe('belts', () => {
  it('reach the most with few places, proven, each with its figures and its units', async () => {
    const { body } = await call('count=2&levels=building,road')
    expect(rows(body)).toEqual([
      ['road', '黄浦路', '凌河街道', 11, 7],
      ['road', '柳桥路', '柳桥街道', 4, 4],
    ])
    expect(body).toMatchObject({ reached: 11, bound: 11, gap: 0, candidates: 5 })
    expect(body.belts[0]).toMatchObject({ no: 1, withMembers: 7, members: 12, covered: 2 })
    expect(body.belts[0]?.sample.length).toBe(5)
    expect(body.belts[0]?.sample[0]).toEqual({ unit: 't0', name: '样例t0有限公司' })
    expect(body.rejected).toEqual([
      { name: '远路', words: '用它换下“柳桥路”，合计少 1 家。' },
      { name: '长桥路', words: '用它换下“柳桥路”，合计少 1 家。' },
    ])
    expect(body.sentence).toContain('覆盖有党员的单位 11 家，占全部 17 家的 64.7%；已证明任何选法都不会更多。')
  })

  it('count what the office asks for, where it asks', async () => {
    const all = await call('count=1&of=all&levels=building')
    expect(rows(all.body)).toEqual([['building', '黄浦路9号', '凌河街道', 9, 9]])
    const open = await call('count=1&of=uncovered&levels=road')
    expect(rows(open.body)).toEqual([['road', '黄浦路', '凌河街道', 11, 9]])
    const town = await call(`count=5&levels=road&area=${TOWNS[1]}`)
    expect(rows(town.body).map(([, name]) => name)).toEqual(['柳桥路', '远路', '长桥路'])
    expect(town.body.sentence).toContain('所以不足 5 条')
    const county = await call(`count=1&levels=town&area=${COUNTY}`)
    expect(rows(county.body)).toEqual([['town', '柳桥街道', '柳桥街道', 10, 10]])
  })

  it('draw circles where coordinates are known', async () => {
    const { body } = await call('count=1&levels=circle&radius=0.5')
    expect(rows(body)).toEqual([['circle', '柳桥路周边', '柳桥街道', 7, 7]])
    expect(body.belts[0]?.why).toContain('这一片集中了 7 家单位')
    const elsewhere = await call(`count=1&levels=circle&area=${TOWNS[0]}`)
    expect(elsewhere.body.sentence).toContain('台账没有经纬度')
    expect(elsewhere.body).toMatchObject({ belts: [], reached: 0, bound: 0, gap: 0 })
  })

  it('refuse levels and areas that are not there', async () => {
    expect((await call('levels=galaxy')).body.code).toBe('planner.bad-params')
    expect((await call('levels=')).body.code).toBe('planner.bad-params')
    expect((await call('area=nowhere')).status).toBe(404)
    expect((await call('count=0')).status).toBe(400)
  })

  it('come as a table', async () => {
    const app = await context.app()
    const answer = await app.inject({ method: 'GET', url: '/api/belts/export?count=2' })
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})
