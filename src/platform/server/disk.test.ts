import { expect, test } from 'vitest'
import { Problem } from '../../kernel/problem.ts'
import { isDiskFull, leastFree, makeDisk, sayBytes, type Space } from './disk.ts'

const MB = 1024 * 1024
const GB = 1024 * MB

test.each([
  [8 * GB, 300 * MB],
  [20 * GB, 0.02 * 20 * GB],
  [4000 * GB, 2 * GB],
])('of a disk of %d bytes %d must stay free', (total, least) => {
  expect(leastFree(total, {})).toBeCloseTo(least, 0)
})

test('the office may say how much must stay free', () => {
  expect(leastFree(8 * GB, { JUXIN_DISK_LEAST_MB: '50' })).toBe(50 * MB)
  expect(leastFree(8 * GB, { JUXIN_DISK_LEAST_MB: 'much' })).toBe(300 * MB)
})

test('too little is refused with what is left, enough is not, and an answer is good for a while', async () => {
  let space: Space = { free: 250 * MB, total: 100 * GB }
  let time = 0
  let asked = 0
  const disk = makeDisk('/', {
    space: async () => {
      asked++
      return space
    },
    now: () => time,
    least: () => 300 * MB,
    fresh: 1000,
  })
  const refusal = await disk.demandRoom().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Problem)
  expect((refusal as Problem).code).toBe('platform.disk-low')
  expect((refusal as Problem).message).toContain('250 MB')
  space = { free: 301 * MB, total: 100 * GB }
  await expect(disk.demandRoom()).rejects.toThrow('磁盘')
  expect(asked).toBe(1)
  time = 1001
  await disk.demandRoom()
  expect(asked).toBe(2)
})

test('a system that does not answer stops nobody', async () => {
  const disk = makeDisk('/', { space: () => Promise.reject(new Error('no')) })
  await disk.demandRoom()
  expect(await disk.look()).toEqual({ free: 0, total: 0, low: false })
})

test('sizes and the ways to say that a disk is full', () => {
  expect(sayBytes(1.44 * GB)).toBe('1.4 GB')
  expect(sayBytes(299.9 * MB)).toBe('299 MB')
  expect(sayBytes(2000)).toBe('2 KB')
  expect(isDiskFull(Object.assign(new Error('x'), { code: 'ENOSPC' }))).toBe(true)
  expect(isDiskFull(Object.assign(new Error('could not extend file'), { code: '53100' }))).toBe(true)
  expect(isDiskFull(new Error('could not write: No space left on device'))).toBe(true)
  expect(isDiskFull(new Error('x'))).toBe(false)
})
