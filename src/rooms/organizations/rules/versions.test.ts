import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays, type Day } from '../../../kernel/day.ts'
import { splice, versionOn, type Version } from './versions.ts'

interface Named extends Version {
  readonly name: string
  readonly kind: string
}

const START = '2020-01-01' as Day
const LENGTH = 60
const day = (at: number): Day => addDays(START, at)

/** Deeds in any order of days; each changes one of two matters from its day on. */
const deed = fc.record({ at: fc.nat(LENGTH - 1), matter: fc.constantFrom('name' as const, 'kind' as const) })

it('agrees with a calendar on which each deed writes its value from its day to the end', () => {
  let cut = 0
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 8 }), (deeds) => {
      let versions: Named[] = [{ from: START, to: null, event: 'e', name: 'n', kind: 'k' }]
      const calendar = Array.from({ length: LENGTH }, () => ({ name: 'n', kind: 'k' }))
      for (const [number, { at, matter }] of deeds.entries()) {
        const value = `${matter}${number}`
        versions = splice(versions, day(at), value, (one) => ({ ...one, [matter]: value }))
        for (const page of calendar.slice(at)) page[matter] = value
      }
      for (const [at, page] of calendar.entries()) expect(versionOn(versions, day(at))).toMatchObject(page)
      expect(versions.filter((one) => one.to === null)).toHaveLength(1)
      const held = versions.filter((one) => one.from !== one.to)
      for (const [place, one] of held.entries()) {
        const next = held[place + 1]
        expect(one.to).toBe(next?.from ?? null)
      }
      cut += held.length - 1
    }),
    { seed: 20260305, numRuns: 500 },
  )
  expect(cut).toBeGreaterThan(500)
})

it('two deeds on one day leave the first on record, holding on no day', () => {
  const first: Named[] = [{ from: START, to: null, event: 'e0', name: 'a', kind: 'k' }]
  const twice = splice(
    splice(first, day(5), 'e1', (one) => ({ ...one, name: 'b' })),
    day(5),
    'e2',
    (one) => ({ ...one, name: 'c' }),
  )
  expect(twice.map(({ from, to, event }) => [from, to, event])).toEqual([
    [START, day(5), 'e0'],
    [day(5), day(5), 'e1'],
    [day(5), null, 'e2'],
  ])
  expect(versionOn(twice, day(5))?.name).toBe('c')
})
