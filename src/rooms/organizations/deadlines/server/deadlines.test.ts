import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays, parseDay, type Day } from '../../../../kernel/day.ts'
import { addWorkingDays } from '../../../../standards/workdays.ts'
import { EVERYTHING, NOTHING, type Reach } from '../../../../kernel/scope.ts'
import { everybody, type Caller } from '../../../../platform/server/gate.ts'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import type { RoomServer } from '../../../../platform/server/room.ts'
import { openTestContext, testClock, type TestContext } from '../../../../platform/server/testing.ts'
import { seedTree, testRooms } from '../../../coverage/testing.ts'
import { organizationsServer } from '../../server/index.ts'
import { deadlinesSubRoom } from './index.ts'
import { runAllClocks } from './run-all.ts'
import { runIfNewDay } from './nightly.ts'
import { registerClock, runClock } from './public.ts'
import { lastRun } from './runs.ts'

/** Facts of a clock made up for the test: what is asked of a subject, and in how many working days. */
interface Asked {
  readonly id: string
  readonly organization: string
  readonly path: string
  readonly due: Day
  readonly workingDays?: number
}

const facts = new Map<string, Asked>()
const testRoom: RoomServer = {
  name: 'test',
  migrations: [],
  serve: () => {},
  react: (context) =>
    registerClock<Asked>(context, {
      source: 'test',
      subjectKind: 'thing',
      kinds: {
        term: {
          title: '换届选举',
          verb: 'organizations.posts',
          page: ({ organization }) => `/organizations/${organization}`,
        },
        file: { title: '备案', verb: 'organizations.found', page: ({ subject }) => `/founding/${subject}` },
      },
      subjects: async () => [...facts.keys()],
      load: async (_tx, _scope, subjects) => subjects.flatMap((id) => facts.get(id) ?? []),
      compute: ({ id, organization, path, due, workingDays }, book, workdays) =>
        [
          {
            subject: id,
            kind: workingDays === undefined ? 'term' : 'file',
            opens: addDays(due, -30),
            due: workingDays === undefined ? due : addWorkingDays(due, workingDays, workdays),
            words: `“${id}”到期`,
            rule: 'clock.election-notice',
            organization,
            chain: `${organization}/`,
            path,
          },
        ].filter(() => book.day !== '2099-01-01'),
    }),
}

/** The room's tables and verbs with this part alone: no clock but the test's. */
const onlyDeadlines: RoomServer = {
  name: 'organizations',
  migrations: organizationsServer.migrations,
  ...(organizationsServer.verbs ? { verbs: organizationsServer.verbs } : {}),
  ...(deadlinesSubRoom.auditWords ? { auditWords: deadlinesSubRoom.auditWords } : {}),
  ...(deadlinesSubRoom.react ? { react: deadlinesSubRoom.react } : {}),
  serve: deadlinesSubRoom.serve,
}

const day = (text: string): Day => parseDay(text)!
const clock = testClock('2026-11-22T09:00:00+08:00')
const EAST = '990100/990101/'
const WEST = '990100/990102/'
let context: TestContext

beforeAll(async () => {
  context = await openTestContext([...testRooms, onlyDeadlines, testRoom], clock)
  await seedTree(context)
  await context.database.writeAsOwner(async (tx) => {
    for (const [id, path] of [
      ['o1', EAST],
      ['o2', WEST],
    ]) {
      await sql`insert into organization (district, id, name, kind, state, chain, path, search, changed_at)
        values (${context.config.district}, ${id}, ${`第${id}支部`}, 'branch', 'active', ${`${id}/`}, ${path}, '', now())`.execute(
        tx,
      )
    }
  })
})
afterAll(() => context.close())
beforeEach(async () => {
  facts.clear()
  facts.set('t1', { id: 't1', organization: 'o1', path: EAST, due: day('2026-11-20') })
  facts.set('t2', { id: 't2', organization: 'o1', path: EAST, due: day('2026-11-30') })
  facts.set('t3', { id: 't3', organization: 'o2', path: WEST, due: day('2026-12-10') })
  facts.set('t4', { id: 't4', organization: 'o2', path: WEST, due: day('2027-06-30') })
  context.gates.install({ caller: async () => everybody('本机'), accounts: async () => false })
  await runAllClocks(context, context.localScope())
})

