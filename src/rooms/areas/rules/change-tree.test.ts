import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, parseDay, type Day } from '../../../kernel/day.ts'
import { areaAfter, changeTree, type AreaCommand, type ChangeResult } from './change-tree.ts'
import { childrenOf, isInForce, subtreeOf, trailOf, treeAsOf, type AreaLevel, type AreaVersion } from './tree.ts'

const day = (text: string): Day => parseDay(text) as Day
const START = day('2020-01-01')

function area(id: string, name: string, level: AreaLevel, parent: AreaVersion | null): AreaVersion {
  const path = `${parent?.path ?? ''}${id}/`
  return {
    id,
    tree: 'division',
    code: null,
    name,
    level,
    zone: false,
    parent: parent?.id ?? null,
    path,
    validFrom: START,
    validTo: null,
  }
}

const city = area('c', '某市', 'city', null)
const east = area('e', '东区', 'county', city)
const west = area('w', '西区', 'county', city)
const first = area('t1', '一街道', 'town', east)
const second = area('t2', '二街道', 'town', east)
const village = area('v1', '某村', 'community', first)
const TREE = [city, east, west, first, second, village]

function ids(): () => string {
  let next = 0
  return () => `n${++next}`
}

function done(result: ChangeResult): Extract<ChangeResult, { ok: true }> {
  if (!result.ok) throw new Error(result.why)
  return result
}

describe('changeTree', () => {
  const when = day('2024-07-01')

  it('renames: the same area, another name from the day on', () => {
    const { versions, preview } = done(changeTree(TREE, { kind: 'rename', area: 't1', name: '新一街道' }, when, ids()))
    expect(treeAsOf(versions, addDays(when, -1)).get('t1')?.name).toBe('一街道')
    expect(treeAsOf(versions, when).get('t1')?.name).toBe('新一街道')
    expect(preview).toMatchObject({ sentence: '一街道自2024-07-01起更名为新一街道', units: [] })
  })

  it('moves: everything below gets its new path', () => {
    const { versions } = done(changeTree(TREE, { kind: 'move', area: 't1', to: 'w' }, when, ids()))
    expect(treeAsOf(versions, when).get('v1')?.path).toBe('c/w/t1/v1/')
    expect(treeAsOf(versions, START).get('v1')?.path).toBe('c/e/t1/v1/')
    expect(trailOf(treeAsOf(versions, when), 'v1').map((step) => step.name)).toEqual(['某市', '西区', '一街道', '某村'])
  })

  it('splits: children as told, other units to the first part, to be checked', () => {
    const into = [
      { name: '东一区', children: ['t1'] },
      { name: '东二区', children: ['t2'] },
    ]
    const { versions, preview } = done(changeTree(TREE, { kind: 'split', area: 'e', into }, when, ids()))
    const tree = treeAsOf(versions, when)
    expect(tree.has('e')).toBe(false)
    expect(tree.get('v1')?.path).toBe('c/n1/t1/v1/')
    expect(tree.get('t2')?.path).toBe('c/n2/t2/')
    expect(preview.units).toEqual([{ from: 'e', to: 'n1', check: true }])
    expect(areaAfter(preview, 'e')).toBe('n1')
    expect(areaAfter(preview, 't2')).toBe('t2')
  })

  it('merges: one area begins, children and units of all go to it', () => {
    const { versions, preview } = done(
      changeTree(TREE, { kind: 'merge', areas: ['t1', 't2'], name: '一二街道' }, when, ids()),
    )
    const tree = treeAsOf(versions, when)
    expect(childrenOf(tree, 'e').map((child) => child.name)).toEqual(['一二街道'])
    expect(tree.get('v1')?.path).toBe('c/e/n1/v1/')
    expect(preview.ends.map((version) => version.id).sort()).toEqual(['t1', 't2', 'v1'])
    expect(areaAfter(preview, 't2')).toBe('n1')
  })

  const REFUSED: readonly (readonly [string, AreaCommand, string])[] = [
    ['unknown area', { kind: 'rename', area: 'x', name: '某' }, '这一天没有这个区域'],
    ['empty name', { kind: 'rename', area: 't1', name: ' ' }, '名称不能为空'],
    ['same name', { kind: 'rename', area: 't1', name: '一街道' }, '名称没有变化'],
    ['taken name', { kind: 'rename', area: 't1', name: '二街道' }, '同一上级下已有“二街道”'],
    ['into itself', { kind: 'move', area: 'e', to: 't1' }, '不能划入自己或自己的下级'],
    ['where it is', { kind: 'move', area: 't1', to: 'e' }, '一街道已经属于东区'],
    ['wrong level', { kind: 'move', area: 'w', to: 't1' }, '一街道与西区级别不符'],
    ['one part', { kind: 'split', area: 'e', into: [{ name: '甲', children: ['t1', 't2'] }] }, '至少分成两个'],
    [
      'child left over',
      {
        kind: 'split',
        area: 'e',
        into: [
          { name: '甲', children: ['t1'] },
          { name: '乙', children: [] },
        ],
      },
      '还有下级没有分配：二街道',
    ],
    [
      'child twice',
      {
        kind: 'split',
        area: 'e',
        into: [
          { name: '甲', children: ['t1'] },
          { name: '乙', children: ['t1', 't2'] },
        ],
      },
      '同一个下级不能分到两处',
    ],
    [
      'a stranger',
      {
        kind: 'split',
        area: 'e',
        into: [
          { name: '甲', children: ['t1', 't2', 'w'] },
          { name: '乙', children: [] },
        ],
      },
      '分出的下级不属于这个区域',
    ],
    ['one to merge', { kind: 'merge', areas: ['t1', 't1'], name: '甲' }, '至少选两个区域'],
    [
      'different parents',
      { kind: 'merge', areas: ['t1', 'w'], name: '甲' },
      '只能合并同一上级、同一级别的区域；请先划转',
    ],
  ]
  it.each(REFUSED)('refuses: %s', (_, command, why) => {
    expect(changeTree(TREE, command, when, ids())).toEqual({ ok: false, why })
  })

  it('refuses what was changed on the day or later', () => {
    const { versions } = done(changeTree(TREE, { kind: 'rename', area: 't1', name: '新一街道' }, when, ids()))
    const again = changeTree(versions, { kind: 'rename', area: 't1', name: '更新街道' }, when, ids())
    expect(again).toEqual({ ok: false, why: '新一街道自2024-07-01才开始，请选以后的日期' })
    const before = changeTree(versions, { kind: 'rename', area: 't1', name: '更新街道' }, addDays(when, -9), ids())
    expect(before).toEqual({ ok: false, why: '一街道在2024-07-01已有后来的调整，请先撤销' })
  })
})

