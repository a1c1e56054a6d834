import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { rooms } from '../src/apps/server/rooms.ts'
import { EVERYTHING, NOTHING, type Reach } from '../src/kernel/scope.ts'
import { everybody } from '../src/platform/server/gate.ts'
import { openTestContext, testClock, type TestContext } from '../src/platform/server/testing.ts'
import { runAllClocks } from '../src/rooms/organizations/deadlines/server/public.ts'

/**
 * The nightly clocks: an office of 3,000 organisations and 5,000 cases of development, with terms, posts, a year of
 * organisation life and every step on record, 1,500 transfers, 2,000 floating members and 300 out of contact. Measured are the first run (everything opens), a run after which nothing
 * changed, the run of the day after and of the first of the next month, the list of what is due, and the pages of
 * organisation life.
 *
 *     node bench/clocks.ts [--organizations 3000] [--cases 5000] [--rounds 40] [--json]   PostgreSQL with TEST_DATABASE_URL
 */
const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const ORGANIZATIONS = option('organizations', 3000)
const CASES = option('cases', 5000)
const ROUNDS = option('rounds', 40)
const TOWNS = Math.max(6, Math.round(ORGANIZATIONS / 50))
const ROOT = '990100'
const TODAY = '2026-11-20'
const DAY = 86_400_000

/** Every fiftieth is a town's committee, the others are branches below it. */
const town = (i: string): string => `(${i} % ${TOWNS})`
const path = (i: string): string => `'${ROOT}/990101/t' || lpad(${town(i)}::text, 4, '0') || '/'`
const id = (i: string): string => `'o' || lpad((${i})::text, 6, '0')`
const chain = (i: string): string =>
  `case when ${i} < ${TOWNS} then ${id(i)} || '/' else ${id(town(i))} || '/' || ${id(i)} || '/' end`

async function fill(context: TestContext): Promise<void> {
  const own = `'${context.config.district}'`
  const run = (statement: string) => sql.raw(statement).execute(context.database.owner)
  const all = `generate_series(0, ${ORGANIZATIONS - 1}) i`
  await run(`insert into office (district, root, as_of) values (${own}, '${ROOT}', '${TODAY}')`)
  await run(`insert into area (district, id, valid_from, tree, name, level, parent, path, source)
    select ${own}, id, '2000-01-01'::date, 'division', name, level, parent, path, '虚构' from (
      select '${ROOT}' as id, '云山市' as name, 'city' as level, null as parent, '${ROOT}/' as path
      union all select '990101', '云山东区', 'county', '${ROOT}', '${ROOT}/990101/'
      union all select 't' || lpad(i::text, 4, '0'), i || '街道', 'town', '990101', ${path('i')} from generate_series(0, ${TOWNS - 1}) i) a`)
  await run(`insert into unit (district, id, name, kind, path, place, size, members_full, life, sources, coverage, due, reason, must, with_member, search, changed_at)
    select ${own}, 'u' || i, '云山' || i || '号公司', 'enterprise', ${path('i')}, '{}', 'small', 3, 'operating', '{}', 'own', 'nothing', '', true, true, '', now()
    from generate_series(0, ${ORGANIZATIONS * 3 - 1}) i`)
  await run(`insert into organization (district, id, name, kind, state, superior, chain, area, path, founded, units, members_full, term_due, search, changed_at)
    select ${own}, ${id('i')}, '中共云山第' || i || '支部委员会', case when i < ${TOWNS} then 'committee' when i % 7 = 0 then 'joint-branch' else 'branch' end,
      'active', case when i < ${TOWNS} then null else ${id(town('i'))} end, ${chain('i')}, 't' || lpad(${town('i')}::text, 4, '0'), ${path('i')},
      '2015-01-01'::date, 3, 2 + i % 20, null, '', now() from ${all}`)
  await run(`insert into organization_unit (district, organization, unit_id, valid_from, form, event)
    select ${own}, ${id('i')}, 'u' || (i * 3 + k), '2015-01-01'::date, 'joint', 'e' from ${all}, generate_series(0, 2) k`)
  await run(`insert into organization_event (district, id, organization, day, kind, words, reason, actor, at)
    select ${own}, 'e' || i, ${id('i')}, '2015-01-01'::date, 'registered', '补录', '补录', '某人', '2015-01-01' from ${all}`)
  await run(`insert into organization_term (district, id, organization, no, begins, due, first_due, how, event)
    select ${own}, 't' || i, ${id('i')}, 3, due - interval '3 years', due, due, 'recorded', 'e' from (
      select i, '${TODAY}'::date + (i * 37 % 1100 - 100) as due from ${all}) d`)
  await run(`insert into organization_post (district, id, organization, post, how, name, valid_from, valid_to, event, reason)
    select ${own}, 'p' || i || '.' || k, ${id('i')}, (array['secretary', 'organization-member', 'discipline-member'])[k + 1], 'elected', 'x',
      '2023-01-01'::date, case when k = 0 and i % 20 = 0 then '${TODAY}'::date - (i % 200) end, 'e', '补录' from ${all}, generate_series(0, 2) k`)
  await run(`insert into organization_meeting_of (district, organization, meeting, day, kinds, by_secretary)
    select ${own}, ${id('i')}, 'm' || i || '.' || k, '2026-01-05'::date + (k * 25 + i % 20),
      case when k % 3 = 0 then array['members-meeting', 'theme-day'] else array['theme-day', 'committee'] end, false
    from ${all}, generate_series(0, 12) k where (i + k) % 11 <> 0`)
  await run(`insert into organization_meeting (district, id, day, kinds, title, note, by_secretary, source, actor, at)
    select district, meeting, day, kinds, '学习', '', false, 'hand', '某人', now() from organization_meeting_of`)
  if (CASES > 0) await fillCases(run, own)
  await fillPeople(run, own, context.secrets.seal('周云山'))
  for (const rule of ['weak.no-secretary', 'weak.no-life', 'weak.term-overdue']) {
    await run(`insert into rule_choice (district, id, rule, active, params, valid_from, at, actor, reason)
      values (${own}, '${rule}', '${rule}', true, '{}', '2020-01-01', '2020-01-01', '某人', '本区定')`)
  }
  await context.database.tidy(['unit', 'organization', 'organization_unit', 'organization_event', 'organization_term',
    'organization_post', 'organization_meeting_of', 'organization_meeting', 'member', 'transfer', 'floating_stay', ...(CASES > 0 ? ['development', 'development_step'] : [])]) // prettier-ignore
}

