import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planParamsShape } from '../contract.ts'
import { isTownOpen, sharedByAll, type AddressKeys } from '../rules/address.ts'
import { reach } from '../rules/costs.ts'
import { cutInOrder } from '../rules/peer.ts'
import { partOf, type LedgerUnit } from '../rules/unit.ts'
import { ledgerUnit, TOWNS } from '../testing.ts'
import { composePlan } from './compose-plan.ts'
import { workplace } from './instructor-drafts.ts'

const unit = fc.record({
  town: fc.constantFrom(TOWNS[0], TOWNS[1], null),
  road: fc.constantFrom('黄浦路', '数码路', '学子街', null),
  building: fc.constantFrom('b1', 'b2', null),
  membersFull: fc.constantFrom(null, 0, 1, 1, 1, 2, 2, 3, 8),
  membersReported: fc.constantFrom(null, 0, 2, 5),
  coverage: fc.constantFrom('none', 'none', 'none', 'work', 'own', 'joint') as fc.Arbitrary<LedgerUnit['coverage']>,
  instructor: fc.constantFrom(null, null, '王指导', '李指导'),
  employees: fc.integer({ min: 0, max: 300 }),
})
const ledger = fc.array(unit, { minLength: 1, maxLength: 60 }).map((parts) =>
  parts.map((part, index) => {
    const building =
      part.building === null || part.road === null ? null : `${part.road}/${part.building}/${part.town ?? ''}`
    return ledgerUnit(`u${String(index).padStart(3, '0')}`, { ...part, building, buildingName: building })
  }),
)
const params = fc.record({
  within: fc.constantFrom('town', 'county', 'city'),
  maxUnits: fc.integer({ min: 3, max: 6 }),
  capacity: fc.integer({ min: 1, max: 6 }),
  countReported: fc.boolean(),
})

const compose = (units: readonly LedgerUnit[], given: object) =>
  composePlan({
    params: planParamsShape.parse(given),
    names: new Map(),
    paths: new Map(),
    cityOf: new Map(),
    sectionName: (section) => section,
    units,
    standing: [],
    turnedDown: new Map(),
    loads: null,
    pairs: [],
    before: new Map(),
    comparedNo: null,
    better: new Map(),
    staff: { settings: new Map(), before: new Map(), day: '2026-11-21' },
  })

