import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { chainOf, idsAbove, rechain, standsIn } from './chain.ts'

it('says where something stands and moves it with all below', () => {
  const top = chainOf(null, 'o1')
  const branch = chainOf(chainOf(top, 'o10'), 'o100')
  expect(branch).toBe('o1/o10/o100/')
  expect(idsAbove(branch)).toEqual(['o1', 'o10'])
  expect(standsIn(branch, 'o10')).toBe(true)
  expect(standsIn(branch, 'o0')).toBe(false)
  expect(standsIn(branch, '10')).toBe(false)
  expect(rechain(branch, 'o10', 'o2/o10/')).toBe('o2/o10/o100/')
  expect(rechain(branch, 'o1', 'o3/o1/')).toBe('o3/o1/o10/o100/')
})

it('in any tree a move keeps what is below in its order and touches nothing else', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 2, maxLength: 12 }), fc.nat(11), (parents, pick) => {
      const chains: string[] = []
      for (const [place, parent] of parents.entries()) {
        const above = place === 0 ? null : (chains[parent % place] ?? null)
        chains.push(chainOf(above, `o${place}`))
      }
      const at = pick % chains.length
      const to = chainOf('x/', `o${at}`)
      for (const chain of chains) {
        if (!standsIn(chain, `o${at}`)) continue
        const moved = rechain(chain, `o${at}`, to)
        expect(moved.startsWith(to)).toBe(true)
        expect(moved.slice(to.length)).toBe(chain.slice(chain.indexOf(`o${at}/`) + `o${at}/`.length))
      }
    }),
    { seed: 7, numRuns: 200 },
  )
})