async function fillCases(run: (statement: string) => Promise<unknown>, own: string): Promise<void> {
  await run(`insert into development (district, id, name, name_hash, born, organization, chain, path, stage, state, created_at, changed_at)
    select ${own}, 'd' || i, 'x', 'x', '1990-01-01'::date, ${id(`i * 7 % ${ORGANIZATIONS}`)}, ${chain(`(i * 7 % ${ORGANIZATIONS})`)},
      ${path(`(i * 7 % ${ORGANIZATIONS})`)}, 'applicant', 'open', now(), now() from generate_series(0, ${CASES - 1}) i`)
  const { stepKeyShape } = await import('../src/rooms/members/development/contract.ts')
  const steps = stepKeyShape.options.map((step) => `'${step}'`).join(', ')
  // A case in which i % 24 + 1 steps are done, forty days from one to the next, the last of them some days ago.
  await run(`insert into development_step (district, development, step, day, deed)
    select ${own}, 'd' || i, (array[${steps}])[k], '${TODAY}'::date - (i % 90) - 40 * (i % 24 + 1 - k), 'e'
    from generate_series(0, ${CASES - 1}) i, generate_series(1, 24) k where k <= i % 24 + 1`)
}

/** Letters on their way, or received without a receipt; stays of every age; members whom nobody finds, some suspended. */
async function fillPeople(run: (statement: string) => Promise<unknown>, own: string, sealed: string): Promise<void> {
  const at = (i: string): string => `(${i} * 11 % ${ORGANIZATIONS})`
  const side = (name: string, i: string): string =>
    `${id(i)} as ${name}_org, ${chain(i)} as ${name}_chain, ${path(i)} as ${name}_path, '某党支部' as ${name}_name`
  const sides = `${side('from', at('i'))}, ${side('to', `((${at('i')} + 1) % ${ORGANIZATIONS})`)}`
  const columns = 'from_org, from_chain, from_path, from_name, to_org, to_chain, to_path, to_name'
  await run(`insert into member (district, id, name, name_hash, status, place, organization, chain, path, since, source, lost_since, floating, changed_at)
    select ${own}, 'm' || i, '${sealed}', 'x', case when i < 60 then 'suspended' else 'full' end, 'unit', ${id(at('i'))}, ${chain(at('i'))}, ${path(at('i'))},
      '2020-01-01'::date, 'bench', case when i < 300 then '${TODAY}'::date - (i % 400) end, i >= 300, now() from generate_series(0, 2299) i`)
  await run(`insert into member_status (district, member, valid_from, status, event)
    select ${own}, id, '2026-01-01'::date, status, 'e' from member where id like 'm%'`)
  await run(`insert into transfer (district, id, direction, state, member, name, status, ${columns}, opened, letter_no, letter_day, valid_until, received_on, changed_at)
    select ${own}, 't' || i, 'within', case when i % 3 = 0 then 'received' else 'issued' end, null, '${sealed}', 'full', ${columns},
      day, 'L' || i, day, day + 90, case when i % 3 = 0 then day + 10 end, now()
    from (select i, '${TODAY}'::date - (i % 120) as day, ${sides} from generate_series(0, 1499) i) s`)
  await run(`insert into floating_stay (district, id, member, name, ${columns}, since, fixed, abroad, dual, last_contact, changed_at)
    select ${own}, 's' || i, 'm' || (300 + i), '${sealed}', ${columns}, '${TODAY}'::date - (i % 500), i % 4 <> 0, i % 9 = 0, true,
      case when i % 2 = 0 then '${TODAY}'::date - (i % 150) end, now()
    from (select i, ${sides} from generate_series(0, 1999) i) s`)
}

