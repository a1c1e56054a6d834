import { expect, test } from 'vitest'
import { FairQueue } from './fair-queue.ts'

/** Work that ends when told. */
function gate(): { open: () => void; work: () => Promise<void> } {
  let open = (): void => {}
  const waiting = new Promise<void>((done) => (open = done))
  return { open, work: () => waiting }
}

const settle = (): Promise<void> => new Promise((done) => setImmediate(done))

test('one good sign-in waits for what runs, not for a hundred that wait', async () => {
  const queue = new FairQueue(1)
  const order: string[] = []
  const first = gate()
  const all = [queue.run('10.0.0.1', 9, first.work)]
  for (let n = 0; n < 100; n++) all.push(queue.run('10.0.0.1', 9, async () => void order.push('guess')))
  all.push(queue.run('10.0.0.2', 0, async () => void order.push('good')))
  first.open()
  await Promise.all(all)
  expect(order[0]).toBe('good')
  expect(order).toHaveLength(101)
})

test('addresses of one rank take turns', async () => {
  const queue = new FairQueue(1)
  const order: string[] = []
  const first = gate()
  const all = [queue.run('x', 0, first.work)]
  for (const lane of ['a', 'a', 'a', 'b', 'b', 'c']) all.push(queue.run(lane, 0, async () => void order.push(lane)))
  first.open()
  await Promise.all(all)
  expect(order.join('')).toBe('abcaba')
})

test('never more at once than allowed, and a failure frees its place', async () => {
  const queue = new FairQueue(2)
  let running = 0
  let most = 0
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running)
    await settle()
    running--
    throw new Error('no')
  }
  const all = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => queue.run(`lane${n % 3}`, n, work)))
  expect(most).toBe(2)
  expect(all.every(({ status }) => status === 'rejected')).toBe(true)
  expect(await queue.run('again', 0, async () => 'done')).toBe('done')
})
