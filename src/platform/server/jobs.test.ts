import { describe, expect, test } from 'vitest'
import { platformProblem } from '../contract.ts'
import { consoleScope } from './compose.ts'
import { makeJobs, type JobHandle } from './jobs.ts'
import { testClock } from './testing.ts'

const mine = consoleScope('local')

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Works until it is let go or cancelled. */
function patientWork() {
  const state = { over: false }
  const work = async (handle: JobHandle) => {
    while (!state.over) {
      handle.report('在做', 0.5)
      await turn()
    }
    return { made: 1 }
  }
  const letGo = (): void => {
    state.over = true
  }
  return { work, letGo }
}

const unexpected: unknown[] = []
const jobs = makeJobs(testClock(), (error) => unexpected.push(error))

describe('long work', () => {
  test('tells what it does, and its end once', async () => {
    const { work, letGo } = patientWork()
    const job = jobs.start(mine, 'test', work)
    const seen: string[] = []
    const stop = jobs.watch(job.id, (changed) => seen.push(changed.state))
    await turn()
    await turn()
    expect(jobs.get(mine, job.id)).toMatchObject({ state: 'running', doing: '在做', progress: 0.5 })
    letGo()
    expect(await jobs.finished(job.id)).toMatchObject({ state: 'done', progress: 1, result: { made: 1 } })
    expect(seen.filter((state) => state === 'done')).toHaveLength(1)
    expect(jobs.list(mine)).toEqual([])
    stop()
  })

  test('cancelled while it runs, it ends at its next report', async () => {
    const { work } = patientWork()
    const job = jobs.start(mine, 'test', work)
    await turn()
    jobs.cancel(mine, job.id)
    expect(await jobs.finished(job.id)).toMatchObject({ state: 'cancelled', result: null })
  })

  test('one at a time; cancelled while it waits, it never begins', async () => {
    const first = patientWork()
    let began = false
    const running = jobs.start(mine, 'test', first.work)
    const waiting = jobs.start(mine, 'test', async () => {
      began = true
      return {}
    })
    await turn()
    expect(jobs.get(mine, waiting.id).state).toBe('waiting')
    expect(jobs.cancel(mine, waiting.id).state).toBe('cancelled')
    first.letGo()
    await jobs.finished(running.id)
    await turn()
    expect(began).toBe(false)
  })

  test('what nobody waits for runs beside the others, one at a time', async () => {
    const [shown, quiet] = [patientWork(), patientWork()]
    const [front, back] = [
      jobs.start(mine, 'test', shown.work),
      jobs.start(mine, 'test', quiet.work, { lane: 'background' }),
    ]
    const behind = jobs.start(mine, 'test', async () => ({}), { lane: 'background' })
    await turn()
    await turn()
    expect([front, back, behind].map(({ id }) => jobs.get(mine, id).state)).toEqual(['running', 'running', 'waiting'])
    shown.letGo()
    quiet.letGo()
    expect((await jobs.finished(front.id)).state).toBe('done')
    expect((await jobs.finished(behind.id)).state).toBe('done')
  })

  test('past the point of no return a cancel changes nothing', async () => {
    let letGo = (): void => {}
    const job = jobs.start(mine, 'test', async (handle) => {
      handle.pastCancel()
      await new Promise<void>((resolve) => (letGo = resolve))
      return { kept: true }
    })
    await turn()
    expect(jobs.cancel(mine, job.id).state).toBe('running')
    letGo()
    expect(await jobs.finished(job.id)).toMatchObject({ state: 'done', result: { kept: true } })
  })

  test('a refusal keeps its words; what nobody foresaw is reported and named by a number', async () => {
    const refused = jobs.start(mine, 'test', async () => {
      throw platformProblem('disk-full')
    })
    expect((await jobs.finished(refused.id)).problem?.code).toBe('platform.disk-full')
    const broken = jobs.start(mine, 'test', async () => {
      throw new TypeError('x is not a function')
    })
    const { problem } = await jobs.finished(broken.id)
    expect(problem?.code).toBe('platform.internal')
    expect(problem?.words).not.toContain('not a function')
    expect(unexpected).toHaveLength(1)
  })

  test('a watcher that fails stops neither the work nor what waits behind it', async () => {
    const first = patientWork()
    const job = jobs.start(mine, 'test', first.work)
    const stop = jobs.watch(job.id, () => {
      throw new Error('gone')
    })
    first.letGo()
    expect((await jobs.finished(job.id)).state).toBe('done')
    stop()
    const next = jobs.start(mine, 'test', async () => ({ after: true }))
    expect((await jobs.finished(next.id)).state).toBe('done')
  })

  test('a stop cancels what it can and waits for the rest', async () => {
    const { work } = patientWork()
    const job = jobs.start(mine, 'test', work)
    await turn()
    await jobs.drain()
    expect(jobs.get(mine, job.id).state).toBe('cancelled')
  })
})
