import { afterAll, describe, expect, test } from 'vitest'
import { GroupThreads } from '../../../bench/group-threads.ts'
import { generateUnits } from '../../../bench/generate-units.ts'
import { checkGroups } from './check-groups.ts'
import { planGroups } from './plan-groups.ts'
import { cancelTasks, collectPlan, layOutTasks, progressOf, runTasks } from './tasks.ts'

const grounds = {
  'one large ground': generateUnits(700, 3, { towns: false }),
  'many towns': generateUnits(1500, 4, { address: true, industry: true }),
}

const opened: GroupThreads[] = []
afterAll(() => Promise.all(opened.map((threads) => threads.close())))

describe.each(Object.entries(grounds))('%s', (_, units) => {
  test('the plan is the same for 1, 2 and 8 threads and without any', async () => {
    const plan = planGroups(units, {}, { starts: 4, seed: 9 })
    expect(checkGroups(units, {}, plan)).toEqual([])
    for (const count of [1, 2, 8]) {
      const threads = new GroupThreads(count)
      opened.push(threads)
      expect(await threads.plan(units, {}, { starts: 4, seed: 9 })).toEqual(plan)
    }
  })

  test('another version gives another plan, more starts never a worse one', () => {
    const one = planGroups(units, {}, { starts: 1 })
    const four = planGroups(units, {}, { starts: 4 })
    const others = [0, 1, 2, 3].map((seed) => planGroups(units, {}, { starts: 2, seed }).value.cost)
    expect(four.value.uncovered).toBeLessThanOrEqual(one.value.uncovered)
    expect(four.value.cost).toBeLessThanOrEqual(one.value.cost + 1e-9)
    expect(new Set(others).size).toBeGreaterThan(1)
  })

  test('a cancelled planning gives no plan', () => {
    const tasks = layOutTasks(units)
    cancelTasks(tasks)
    runTasks(tasks)
    expect(collectPlan(tasks)).toBeNull()
    expect(progressOf(tasks)).toBe(0)
  })
})

test('progress ends at 1', () => {
  const tasks = layOutTasks(grounds['many towns'], {}, { starts: 2 }, SharedArrayBuffer)
  runTasks(tasks)
  expect(progressOf(tasks)).toBe(1)
})
