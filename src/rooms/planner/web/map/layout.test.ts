import { describe, expect, test } from 'vitest'
import { layout, trailOf } from './layout.ts'
import type { Block, MapGroup } from './layout.ts'

const block = (id: string, parent: string | null, level: Block['level'], units: number): Block => ({
  id,
  parent,
  level,
  name: id,
  town: level === 'county' ? null : 't',
  units,
  covered: units,
  uncovered: 0,
  groups: 1,
  founders: 0,
  cost: 0,
})
const group = (no: number, at: string, units: number, kind: MapGroup['kind'] = 'joint'): MapGroup => ({
  no,
  id: `g${no}`,
  block: at,
  kind,
  decision: 'open',
  units: Array.from({ length: units }, (_, index) => ({ unit: `${no}-${index}`, name: '', weight: 1 })),
})
const into = { x: 0, y: 0, width: 900, height: 500 }
const blocks = [
  block('c1', null, 'county', 30),
  block('c2', null, 'county', 10),
  block('t1', 'c1', 'town', 20),
  block('t2', 'c1', 'town', 10),
  block('t3', 'c2', 'town', 10),
  block('empty', 'c2', 'town', 0),
  block('p1', 't1', 'place', 12),
  block('p2', 't1', 'place', 8),
  block('b1', 'p1', 'building', 6),
]
const named = (tiles: ReturnType<typeof layout>): string[] => tiles.map(({ kind, key }) => `${kind} ${key}`)

describe('what the map shows', () => {
  test('at the top: counties with their towns inside, towns without units left out', () => {
    expect(named(layout({ blocks, groups: [] }, null, into))).toEqual([
      'frame c1',
      'block t1',
      'block t2',
      'frame c2',
      'block t3',
    ])
  })

  test('with one county its towns come first', () => {
    const one = blocks.filter(({ id, parent }) => id !== 'c2' && parent !== 'c2')
    expect(named(layout({ blocks: one, groups: [] }, null, into))).toEqual([
      'frame t1',
      'block p1',
      'block p2',
      'block t2',
    ])
  })

  test('in a town: groups in the frame of their place, those over several places in one of their own', () => {
    const groups = [
      group(1, 'b1', 3),
      group(2, 'p1', 2),
      group(3, 't1', 4),
      group(4, 't1', 9, 'instructor'),
      group(5, 't3', 2),
    ]
    expect(named(layout({ blocks, groups }, 't1', into))).toEqual([
      'frame p1',
      'group g1',
      'group g2',
      'frame ',
      'group g3',
    ])
  })

  test('tiles lie inside their frame, in proportion to their units', () => {
    const groups = Array.from({ length: 30 }, (_, at) =>
      group(at, ['b1', 'p1', 'p2', 't1'][at % 4] ?? 'p1', 2 + (at % 4)),
    )
    const tiles = layout({ blocks, groups }, 't1', into)
    let frame = tiles[0]?.box ?? into
    for (const tile of tiles) {
      if (tile.kind === 'frame') frame = tile.box
      else {
        expect(tile.box.x).toBeGreaterThanOrEqual(frame.x)
        expect(tile.box.y).toBeGreaterThanOrEqual(frame.y + 22)
        expect(tile.box.x + tile.box.width).toBeLessThanOrEqual(frame.x + frame.width + 1e-6)
        expect(tile.box.y + tile.box.height).toBeLessThanOrEqual(frame.y + frame.height + 1e-6)
      }
    }
    expect(tiles.filter(({ kind }) => kind === 'group')).toHaveLength(30)
  })

  test('without room for frames the tiles stand alone', () => {
    expect(named(layout({ blocks, groups: [] }, null, { ...into, width: 60, height: 40 }))).toEqual([
      'block c1',
      'block c2',
    ])
  })

  test('a place too small for a head keeps its line, one group alone needs none', () => {
    const groups = [group(1, 'p1', 2), group(2, 'p1', 2), group(3, 'p2', 2)]
    const tiles = layout({ blocks, groups }, 't1', { ...into, width: 80, height: 50 })
    expect(named(tiles)).toEqual(['frame p1', 'group g1', 'group g2', 'group g3'])
    expect(tiles[0]).toMatchObject({ kind: 'frame', headed: false })
  })

  test('the way down', () => {
    expect(trailOf(blocks, 'b1').map(({ id }) => id)).toEqual(['c1', 't1', 'p1', 'b1'])
    expect(trailOf(blocks, null)).toEqual([])
    expect(trailOf(blocks, 'gone')).toEqual([])
  })
})
