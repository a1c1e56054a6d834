import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { CopyValue } from '../../../platform/server/db/copy-text.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { rulebookServer } from '../../rulebook/server/index.ts'
import { unitsServer } from '../../units/server/index.ts'
import type { Area, areasEndpoints, previewShape } from '../contract.ts'
import { areasServer } from './index.ts'

type Preview = z.infer<typeof previewShape>
type Found = z.infer<(typeof areasEndpoints)['areas.find']['output']>
type Got = z.infer<(typeof areasEndpoints)['areas.get']['output']>

let context: TestContext

const CITY = '990100/'
const COUNTY = `${CITY}990101/`
const areas: readonly (readonly [
  id: string,
  tree: string,
  level: string,
  name: string,
  parent: string | null,
  path: string,
])[] = [
  ['990100', 'division', 'city', '样例市', null, CITY],
  ['990101', 'division', 'county', '东湖区', '990100', COUNTY],
  ['990102', 'division', 'county', '西山县', '990100', `${CITY}990102/`],
  ['990101001', 'division', 'town', '凌河街道', '990101', `${COUNTY}990101001/`],
  ['990101002', 'division', 'town', '柳桥镇', '990101', `${COUNTY}990101002/`],
  ['990101001001', 'division', 'community', '望湖社区', '990101001', `${COUNTY}990101001/990101001001/`],
  ['990101001002', 'division', 'community', '临水村', '990101001', `${COUNTY}990101001/990101001002/`],
  ['b:990101/黄浦路/9', 'building', 'building', '黄浦路9号', '990101001', `${COUNTY}990101001/b:990101/黄浦路/9/`],
]

beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer], testClock())
  const unit = (id: string, path: string, building: string | null = null): CopyValue[] => {
    const steps = path.split('/')
    const step = (index: number): string | null => steps[index] || null
    const words = ['local', id, `样例${id}`, 'enterprise', path, step(1), step(2), step(3), building]
    return [
      ...words,
      { confidence: 1, words: [] },
      'small',
      'operating',
      ['registry'],
      'none',
      'nothing',
      '',
      false,
      false,
      id,
      '2026-01-01',
    ]
  }
  const columns =
    'district,id,name,kind,path,county,town,community,building,place,size,life,sources,coverage,due,reason,must,with_member,search,changed_at'
  await context.database.writeAsOwner(async (tx) => {
    await context.database.copy(
      tx,
      'area',
      ['district', 'id', 'valid_from', 'tree', 'level', 'name', 'parent', 'path', 'code', 'source'],
      areas.map(([id, tree, level, name, parent, path]) => [
        'local',
        id,
        '2000-01-01',
        tree,
        level,
        name,
        parent,
        path,
        tree === 'division' ? id : null,
        'test',
      ]),
    )
    await context.database.copy(tx, 'office', ['district', 'root', 'as_of'], [['local', '990100', '2026-11-20']])
    await context.database.copy(tx, 'unit', columns.split(','), [
      unit('u1', `${COUNTY}990101001/990101001001/`, 'b:990101/黄浦路/9'),
      unit('u2', `${COUNTY}990101001/990101001001/`, 'b:990101/黄浦路/9'),
      unit('u3', `${COUNTY}990101001/990101001002/`),
      unit('u4', `${COUNTY}990101001/`),
      unit('u5', `${COUNTY}990101002/`),
      unit('u6', COUNTY),
      unit('u7', CITY),
    ])
  })
})

afterAll(() => context.close())

async function get<T>(url: string): Promise<T> {
  const app = await context.app()
  const answer = await app.inject({ method: 'GET', url })
  return answer.json()
}

async function post<T>(url: string, payload: object): Promise<{ status: number; body: T }> {
  const app = await context.app()
  const answer = await app.inject({ method: 'POST', url, payload })
  return { status: answer.statusCode, body: answer.json() }
}

const children = async (query: string) =>
  (await get<{ rows: Area[] }>(`/api/areas?${query}`)).rows.map(({ name, units, children: below }) => [
    name,
    units,
    below,
  ])
const find = async (q: string) => (await get<Found>(`/api/areas/find?q=${encodeURIComponent(q)}`)).rows
const pathOf = async (id: string) => {
  const { rows } = await context.database.owner.executeQuery<{
    path: string
    town: string
    county: string
    community: string
  }>(CompiledQuery.raw('select path, county, town, community from unit where id = $1', [id]))
  return rows[0]
}

describe('reading areas', () => {
  it('shows the office and its tree with units at every level', async () => {
    const office = await get<{ root: Area; asOf: string; today: string }>('/api/office')
    expect(office).toMatchObject({
      root: { id: '990100', units: 7, children: 2 },
      asOf: '2026-11-20',
      today: '2026-11-21',
    })
    expect(await children('')).toEqual([
      ['东湖区', 6, 2],
      ['西山县', 0, 0],
    ])
    expect(await children('parent=990101')).toEqual([
      ['凌河街道', 4, 2],
      ['柳桥镇', 1, 0],
    ])
    expect(await children('parent=990101&tree=building')).toEqual([['黄浦路9号', 2, 0]])
    expect(await children('asOf=1999-01-01')).toEqual([])
  })

  it('refuses an area that is not there', async () => {
    expect(await get<{ code: string }>('/api/areas/nowhere')).toMatchObject({ code: 'areas.area-not-found' })
  })

  it.each([
    ['凌河', '凌河街道'],
    ['凌河街道办事处', '凌河街道'],
    ['柳桥街道', '柳桥镇'],
    ['lhjd', '凌河街道'],
    ['donghu', '东湖区'],
    ['东湖', '东湖区'],
    ['临水社区', '临水村'],
    ['990101002', '柳桥镇'],
    ['黄浦路9', '黄浦路9号'],
  ])('finds %s', async (q, name) => {
    expect((await find(q))[0]?.name).toBe(name)
  })

  it('says where a found area lies and how many units it has', async () => {
    const [found] = await find('望湖')
    expect(found).toMatchObject({ trail: '样例市 / 东湖区 / 凌河街道', units: 2 })
    expect(await find('不存在的地方')).toEqual([])
  })
})

