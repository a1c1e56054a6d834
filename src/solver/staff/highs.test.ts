import * as fc from 'fast-check'
import highsLoader from 'highs'
import { describe, expect, it } from 'vitest'
import { assignStaff } from './assign-staff.ts'
import { checkStaff } from './check-staff.ts'
import { costMatrix, staffProblem } from './testing.ts'

describe('assignStaff against a linear programme', () => {
  it('equals it on hundreds of units', async () => {
    const highs = await highsLoader()
    const samples = fc.sample(staffProblem(300, 40), { numRuns: 60, seed: 75 })
    const large = samples.filter(({ units, capacity }) => units >= 100 && capacity.length >= 15).slice(0, 4)
    expect(large).toHaveLength(4)
    for (const given of large) {
      const { balance: _balance, priority: _priority, ...problem } = given
      const costs = costMatrix(problem)
      const penalty = 1e5
      const objective: string[] = []
      const rows: string[] = []
      const columns = Array.from(problem.capacity, () => [] as string[])
      costs.forEach((row, i) => {
        const own: string[] = [`x${i}_out`]
        objective.push(`${penalty} x${i}_out`)
        row.forEach((cost, j) => {
          if (cost === Infinity) return
          objective.push(`${cost < 0 ? '-' : '+'} ${Math.abs(cost).toFixed(9)} x${i}_${j}`)
          own.push(`x${i}_${j}`)
          columns[j]!.push(`x${i}_${j}`)
        })
        rows.push(` u${i}: ${own.join(' + ')} = 1`)
      })
      columns.forEach((own, j) => {
        const room = problem.capacity[j]! - (problem.taken?.[j] ?? 0)
        if (own.length > 0) rows.push(` c${j}: ${own.join(' + ')} <= ${room}`)
      })
      const text = objective.map((term) => (/^[+-]/.test(term) ? term : `+ ${term}`)).join('\n')
      const solved = highs.solve(`Minimize\n obj: ${text}\nSubject To\n${rows.join('\n')}\nEnd`)
      const found = assignStaff(problem)
      expect(checkStaff(problem, found)).toEqual([])
      expect(found.cost + penalty * found.unplaced.length).toBeCloseTo(solved.ObjectiveValue, 3)
    }
  })
})
