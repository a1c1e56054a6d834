import { describe, expect, it } from 'vitest'
import { inventedRegions, inventedUnits } from './invented-register.ts'
import { learnModel } from './learn.ts'
import { buildMatchIndex } from './match.ts'
import { MODEL } from './model.ts'

const all = inventedUnits(1200)
const index = buildMatchIndex(all.slice(0, 1000), inventedRegions)

describe('learnModel', () => {
  const rows = all.map((unit, at) => {
    const name = at % 2 === 0 ? unit.name : unit.name.replace('有限公司', '公司')
    return { name, code: null, address: unit.address }
  })
  const model = learnModel(index, rows, 20)

  it('sees how many rows are registered and how half of them are written', () => {
    expect(model.registered).toBeGreaterThan(0.78)
    expect(model.registered).toBeLessThan(0.88)
    expect(model.slips['form-short'].often).toBeGreaterThan(0.4)
    expect(model.slips['form-short'].often).toBeLessThan(0.6)
    expect(model.slips.swap.often).toBeLessThan(MODEL.slips.swap.often)
    expect(model.addresses.same.m).toBeGreaterThan(0.9)
  })

  it('leaves chance agreement and the index alone', () => {
    expect(model.slips.swap.kin).toBe(MODEL.slips.swap.kin)
    expect(model.codes.equal.u).toBe(MODEL.codes.equal.u)
    expect(index.model).toBe(MODEL)
  })

  it('hardly moves on a handful of rows', () => {
    const little = learnModel(index, rows.slice(0, 3))
    expect(Math.abs(little.slips['form-short'].often - MODEL.slips['form-short'].often)).toBeLessThan(0.02)
  })
})
