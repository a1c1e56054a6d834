import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sayBelts, whyBelt } from './belt-words.ts'
import { listAreas, nearMisses, orderChosen, sampleOf, type BeltCandidate, type BeltCell } from './belts.ts'

function cell(part: Partial<BeltCell>): BeltCell {
  const counted = part.counted ?? 1
  return {
    county: 'c1',
    town: null,
    community: null,
    road: null,
    building: null,
    park: null,
    lng: null,
    lat: null,
    units: counted,
    withMembers: 0,
    members: 0,
    covered: 0,
    ids: [],
    ...part,
    counted,
  }
}

const place = (cells: readonly BeltCell[], area: string, own: readonly number[]): BeltCandidate => {
  const counted = own.reduce((sum, index) => sum + (cells[index]?.counted ?? 0), 0)
  return { level: 'road', area, cells: own, counted, middle: null }
}

describe('places that could become belts', () => {
  const cells = [
    cell({ road: '长街', town: 't1', building: 'b1', counted: 2 }),
    cell({ road: '长街', town: 't2', building: 'b2', counted: 1 }),
    cell({ road: '长街', county: 'c2', counted: 3 }),
    cell({ road: '短巷', town: 't1', counted: 2 }),
    cell({ road: '空路', units: 9, counted: 0 }),
    cell({ county: null, road: '无名路', counted: 5 }),
  ]

  it('a road is one within its county, whatever the towns; fewer than three units are none', () => {
    expect(listAreas(cells, 'road').map(({ area, cells: own, counted }) => [area, own, counted])).toEqual([
      ['r:c1|长街', [0, 1], 3],
      ['r:c2|长街', [2], 3],
    ])
    expect(listAreas(cells, 'town').map(({ area, counted }) => [area, counted])).toEqual([['t1', 4]])
    expect(listAreas(cells, 'building')).toEqual([])
  })

  it('a park of one name in many towns is one place in each', () => {
    const park = (towns: number) =>
      Array.from({ length: towns }, (_, town) => cell({ park: 'p1', town: `t${town}`, counted: 3 }))
    const found = (towns: number) => listAreas(park(towns), 'park').map(({ area, cells: own }) => [area, own])
    expect(found(3)).toEqual([['p1', [0, 1, 2]]])
    expect(found(4)).toEqual([0, 1, 2, 3].map((own) => ['p1', [own]]))
    const open = [...park(4), cell({ park: 'p1', counted: 2 }), cell({ park: 'p1', counted: 1 })]
    expect(listAreas(open, 'park').map(({ cells: own }) => own)).toEqual([[4, 5], [0], [1], [2], [3]])
  })

  it('shows units from the fullest spots', () => {
    const full = [cell({ counted: 1, ids: ['a'] }), cell({ counted: 3, ids: ['b', 'c', 'd'] })]
    expect(sampleOf(full, place(full, 'r', [0, 1]), 2)).toEqual(['b', 'c'])
    expect(sampleOf(full, place(full, 'r', [0, 1]), 9)).toEqual(['b', 'c', 'd', 'a'])
  })
})

describe('chosen places', () => {
  const cells = [4, 3, 2, 2, 1].map((counted) => cell({ counted }))
  const wide = place(cells, 'wide', [0, 1])
  const part = place(cells, 'part', [1, 2])
  const other = place(cells, 'other', [3, 4])
  const inner = place(cells, 'inner', [1])

  it('stand in the order of what each adds to those before it', () => {
    const ranked = orderChosen(cells, [part, other, wide])
    expect(ranked.map(({ candidate, gain }) => [candidate.area, gain])).toEqual([
      ['wide', 7],
      ['other', 3],
      ['part', 2],
    ])
  })

  it('are held against what would take the place of the least', () => {
    const missed = nearMisses(cells, [wide, part, other, inner], [wide, other], 5)
    expect(missed).toEqual([{ candidate: part, delta: -1, instead: other, reachedAnyway: 3 }])
    expect(nearMisses(cells, [wide, part], [], 5)).toEqual([])
  })

  it('reach together what their gains add up to, whatever the order of choosing', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 })
    const sets = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 8 }), { maxLength: 6 })
    fc.assert(
      fc.property(counts, sets, (values, chosen) => {
        const ground = values.map((counted) => cell({ counted }))
        const places = chosen.map((own, at) =>
          place(
            ground,
            `p${at}`,
            own.filter((index) => index < values.length),
          ),
        )
        const ranked = orderChosen(ground, places)
        const reached = new Set(places.flatMap(({ cells: own }) => own))
        const together = [...reached].reduce((sum, index) => sum + (values[index] ?? 0), 0)
        expect(ranked.reduce((sum, { gain }) => sum + gain, 0)).toBe(together)
        const gains = ranked.map(({ gain }) => gain)
        expect(gains).toEqual([...gains].sort((a, b) => b - a))
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})

describe('words', () => {
  const figures = { of: 'members', belts: 5, wanted: 5, reached: 378, all: 8529, bound: 380, gap: 2 / 380 } as const
  const said = (part: object) => sayBelts({ ...figures, candidates: 819, pointless: false, ...part })

  it('say how many are reached and how good any choice could be', () => {
    expect(said({})).toBe(
      '819 处备选里选 5 条示范带，覆盖有党员的单位 378 家，占全部 8,529 家的 4.4%；任何选法至多 380 家，差距不超过 0.5%。',
    )
    expect(said({ bound: 378, gap: 0 })).toContain('；已证明任何选法都不会更多。')
    expect(said({ belts: 3, gap: 0 })).toContain('所以不足 5 条。')
    expect(said({ belts: 0 })).toBe('没有一处集中 3 家以上有党员的单位，选不出示范带；可换一级再看。')
    expect(said({ belts: 0, pointless: true })).toContain('台账没有经纬度')
  })

  it('say what a place holds and what of it is new', () => {
    const held = { units: 20, counted: 8, withMembers: 8, members: 15, covered: 3 }
    expect(whyBelt('building', 'members', 2, held, 5)).toBe(
      '这一楼宇集中了 20 家单位：有党员的 8 家，正式党员 15 名，已有组织覆盖 3 家。有党员的单位 8 家，其中 5 家前面几条没有算过。',
    )
    expect(whyBelt('circle', 'uncovered', 1, held, 8)).toContain('这一片集中了 20 家单位')
  })
})