async function call(method: 'GET' | 'POST' | 'PUT', url: string, body?: object) {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const idsOf = async (query: string): Promise<string[]> =>
  (await call('GET', `/api/deadlines${query}`)).body.rows.map(({ subject }: { subject: string }) => subject)

/** Somebody who has only these verbs, each where it is said. */
const person = (reaches: Readonly<Record<string, Reach>>): Caller => ({
  ...everybody('某人'),
  account: 'a1',
  reach: (verb) => reaches[verb] ?? NOTHING,
})
const as = (reaches: Readonly<Record<string, Reach>>): void =>
  context.gates.install({ caller: async () => person(reaches), accounts: async () => true })

describe('the list of a month', () => {
  it('shows what is due by the end of the month with what is overdue, the most urgent first', async () => {
    expect(await idsOf('')).toEqual(['t1', 't2'])
    expect(await idsOf('?show=overdue')).toEqual(['t1'])
    expect(await idsOf('?show=ahead')).toEqual(['t3'])
    expect(await idsOf('?month=2026-12')).toEqual(['t3'])
    expect(await idsOf('?month=2027-06')).toEqual(['t4'])
    const { body } = await call('GET', '/api/deadlines')
    expect(body.rows[0]).toMatchObject({
      kind: 'test:term',
      kindName: '换届选举',
      organizationName: '第o1支部',
      standing: 'overdue',
      daysLeft: -2,
      page: '/organizations/o1',
      may: true,
      article: { rule: 'clock.election-notice' },
    })
  })

  it('counts by standing, kind and the months to come', async () => {
    const { body } = await call('GET', '/api/deadlines/count')
    expect(body).toMatchObject({
      day: '2026-11-22',
      ranOn: '2026-11-22',
      due: 2,
      overdue: 1,
      ahead: 1,
      aside: 0,
      kinds: [{ kind: 'test:term', name: '换届选举', due: 2, overdue: 1, ahead: 1 }],
    })
    expect(body.months[0]).toEqual({ month: '2026-12', n: 1 })
    expect(body.months.map(({ n }: { n: number }) => n)).toEqual([1, 0, 0, 0, 0, 0])
  })

  it('pages without gaps or repetition', async () => {
    for (let at = 0; at < 25; at++) {
      facts.set(`p${at}`, { id: `p${at}`, organization: 'o1', path: EAST, due: day('2026-11-25') })
    }
    await runAllClocks(context, context.localScope())
    const seen: string[] = []
    let after = ''
    do {
      const { body } = await call('GET', `/api/deadlines?limit=4${after}`)
      expect(body.total).toBe(27)
      seen.push(...body.rows.map(({ subject }: { subject: string }) => subject))
      after = body.next === null ? '' : `&after=${encodeURIComponent(body.next)}`
    } while (after !== '')
    expect(seen).toHaveLength(27)
    expect(new Set(seen).size).toBe(27)
    expect(seen[0]).toBe('t1')
    expect(seen.at(-1)).toBe('t2')
  })

  it('narrows by organisation, subject, area and kind', async () => {
    expect(await idsOf('?organization=o2&month=2026-12')).toEqual(['t3'])
    expect(await idsOf('?under=o1')).toEqual(['t1', 't2'])
    expect(await idsOf('?under=none')).toEqual([])
    expect(await idsOf('?subject=t2')).toEqual(['t2'])
    expect(await idsOf('?area=990101')).toEqual(['t1', 't2'])
    expect(await idsOf('?area=990102&show=ahead')).toEqual(['t3'])
    expect(await idsOf('?kind=test:file')).toEqual([])
  })
})

describe('what the clocks do', () => {
  const rows = () =>
    rowsOf<{ subject: string; state: string; due: Day; version: number }>(
      context.database.owner,
      sql`select subject, state, due, version from deadline order by subject`,
    )

  it('writes nothing when nothing changed, however often it runs', async () => {
    const before = await rows()
    const again = await runAllClocks(context, context.localScope())
    expect(again).toEqual({ opened: 0, changed: 0, closed: 0 })
    expect(await rows()).toEqual(before)
  })

  it('closes what is no longer wanted, lists it as done, and opens it again', async () => {
    facts.delete('t1')
    expect(await runAllClocks(context, context.localScope())).toMatchObject({ closed: 1 })
    expect(await idsOf('')).toEqual(['t2'])
    expect(await idsOf('?show=done')).toContain('t1')
    facts.set('t1', { id: 't1', organization: 'o1', path: EAST, due: day('2026-11-21') })
    await context.database.write(context.localScope(), (tx) =>
      runClock(context, tx, context.localScope(), 'test', ['t1']),
    )
    expect(await idsOf('?show=overdue')).toEqual(['t1'])
    expect((await rows()).filter(({ subject }) => subject === 't1')).toMatchObject([
      { state: 'open', due: '2026-11-21' },
    ])
  })

  it('asks only about the subjects touched, within somebody else’s narrow reach', async () => {
    facts.set('t2', { id: 't2', organization: 'o2', path: WEST, due: day('2026-11-28') })
    facts.delete('t3')
    const narrow = { ...context.localScope(), ...NOTHING, paths: [EAST] }
    const done = await context.database.write(narrow, (tx) => runClock(context, tx, narrow, 'test', ['t2']))
    expect(done).toMatchObject({ changed: 1, closed: 0 })
    expect(await idsOf('?month=2026-12')).toEqual(['t3'])
  })

  it('refuses a clock that nobody registered and a deadline of a subject that was not asked for', async () => {
    const scope = context.localScope()
    const run = (source: string, subjects: string[]) =>
      context.database.write(scope, (tx) => runClock(context, tx, scope, source, subjects))
    await expect(run('none', ['t1'])).rejects.toThrow(RangeError)
    facts.set('wrong', { id: 't9', organization: 'o1', path: EAST, due: day('2026-11-28') })
    await expect(run('test', ['wrong'])).rejects.toThrow('t9')
  })

  it('runs once a day and says so in the trail', async () => {
    const scope = context.localScope()
    expect(await runIfNewDay(context)).toBeNull()
    clock.advance(24 * 3600_000)
    const job = await runIfNewDay(context)
    expect((await context.jobs.finished(job!.id)).state).toBe('done')
    expect(await lastRun(context.database.owner, scope)).toBe('2026-11-23')
    expect(await runIfNewDay(context)).toBeNull()
    const [trail] = await rowsOf<{ n: number }>(
      context.database.owner,
      sql`select count(*) as n from audit where action = 'deadlines.run' and details->>'day' = '2026-11-23'`,
    )
    expect(trail?.n).toBe(1)
    clock.advance(-24 * 3600_000)
  })

  it('computes anew by the working days of a notice that was loaded', async () => {
    facts.set('f1', { id: 'f1', organization: 'o1', path: EAST, due: day('2027-01-08'), workingDays: 5 })
    await runAllClocks(context, context.localScope())
    const due = async () => (await rows()).find(({ subject }) => subject === 'f1')?.due
    expect(await due()).toBe('2027-01-15')
    const notice = { source: '2027 年节假日安排', text: '2027-01-11 至 2027-01-12 休 试\n2027-01-16 班' }
    expect((await call('PUT', '/api/workdays/2027', notice)).body).toMatchObject({ year: 2027, builtIn: false })
    expect((await call('GET', '/api/workdays')).body.rows[0]).toMatchObject({ year: 2027, worked: ['2027-01-16'] })
    const job = await runIfNewDay(context)
    await context.jobs.finished(job!.id)
    expect(await due()).toBe('2027-01-18')
    expect((await call('PUT', '/api/workdays/2027', { ...notice, text: '元旦放假' })).body.code).toBe(
      'deadlines.bad-notice',
    )
  })
})

describe('putting aside', () => {
  const find = async (subject: string) => (await call('GET', `/api/deadlines?subject=${subject}`)).body.rows[0]
  const put = (id: string, body: object) => call('POST', `/api/deadlines/${encodeURIComponent(id)}/aside`, body)

  it('hides it until the day, with the reason, and takes it up again', async () => {
    const one = await find('t2')
    const aside = { version: one.version, until: '2026-12-20', reason: '等区委组织部统一安排' }
    expect((await put(one.id, aside)).body).toEqual({ version: one.version + 1 })
    expect(await idsOf('')).toEqual(['t1'])
    const { body } = await call('GET', '/api/deadlines?show=aside')
    expect(body.rows[0]).toMatchObject({ subject: 't2', standing: 'aside', aside: { until: '2026-12-20', by: '本机' } })
    await runAllClocks(context, context.localScope())
    expect(await idsOf('?show=aside')).toEqual(['t2'])
    const again = await call('POST', `/api/deadlines/${encodeURIComponent(one.id)}/take-up`, {
      version: one.version + 1,
    })
    expect(again.status).toBe(200)
    expect(await idsOf('')).toEqual(['t1', 't2'])
  })

  it('no longer holds when the day has moved', async () => {
    const one = await find('t2')
    await put(one.id, { version: one.version, until: '2026-12-20', reason: '等通知' })
    facts.set('t2', { id: 't2', organization: 'o1', path: EAST, due: day('2026-11-29') })
    await runAllClocks(context, context.localScope())
    expect(await idsOf('')).toEqual(['t1', 't2'])
  })

  it('is refused for a day gone by, for more than a year, after a change, and without a reason', async () => {
    const one = await find('t2')
    const aside = { version: one.version, until: '2026-12-20', reason: '等通知' }
    expect((await put(one.id, { ...aside, until: '2026-11-22' })).body.code).toBe('deadlines.bad-day')
    expect((await put(one.id, { ...aside, until: '2027-11-23' })).body.code).toBe('deadlines.bad-day')
    expect((await put(one.id, { ...aside, version: one.version + 1 })).body.code).toBe('deadlines.changed-meanwhile')
    expect((await put('test:none:term:', aside)).body.code).toBe('deadlines.not-found')
    expect((await put(one.id, { ...aside, reason: '' })).status).toBe(400)
  })
})

describe('who sees and does what', () => {
  const east: Reach = { ...NOTHING, paths: [EAST] }

  it('shows each only what is in reach, and of that what is theirs to do', async () => {
    as({ 'organizations.read': east, 'organizations.posts': east })
    expect(await idsOf('')).toEqual(['t1', 't2'])
    expect(await idsOf('?month=2026-12')).toEqual([])
    as({ 'organizations.read': EVERYTHING, 'organizations.found': EVERYTHING })
    expect(await idsOf('')).toEqual([])
    expect(await idsOf('?mine=false')).toEqual(['t1', 't2'])
    as({ 'organizations.read': { ...NOTHING, organizations: ['o2/'] }, 'organizations.posts': EVERYTHING })
    expect(await idsOf('?show=ahead')).toEqual(['t3'])
    as({ 'organizations.read': { ...NOTHING, units: ['u1'] }, 'organizations.posts': EVERYTHING })
    expect(await idsOf('')).toEqual([])
    as({ 'organizations.posts': EVERYTHING })
    expect((await call('GET', '/api/deadlines')).status).toBe(403)
  })

  it('lets nobody put aside what another post does, or what is out of reach', async () => {
    const { id, version } = (await call('GET', '/api/deadlines?subject=t2')).body.rows[0]
    const aside = { version, until: '2026-12-20', reason: '等通知' }
    const put = () => call('POST', `/api/deadlines/${encodeURIComponent(id)}/aside`, aside)
    as({ 'organizations.read': EVERYTHING, 'organizations.found': EVERYTHING })
    expect((await put()).body).toMatchObject({ code: 'deadlines.not-yours', words: expect.stringContaining('班子') })
    as({ 'organizations.read': { ...NOTHING, paths: [WEST] }, 'organizations.posts': EVERYTHING })
    expect((await put()).body.code).toBe('deadlines.not-found')
    as({ 'organizations.read': EVERYTHING, 'organizations.posts': { ...NOTHING, organizations: ['o1/'] } })
    expect((await put()).status).toBe(200)
  })
})
