/**
 * How long signing in takes over HTTP, alone and while a hundred wrong guesses from other addresses run. Goals: 300 ms, and
 * the guesses do not slow others. Processor time is given beside the clock, for machines that others use as well.
 */
import { loadavg } from 'node:os'
import { rulebookServer } from '../src/rooms/rulebook/server/index.ts'
import { areasServer } from '../src/rooms/areas/server/index.ts'
import { accessServer } from '../src/rooms/access/server/index.ts'
import { setupLink } from '../src/rooms/access/server/setup-link.ts'
import { auditServer } from '../src/rooms/audit/server/index.ts'
import { unitsServer } from '../src/rooms/units/server/index.ts'
import { systemClock } from '../src/platform/server/clock.ts'
import { openTestContext } from '../src/platform/server/testing.ts'
import { TestBrowser } from '../src/rooms/access/testing.ts'

const PERSON = { username: 'bench', name: '测试', password: '海风吹过老码头 7 点' }
const TIMES = 30
const ROUNDS = 3

const context = await openTestContext(
  [areasServer, accessServer, auditServer, rulebookServer, unitsServer],
  systemClock,
)
try {
  const first = new TestBrowser(context)
  const token = ((await setupLink(context)) ?? '').split('token=')[1]
  await first.call('POST', '/api/session/setup', { ...PERSON, token })

  // A browser that has signed in before, as nearly all that do.
  const regular = new TestBrowser(context, '10.0.0.1')
  const signIn = async (): Promise<number> => {
    const from = performance.now()
    const { status } = await regular.call('POST', '/api/session', {
      username: PERSON.username,
      password: PERSON.password,
    })
    if (status !== 200) throw new Error(`sign-in answered ${status}`)
    return performance.now() - from
  }
  const ask = async (): Promise<number> => {
    const from = performance.now()
    const { status } = await first.call('GET', '/api/session')
    if (status !== 200) throw new Error(`a page answered ${status}`)
    return performance.now() - from
  }
  const several = async (work: () => Promise<number>, times: number): Promise<number[]> => {
    const all: number[] = []
    for (let time = 0; time < times; time++) all.push(await work())
    return all
  }
  await several(signIn, 3)

  const cpu = process.cpuUsage()
  const alone = await several(signIn, TIMES)
  const used = process.cpuUsage(cpu)
  const asked = await several(ask, TIMES * 5)
  say('sign-in alone', alone)
  process.stdout.write(`processor time of one: ${((used.user + used.system) / 1000 / TIMES).toFixed(0)} ms\n`)
  say('a page alone', asked)

  // A hundred wrong guesses sent at once, each from an address of its own and for a name of its own; again and again.
  let guesses = 0
  const besides: number[] = []
  const askedBesides: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const all = Array.from({ length: 100 }, (_, place) =>
      new TestBrowser(context, `10.${round + 1}.0.${place}`).call('POST', '/api/session', {
        username: `name${place}`,
        password: 'wrong',
      }),
    )
    const guessing = { on: true }
    const ended = Promise.all(all).then(() => (guessing.on = false))
    // In the first moments the guesses themselves arrive; then they wait for their turns.
    while (guessing.on && besides.length < (round + 1) * 10) {
      besides.push(await signIn())
      askedBesides.push(await ask())
    }
    await ended
    guesses += all.length
  }
  say('sign-in beside 100 guesses', besides)
  say('a page beside 100 guesses', askedBesides)
  process.stdout.write(
    `wrong guesses meanwhile: ${guesses}; ratio of medians: sign-in ${ratio(besides, alone)}, page ${ratio(askedBesides, asked)}; load ${loadavg()[0]?.toFixed(1)}\n`,
  )
} finally {
  await context.close()
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function ratio(a: readonly number[], b: readonly number[]): string {
  return (quantile(a, 0.5) / quantile(b, 0.5)).toFixed(2)
}

function say(what: string, values: readonly number[]): void {
  process.stdout.write(
    `${what}: p50 ${quantile(values, 0.5).toFixed(1)} ms, p95 ${quantile(values, 0.95).toFixed(1)} ms\n`,
  )
}
