import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeKeys } from './address.ts'
import { nestBlocks, type MapProposal, type MapUnit } from './map-blocks.ts'

const names = new Map([
  ['c1', '东湖区'],
  ['t1', '凌河街道'],
  ['t2', '柳桥街道'],
  ['v1', '八里村委会'],
])

type Place = readonly [county: string | null, town: string | null, spot: string | null, building: string | null]

function unit(no: number, [county, town, spot, building]: Place): MapUnit {
  const road = spot?.startsWith('r:') ? spot : null
  return { no, place: writeKeys(['city', county, town, spot, road, building]), buildingName: building }
}

const proposals = (...kinds: readonly MapProposal['kind'][]): Map<number, MapProposal> =>
  new Map(kinds.map((kind, at) => [at + 1, { kind, cost: kind === 'joint' ? 10 : 0 }]))

describe('nestBlocks', () => {
  const units = [
    unit(1, ['c1', 't1', 'r:长街', 'b1']),
    unit(1, ['c1', 't1', 'v1', null]),
    unit(2, ['c1', 't1', 'r:长街', 'b1']),
    unit(3, ['c1', 't1', 'r:长街', 'b1']),
    unit(3, ['c1', 't2', 'r:长街', 'b2']),
    unit(4, ['c1', '~r:长街', 'r:长街', null]),
    unit(5, [null, null, null, null]),
  ]
  const kinds = proposals('joint', 'own', 'joint', 'uncovered', 'uncovered')

  it('counts a group, and its cost, in every block that holds all of it', () => {
    const { blocks, blockOf } = nestBlocks(units, kinds, { town: null, names })
    const shown = blocks.map(({ name, town, units: n, groups, founders, cost }) => [
      name,
      town,
      n,
      groups,
      founders,
      cost,
    ])
    expect(shown).toEqual([
      ['东湖区', null, 6, 2, 1, 20],
      ['凌河街道', 't1', 4, 1, 1, 10],
      ['长街', 't1', 3, 0, 1, 0],
      ['八里村', 't1', 1, 0, 0, 0],
      ['柳桥街道', 't2', 1, 0, 0, 0],
      ['长街', 't2', 1, 0, 0, 0],
      ['镇街未定', 'c1?', 1, 0, 0, 0],
      ['长街', 'c1?', 1, 0, 0, 0],
      ['区县未定', null, 1, 0, 0, 0],
      ['镇街未定', '?', 1, 0, 0, 0],
    ])
    const nameOf = (no: number) => blocks.find(({ id }) => id === blockOf.get(no))?.name
    expect([1, 2, 3].map(nameOf)).toEqual(['凌河街道', '长街', '东湖区'])
  })

  it('leaves out of a chosen town what reaches beyond it, but not its units there', () => {
    const { blocks, blockOf } = nestBlocks(units, kinds, { town: 't1', names })
    expect(blocks.map(({ level, name, parent, units: n, groups }) => [level, name, parent, n, groups])).toEqual([
      ['town', '凌河街道', null, 4, 1],
      ['place', '长街', 'town:t1', 3, 0],
      ['building', 'b1', 'place:t1|长街', 3, 0],
      ['place', '八里村', 'town:t1', 1, 0],
    ])
    expect(blockOf.get(3)).toBeUndefined()
  })

  it('never shows less in a block than in those below it together', () => {
    // As addresses are: a town stands in one county, and without a county nothing is known below.
    const place = fc
      .tuple(
        fc.constantFrom('c1', 'c2', null),
        fc.constantFrom('t1', 't2', '~r:长街', null),
        fc.constantFrom('r:长街', 'r:短巷', 'v1', null),
        fc.constantFrom('b1', 'b2', null),
      )
      .map(([county, town, spot, building]): Place => {
        if (county === null) return [null, null, null, null]
        const own = town === null || town.startsWith('~') ? town : `${county}${town}`
        return [county, own, spot, building]
      })
    const kind = fc.constantFrom('joint', 'own', 'uncovered')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), place)), fc.array(kind), (found, given) => {
        const all = proposals(...given)
        const known = found.filter(([no]) => all.has(no))
        const { blocks } = nestBlocks(
          found.map(([no, where]) => unit(no, where)),
          all,
          { town: null, names },
        )
        const below = (id: string | null) => blocks.filter(({ parent }) => parent === id)
        expect(below(null).reduce((sum, { units: n }) => sum + n, 0)).toBe(known.length)
        for (const block of blocks) {
          expect(block.covered + block.uncovered).toBe(block.units)
          for (const figure of ['units', 'covered', 'uncovered', 'groups', 'founders', 'cost'] as const) {
            const sum = below(block.id).reduce((total, child) => total + child[figure], 0)
            expect(block[figure]).toBeGreaterThanOrEqual(sum)
          }
        }
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})
