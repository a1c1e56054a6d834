import { sql } from 'kysely'
import { rooms } from '../src/apps/server/rooms.ts'
import { openTestContext, testClock, type TestContext } from '../src/platform/server/testing.ts'

/**
 * Reminders of elections in batch: an office in which so many terms end within the months of the reminder; all letters in
 * one file for printing, and one .docx each in a zip, as they are asked for over HTTP.
 *
 *     node bench/letters.ts [--letters 500] [--rounds 3] [--json]   PostgreSQL with TEST_DATABASE_URL
 */
const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const LETTERS = option('letters', 500)
const ROUNDS = option('rounds', 3)
const TODAY = '2026-11-20'
const TOWNS = 20

async function fill(context: TestContext): Promise<void> {
  const own = `'${context.config.district}'`
  const run = (statement: string) => sql.raw(statement).execute(context.database.owner)
  const path = (i: string): string => `'990100/990101/t' || lpad((${i} % ${TOWNS})::text, 4, '0') || '/'`
  const all = `generate_series(0, ${LETTERS + TOWNS - 1}) i`
  await run(`insert into office (district, root, as_of) values (${own}, '990100', '${TODAY}')`)
  await run(`insert into area (district, id, valid_from, tree, name, level, parent, path, source)
    select ${own}, 't' || lpad(i::text, 4, '0'), '2000-01-01', 'division', i || '街道', 'town', '990101', ${path('i')}, '虚构'
    from generate_series(0, ${TOWNS - 1}) i`)
  await run(`insert into organization (district, id, name, kind, state, superior, chain, area, path, founded, search, changed_at)
    select ${own}, 'o' || i, case when i < ${TOWNS} then '云山' || i || '街道两新组织综合党委' else '中共云山第' || i || '精密机械有限公司支部委员会' end,
      case when i < ${TOWNS} then 'committee' else 'branch' end, 'active', case when i < ${TOWNS} then null else 'o' || i % ${TOWNS} end,
      case when i < ${TOWNS} then '' else 'o' || i % ${TOWNS} || '/' end || 'o' || i || '/', 't' || lpad((i % ${TOWNS})::text, 4, '0'), ${path('i')},
      '2015-01-01', '', now() from ${all}`)
  await run(`insert into organization_term (district, id, organization, no, begins, due, first_due, how, event)
    select ${own}, 't' || i, 'o' || i, 3, due - interval '3 years', due, due, 'recorded', 'e'
    from (select i, '${TODAY}'::date + (i * 37 % 180 - 20) as due from ${all} where i >= ${TOWNS}) d`)
  await context.database.tidy(['organization', 'organization_term'])
}

interface Made {
  readonly what: string
  readonly seconds: number
  readonly cpu: number
  readonly megabytes: number
}

const context = await openTestContext(rooms, testClock(`${TODAY}T09:00:00+08:00`))
try {
  await fill(context)
  const app = await context.app()
  const make = async (what: string, as: 'one' | 'each'): Promise<Made> => {
    const [start, before] = [performance.now(), process.cpuUsage()]
    const got = await app.inject(`/api/documents/term-letters?as=${as}`)
    if (got.statusCode !== 200) throw new Error(`${got.statusCode} ${got.body.slice(0, 300)}`)
    const { user, system } = process.cpuUsage(before)
    const name = decodeURIComponent(String(got.headers['content-disposition']))
    if (!name.includes(`（${LETTERS}份）`)) throw new Error(`not all letters: ${name}`)
    return {
      what,
      seconds: (performance.now() - start) / 1000,
      cpu: (user + system) / 1e6,
      megabytes: got.rawPayload.length / 2 ** 20,
    }
  }
  const made: Made[] = []
  for (let round = 0; round < ROUNDS; round++) {
    made.push(await make('one file for printing', 'one'), await make('one .docx each, in a zip', 'each'))
  }
  // The slowest of the rounds counts: the first has everything to load.
  const worst = Object.values(Object.groupBy(made, ({ what }) => what)).flatMap(
    (of) => of?.toSorted((a, b) => b.seconds - a.seconds)[0] ?? [],
  )
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ database: context.database.kind, letters: LETTERS, made: worst }))
  } else {
    console.log(`${context.database.kind}, ${LETTERS} letters`)
    for (const { what, seconds, cpu, megabytes } of worst)
      console.log(
        `${what.padEnd(28)} ${seconds.toFixed(2)} s (processor ${cpu.toFixed(2)} s), ${megabytes.toFixed(1)} MiB`,
      )
  }
} finally {
  await context.close()
}