/** Any sequence of changes, most of them possible. */
const step = fc.record({
  kind: fc.constantFrom('rename', 'move', 'split', 'merge'),
  pick: fc.nat(1000),
  other: fc.nat(1000),
  gap: fc.integer({ min: 1, max: 400 }),
})

function commandOf(
  tree: Map<string, AreaVersion>,
  kind: string,
  pick: number,
  other: number,
  serial: number,
): AreaCommand {
  const areas = [...tree.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  const chosen = areas[pick % areas.length] as AreaVersion
  const target = areas[other % areas.length] as AreaVersion
  if (kind === 'rename') return { kind, area: chosen.id, name: `新名${serial}` }
  if (kind === 'move') return { kind, area: chosen.id, to: target.id }
  const children = childrenOf(tree, chosen.id).map((child) => child.id)
  if (kind === 'split') {
    const cut = other % (children.length + 1)
    return {
      kind,
      area: chosen.id,
      into: [
        { name: `甲${serial}`, children: children.slice(0, cut) },
        { name: `乙${serial}`, children: children.slice(cut) },
      ],
    }
  }
  const siblings = areas.filter((one) => one.parent === chosen.parent && one.level === chosen.level)
  return { kind: 'merge', areas: siblings.slice(0, 2 + (other % 2)).map((one) => one.id), name: `合${serial}` }
}

describe('properties of any history', () => {
  it('the past stays, paths nest, versions never overlap, no unit is lost', () => {
    let changed = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let versions: readonly AreaVersion[] = TREE
        let today = START
        let serial = 0
        const newId = ids()
        // Every area of the start has as many units as its place in the list.
        let units = new Map(TREE.map((version, at) => [version.id, at + 1]))
        const all = [...units.values()].reduce((sum, number) => sum + number, 0)
        for (const { kind, pick, other, gap } of steps) {
          today = addDays(today, gap)
          const before = treeAsOf(versions, addDays(today, -1))
          const command = commandOf(treeAsOf(versions, today), kind, pick, other, ++serial)
          const result = changeTree(versions, command, today, newId)
          if (!result.ok) continue
          changed++
          versions = result.versions
          const past = treeAsOf(versions, addDays(today, -1))
          expect([...past.values()].map((version) => version.path).sort()).toEqual(
            [...before.values()].map((version) => version.path).sort(),
          )
          const moved = new Map<string, number>()
          for (const [id, number] of units) {
            const to = areaAfter(result.preview, id)
            moved.set(to, (moved.get(to) ?? 0) + number)
          }
          units = moved
        }
        const tree = treeAsOf(versions, today)
        for (const version of tree.values()) {
          const parent = version.parent === null ? undefined : tree.get(version.parent)
          expect(version.path).toBe(`${parent?.path ?? ''}${version.id}/`)
          expect(version.parent === null || parent !== undefined).toBe(true)
        }
        for (const id of units.keys()) expect(tree.has(id)).toBe(true)
        expect([...units.values()].reduce((sum, number) => sum + number, 0)).toBe(all)
        for (const a of versions) {
          const clashes = versions.filter((b) => b !== a && b.id === a.id && isInForce(b, a.validFrom))
          expect(clashes).toEqual([])
        }
        expect(subtreeOf(tree, 'c').length).toBe(tree.has('c') ? tree.size : 0)
      }),
      { seed: 20260117, numRuns: 400 },
    )
    expect(changed).toBeGreaterThan(400)
  })
})
