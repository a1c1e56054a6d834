import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../src/kernel/random.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../src/platform/server/testing.ts'
import { areasServer } from '../../src/rooms/areas/server/index.ts'
import { seedTree } from '../../src/rooms/coverage/testing.ts'
import { membersServer } from '../../src/rooms/members/server/index.ts'
import { runAllClocks } from '../../src/rooms/organizations/deadlines/server/public.ts'
import { organizationsServer } from '../../src/rooms/organizations/server/index.ts'
import { rulebookServer } from '../../src/rooms/rulebook/server/index.ts'
import { unitsServer } from '../../src/rooms/units/server/index.ts'
import { playerOf } from './deeds.ts'
import { expectedOn, monthsOn, type Office } from './naive.ts'
import { nobody, passNight } from './naive-people.ts'

/**
 * Ten years of an office, 2021 to 2031: on every day that is looked at, the night has run, deeds are done at random, and the
 * table must hold exactly what a clerk finds with a calendar and the deeds (naive.ts), as well as exactly what computing
 * everything anew gives. By default some sixty days are looked at, far apart, so that most nights were missed;
 * `JUXIN_SOAK=1` looks at every day.
 */
const SOAK = process.env['JUXIN_SOAK'] === '1'
const SEED = Number(process.env['JUXIN_SEED'] ?? 20210104)
const FIRST = '2021-01-04'
const LAST = '2031-01-04'
const DAY = 86_400_000
const PEOPLE = ['enlist', 'send', 'welcome', 'issue', 'arrange', 'remind', 'take', 'stop', 'acknowledge', 'float', 'greet',
  'comeBack', 'lose', 'decide'] // prettier-ignore

const office: Office = { organizations: new Map(), cases: new Map(), people: nobody() }
let context: TestContext
const clock = testClock(`${FIRST}T01:00:00+08:00`, SEED)
beforeAll(async () => {
  context = await openTestContext([areasServer, rulebookServer, unitsServer, organizationsServer, membersServer], clock)
  await seedTree(context)
})
afterAll(() => context.close())

async function standing(): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    context.database.owner,
    sql`select concat_ws(' ', source, subject, kind, mark, opens::text, due::text) as line from deadline
      where state = 'open' and source in ('posts', 'life', 'development', 'transfers', 'floating', 'lost')
        and subject <> all(${[...office.people.homes]}::text[])`,
  )
  return rows.map(({ line }) => line.replaceAll('  ', ' ')).sort()
}

/** All that is open, whatever it is about and to the last word. */
async function everything(): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    context.database.owner,
    sql`select concat_ws(' ', id, opens::text, due::text, rule, organization, chain, path, words) as line from deadline
      where state = 'open'`,
  )
  return rows.map(({ line }) => line).sort()
}

const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll('  ', ' ')).sort()

describe('ten years', () => {
  it('hold every day what a clerk would find, and what computing anew gives', async () => {
    const app = await context.app()
    for (const rule of ['weak.no-secretary', 'weak.no-life']) {
      const payload = { active: true, reason: '本区定' }
      expect((await app.inject({ method: 'PUT', url: `/api/rules/${rule}`, payload })).statusCode).toBe(200)
    }
    const random = seededRandom(SEED)
    const player = playerOf(context, office, random)
    const done = new Map<string, number>()
    let atNight = 0
    const scope = context.localScope()
    for (let days = 0; context.clock.today() < LAST; days++) {
      await runAllClocks(context, scope)
      const night = context.clock.today()
      atNight += passNight(office.people, night)
      expect(await standing(), `${night}, after the night`).toEqual(plain(expectedOn(office, night)))
      const times = days === 0 ? 12 : SOAK ? 2 : 6
      for (let deed = 0; deed < times; deed++) {
        const name = await player.play()
        if (name !== null) done.set(name, (done.get(name) ?? 0) + 1)
      }
      expect(await standing(), `${night}, after the deeds`).toEqual(plain(expectedOn(office, night)))
      const kept = await everything()
      await runAllClocks(context, scope)
      expect(kept, `${night}, computed anew`).toEqual(await everything())
      clock.advance((SOAK ? 1 : 1 + random.int(120)) * DAY)
    }
    // Whatever is never done proves nothing.
    for (const deed of ['found', 'elect', 'leave', 'meet', 'apply', 'step', ...PEOPLE]) {
      const times = done.get(deed) ?? 0
      expect(times, `${deed}: ${player.refusals.slice(-3).join('\n')}`).toBeGreaterThan(PEOPLE.includes(deed) ? 0 : 2)
    }
    expect(atNight).toBeGreaterThan(1)
    expect([...office.cases.values()].some((one) => one.done.has('approval'))).toBe(true)
  }, 7_200_000)
})

it.each([
  ['2021-01-31', 1, '2021-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2021-08-31', -6, '2021-02-28'],
  ['2021-08-15', -6, '2021-02-15'],
  ['2021-12-31', 2, '2022-02-28'],
])('the clerk turns %s by %i leaves to %s', (day, months, meant) => {
  expect(monthsOn(day, months)).toBe(meant)
})