describe('composePlan', () => {
  it('puts every unit that takes part in exactly one lawful proposal', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, params, async (units, given) => {
        const { proposals, figures } = await compose(units, given)
        const planned = proposals.flatMap(({ draft }) => draft.members.map((member) => member.unit.id))
        const expected = units.filter((one) => !['none', 'unverified'].includes(partOf(one, given.countReported).role))
        expect(planned.sort()).toEqual(expected.map(({ id }) => id).sort())
        expect(proposals.map(({ no }) => no)).toEqual(proposals.map((_, index) => index + 1))
        for (const { draft } of proposals) {
          const weight = draft.members.reduce((sum, member) => sum + member.weight, 0)
          if (draft.kind === 'joint') {
            expect(weight).toBeGreaterThanOrEqual(3)
            expect(draft.members.length).toBeLessThanOrEqual(given.maxUnits)
            expect(sharedByAll(draft.members.map(({ keys }) => keys))).toBeGreaterThanOrEqual(
              reach[planParamsShape.parse(given).within],
            )
          }
          if (draft.kind === 'own') expect(weight).toBeGreaterThanOrEqual(3)
          if (draft.kind === 'instructor') {
            expect(weight).toBe(0)
            expect(draft.members.length).toBeLessThanOrEqual(given.capacity)
          }
        }
        expect(figures.gap).toBe(0)
        expect(figures.bound).toBe(figures.cost)
      }),
      { seed: 11, numRuns: 150 },
    )
  })

  it('is never worse than cutting the sorted list, and never depends on the order of the ledger', async () => {
    await fc.assert(
      fc.asyncProperty(ledger, async (units) => {
        const { figures, proposals } = await compose(units, {})
        expect(figures.uncovered).toBeLessThanOrEqual(figures.peerUncovered)
        if (figures.uncovered === figures.peerUncovered) expect(figures.cost).toBeLessThanOrEqual(figures.peerCost)
        const again = await compose([...units].reverse(), {})
        const sets = (all: typeof proposals) =>
          all.map(({ draft }) => draft.members.map((member) => member.unit.id).join())
        expect(sets(again.proposals)).toEqual(sets(proposals))
      }),
      { seed: 12, numRuns: 100 },
    )
  })

  it('fills instructors with room first, and never sends one to another county', async () => {
    const units = [
      ledgerUnit('w1', { coverage: 'work', instructor: '王指导', road: '黄浦路' }),
      ledgerUnit('n1', { road: '黄浦路' }),
      ledgerUnit('n2', { county: '990102', town: '990102001', road: '别路' }),
    ]
    const { proposals, figures } = await compose(units, { capacity: 3 })
    const seats = proposals.map(({ draft }) => [draft.instructor, draft.members.map((member) => member.unit.id)])
    expect(seats).toEqual([
      ['王指导', ['n1']],
      ['新聘指导员 1', ['n2']],
    ])
    expect([figures.assigned, figures.instructorsNeeded]).toEqual([1, 1])
  })

  it('says who is full and how many are missing', async () => {
    const busy = Array.from({ length: 5 }, (_, index) =>
      ledgerUnit(`w${index}`, { coverage: 'work', instructor: '王指导' }),
    )
    const idle = Array.from({ length: 12 }, (_, index) => ledgerUnit(`n${index}`, { town: TOWNS[index % 2] ?? null }))
    const { figures, proposals } = await compose([...busy, ...idle], {})
    expect([figures.assigned, figures.instructors, figures.instructorsWithRoom, figures.instructorsNeeded]).toEqual([
      0, 1, 0, 4,
    ])
    expect(proposals.map(({ draft }) => draft.members.length)).toEqual([5, 1, 5, 1])
    expect(proposals.every(({ draft }) => new Set(draft.members.map(({ keys }) => keys[2])).size === 1)).toBe(true)
  })

  it('keeps units without a known town on their road', async () => {
    const units = ['a', 'b', 'c'].map((id) => ledgerUnit(id, { town: null, road: '黄浦路', membersFull: 1 }))
    const { proposals } = await compose([...units, ledgerUnit('d', { town: null, road: '数码路', membersFull: 2 })], {})
    expect(
      proposals.map(({ draft }) => [
        draft.kind,
        draft.members.length,
        isTownOpen(draft.members[0]?.keys ?? [null, null, null, null, null, null]),
      ]),
    ).toEqual([
      ['joint', 3, true],
      ['uncovered', 1, true],
    ])
    expect(proposals[0]?.draft.cautions[0]).toContain('只凭同一道路联建')
  })
})

describe('cutInOrder', () => {
  it('cuts the sorted list whenever three members are together', () => {
    const keys = ['c', 'd', 't', 'r:1', 'r:1', null] as const
    const units = [1, 1, 1, 2, 1, 1].map((weight, index) => ({ keys, weight, address: String(index) }))
    expect(cutInOrder(units, 3, 5)).toEqual({
      groups: [
        [0, 1, 2],
        [3, 4, 5],
      ],
      uncovered: 0,
      cost: 12,
    })
    expect(cutInOrder(units.slice(0, 2), 3, 5)).toEqual({ groups: [], uncovered: 2, cost: 0 })
  })
})

describe('workplace', () => {
  it('is the place nearest to all the others', () => {
    const a = { keys: ['c', 'd', 't', 'r', 'r', '1'] } as const
    const b = { keys: ['c', 'd', 't', 'r', 'r', '2'] } as const
    const far = { keys: ['c', 'e', 'u', 's', 's', '3'] } as const
    expect(workplace<{ readonly keys: AddressKeys }>([far, a, b])).toEqual([a])
    expect(workplace([])).toEqual([])
  })
})