describe('changing the tree', () => {
  it('previews without doing, and refuses with the reason', async () => {
    const change = { kind: 'rename', area: '990101001', name: '凌水街道' }
    const preview = await post<Preview>('/api/areas/changes/preview', { day: '2026-11-01', change })
    expect(preview.body).toMatchObject({
      ok: true,
      unitsMoved: 0,
      ends: [{ name: '凌河街道', units: 4 }],
      begins: [{ name: '凌水街道', units: 4 }],
    })
    expect(await children('parent=990101')).toContainEqual(['凌河街道', 4, 2])
    const tomorrow = await post<Preview>('/api/areas/changes/preview', { day: '2026-11-22', change })
    expect(tomorrow.body).toMatchObject({ ok: false, why: '生效日不能晚于今天，到那天再调整' })
    const root = { kind: 'merge', areas: ['990100', '990101'], name: '合' }
    const refused = await post<{ words: string }>('/api/areas/changes', {
      day: '2026-11-01',
      change: root,
      reason: '试',
    })
    expect([refused.status, refused.body.words]).toEqual([409, '不能这样调整：这是本办公室的根，只能更名'])
  })

  it('renames from a day on, and still finds the old name', async () => {
    const change = { kind: 'rename', area: '990101001', name: '凌水街道' }
    await post('/api/areas/changes', { day: '2026-03-01', change, reason: '市政府批复' })
    expect(await children('parent=990101')).toContainEqual(['凌水街道', 4, 2])
    expect(await children('parent=990101&asOf=2026-02-28')).toContainEqual(['凌河街道', 4, 2])
    expect((await find('凌河'))[0]).toMatchObject({ id: '990101001', name: '凌水街道' })
    const { history } = await get<Got>('/api/areas/990101001')
    expect(history).toEqual([{ day: '2026-03-01', words: expect.stringContaining('市政府批复') }])
    expect((await get<Got>('/api/areas/990101001001?asOf=2026-02-28')).trail.map(({ name }) => name)).toEqual([
      '样例市',
      '东湖区',
      '凌河街道',
    ])
  })

  it('moves an area with its units and buildings, and keeps where they stood', async () => {
    const change = { kind: 'move', area: '990101001', to: '990102' }
    const done = await post<Preview>('/api/areas/changes', { day: '2026-06-01', change, reason: '划转' })
    expect(done.body).toMatchObject({ ok: true, unitsMoved: 4 })
    expect(await pathOf('u1')).toEqual({
      path: `${CITY}990102/990101001/990101001001/`,
      county: '990102',
      town: '990101001',
      community: '990101001001',
    })
    expect(await children('')).toEqual([
      ['东湖区', 2, 1],
      ['西山县', 4, 1],
    ])
    expect(await children('asOf=2026-05-31')).toEqual([
      ['东湖区', 6, 2],
      ['西山县', 0, 0],
    ])
    expect(await children('parent=990102&tree=building')).toEqual([['黄浦路9号', 2, 0]])
  })

  it('splits: units of no part go to the first, the others along with their community', async () => {
    const into = [
      { name: '望湖街道', children: ['990101001001'] },
      { name: '临水街道', children: ['990101001002'] },
    ]
    const change = { kind: 'split', area: '990101001', into }
    const preview = await post<Preview>('/api/areas/changes', { day: '2026-07-01', change, reason: '设街道' })
    expect(preview.body.begins.map(({ name, units }) => [name, units])).toEqual([
      ['望湖街道', 3],
      ['临水街道', 1],
    ])
    expect(await children('parent=990102')).toEqual(
      expect.arrayContaining([
        ['望湖街道', 3, 1],
        ['临水街道', 1, 1],
      ]),
    )
    expect(await children('parent=990102&asOf=2026-06-30')).toEqual([['凌水街道', 4, 2]])
  })

  it('merges, and the parts stay in their history', async () => {
    const parts = (await get<{ rows: Area[] }>('/api/areas?parent=990102')).rows.map(({ id }) => id)
    const change = { kind: 'merge', areas: parts, name: '凌水镇' }
    await post('/api/areas/changes', { day: '2026-08-01', change, reason: '合并' })
    expect(await children('parent=990102')).toEqual([['凌水镇', 4, 2]])
    const [merged] = (await get<{ rows: Area[] }>('/api/areas?parent=990102')).rows
    expect((await pathOf('u4'))?.path).toBe(merged?.path)
    expect(await children('asOf=2026-05-31')).toEqual([
      ['东湖区', 6, 2],
      ['西山县', 0, 0],
    ])
    const gone = await get<Got>(`/api/areas/${parts[0] ?? ''}`)
    expect(gone.area.validTo).toBe('2026-08-01')
    expect(gone.history.length).toBe(2)
  })
})