interface Run {
  readonly what: string
  readonly seconds: number
  readonly cpu: number
  readonly opened: number
  readonly changed: number
  readonly closed: number
}

async function measure(context: TestContext, what: string): Promise<Run> {
  const [start, before] = [performance.now(), process.cpuUsage()]
  const done = await runAllClocks(context, context.localScope())
  const { user, system } = process.cpuUsage(before)
  return { what, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6, ...done }
}

/** By the clock, and of the processor, in which the embedded database works as well. */
async function p95(app: FastifyInstance, who: string, url: string): Promise<{ milliseconds: number; cpu: number }> {
  const [taken, worked]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS + 3; round++) {
    const [start, before] = [performance.now(), process.cpuUsage()]
    const got = await app.inject({ url, headers: { 'x-person': who } })
    if (got.statusCode !== 200) throw new Error(`${who} ${url}: ${got.statusCode} ${got.body.slice(0, 300)}`)
    // The first answers plan their statements.
    if (round < 3) continue
    taken.push(performance.now() - start)
    const { user, system } = process.cpuUsage(before)
    worked.push((user + system) / 1000)
  }
  const high = (all: number[]): number => all.sort((x, y) => x - y)[Math.ceil(all.length * 0.95) - 1] ?? 0
  return { milliseconds: high(taken), cpu: high(worked) }
}

const PAGES = [
  '/api/deadlines',
  '/api/deadlines/count',
  '/api/deadlines?show=ahead&kind=posts:election',
  '/api/life/summary?month=2026-09',
  '/api/life/organizations?month=2026-09&lacking=any',
  '/api/life?from=2026-09-01&to=2026-09-30',
  '/api/organizations/o000063/life',
  '/api/transfers',
  '/api/transfers/count',
  '/api/floating?show=contact',
  '/api/floating/count',
  '/api/floating/lost',
]

const clock = testClock(`${TODAY}T00:01:00+08:00`)
const context = await openTestContext(rooms, clock)
try {
  await fill(context)
  const runs: Run[] = [await measure(context, 'the first run'), await measure(context, 'again, nothing changed')]
  clock.advance(DAY)
  runs.push(await measure(context, 'the day after'))
  clock.advance(10 * DAY)
  runs.push(await measure(context, 'the first of the next month'))
  await context.database.tidy(['deadline'])
  const [{ n } = { n: 0 }] = (
    await sql<{ n: number }>`select count(*)::int as n from deadline where state = 'open'`.execute(
      context.database.owner,
    )
  ).rows
  const app = await context.app()
  const people: Readonly<Record<string, Reach>> = {
    administrator: EVERYTHING,
    town: { ...NOTHING, paths: [`${ROOT}/990101/t0003/`] },
    secretary: { ...NOTHING, organizations: ['o000003/o000063/'] },
    instructor: { ...NOTHING, units: ['u189', 'u190', 'u4021'] },
  }
  context.gates.install({
    accounts: async () => true,
    caller: async (request) => ({
      ...everybody('bench'),
      reach: () => people[String(request.headers['x-person'])] ?? EVERYTHING,
    }),
  })
  const lists: { who: string; url: string; milliseconds: number; cpu: number }[] = []
  for (const who of Object.keys(people)) {
    for (const url of PAGES) lists.push({ who, url, ...(await p95(app, who, url)) })
  }
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ database: context.database.kind, open: n, runs, lists }))
  else {
    console.log(`${context.database.kind}, ${ORGANIZATIONS} organisations, ${CASES} cases, ${n} deadlines open`)
    for (const run of runs)
      console.log(
        `${run.what.padEnd(30)} ${run.seconds.toFixed(2)} s (processor ${run.cpu.toFixed(2)} s): ${run.opened} opened, ${run.changed} changed, ${run.closed} closed`,
      )
    for (const { who, url, milliseconds, cpu } of lists)
      console.log(
        `${who.padEnd(14)} ${url.padEnd(52)} p95 ${milliseconds.toFixed(1)} ms (processor ${cpu.toFixed(1)} ms)`,
      )
  }
} finally {
  await context.close()
}
