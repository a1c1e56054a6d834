/**
 * What trail and row-level security cost, and how long the chain takes to verify:
 *
 *     npm run bench -- audit
 *     node bench/audit.ts [--rows 1000000] [--units 5000] [--times 60] [--json]
 *
 * On the embedded database, or on the server that TEST_DATABASE_URL names. Costs: the same operation on the same data in
 * one run, by turns as the office or a street (row-level security, trail) and as the owner of the tables (neither); the
 * ratio is that of the medians. Verify: that many rows written by the database itself, sealed by the product, then verified
 * as on the command line; `longest` is the longest that anybody else would have waited meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { rooms } from '../src/apps/server/rooms.ts'
import { NOTHING, type Scope } from '../src/kernel/scope.ts'
import { writeAudit } from '../src/platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../src/platform/server/db/database.ts'
import { mintScope } from '../src/platform/server/mint-scope.ts'
import { openTestContext, type TestContext } from '../src/platform/server/testing.ts'
import { writeSample } from '../src/platform/server/write-sample.ts'
import { sealWaiting } from '../src/rooms/audit/server/seal.ts'
import { verifyChain } from '../src/rooms/audit/server/verify/verify.ts'
import { editByHand } from '../src/rooms/units/server/changes.ts'
import { importsOf } from '../src/rooms/units/server/index.ts'
import { countFacets, countUnits, listUnits } from '../src/rooms/units/server/reads.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    units: { type: 'string', default: '5000' },
    times: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
})
const [rows, units, times] = [Number(values.rows), Number(values.units), Number(values.times)]

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN

/** Milliseconds of the median with and without, by turns, so that what else the machine does hits both alike. */
async function pair(withIt: () => Promise<unknown>, without: () => Promise<unknown>) {
  const [ours, bare]: [number[], number[]] = [[], []]
  for (let time = -3; time < times; time++) {
    const order = time % 2 === 0 ? ([withIt, without] as const) : ([without, withIt] as const)
    for (const work of order) {
      const began = performance.now()
      await work()
      if (time >= 0) (work === withIt ? ours : bare).push(performance.now() - began)
    }
  }
  const [a, b] = [median(ours), median(bare)]
  return { with: round(a), without: round(b), ratio: round(a / b) }
}

const round = (n: number): number => Math.round(n * 1000) / 1000

async function loadLedger(context: TestContext): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'juxin-bench-'))
  try {
    const { files } = await writeSample(folder, units)
    const imports = importsOf(context)
    const { draft, job } = imports.start(context.localScope(), files)
    await context.jobs.finished(job.id)
    const done = await context.jobs.finished(imports.commit(context.localScope(), draft.id).id)
    if (done.state !== 'done') throw new Error(done.problem?.words ?? done.state)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function reads(context: TestContext) {
  const office = context.localScope()
  const [busiest] = await rowsOf<{ path: string }>(
    context.database.owner,
    sql`select left(path, length(path) - length(community) - 1) as path from unit where community is not null
      group by 1 order by count(*) desc limit 1`,
  )
  const street = mintScope({ ...office, ...NOTHING, paths: [busiest?.path ?? ''] })
  const page = { sort: 'name' as const, desc: false, limit: 100, after: null }
  const operations: Readonly<Record<string, (db: Db, scope: Scope) => Promise<unknown>>> = {
    list: (db, scope) => listUnits(db, scope, {}, page),
    count: (db, scope) => countUnits(db, scope, {}),
    facets: (db, scope) => countFacets(db, scope, {}),
  }
  const found: Record<string, unknown> = {}
  for (const [who, scope] of Object.entries({ office, street })) {
    for (const [name, operation] of Object.entries(operations)) {
      found[`${name} ${who}`] = await pair(
        () => operation(context.database.as(scope), scope),
        () => operation(context.database.owner, scope),
      )
    }
  }
  return found
}

async function writes(context: TestContext) {
  const { database, clock } = context
  const scope = context.localScope()
  const known = await rowsOf<{ id: string }>(database.owner, sql`select id from unit order by id limit 200`)
  let turn = 0
  const edit = async (tx: Tx, id: string): Promise<void> =>
    editByHand(context, tx, scope, id, { life: turn % 2 === 0 ? 'normal' : 'suspended' }, '更正', clock.today())
  const next = (): string => known[turn++ % known.length]?.id ?? ''
  const view = (tx: Tx, id: string) =>
    sql`insert into unit_view (district, id, name, query) values (${scope.district}, ${id}, ${id}, '')`.execute(tx)
  return {
    'correct a unit': await pair(
      () =>
        database.write(scope, async (tx) => {
          const id = next()
          await edit(tx, id)
          await writeAudit(tx, scope, clock, 'units.edit', id, { before: { life: 'a' }, after: { life: 'b' } })
        }),
      () => database.writeAsOwner((tx) => edit(tx, next())),
    ),
    // The least there is to write: one row. Here the trail weighs most.
    'save a view': await pair(
      () =>
        database.write(scope, async (tx) => {
          const id = clock.id()
          await view(tx, id)
          await writeAudit(tx, scope, clock, 'units.save-view', id, { name: id })
        }),
      () => database.writeAsOwner((tx) => view(tx, clock.id())),
    ),
  }
}

async function chain(context: TestContext) {
  const { database, clock, config } = context
  await sealWaiting(database, clock, config.district)
  for (let from = 0; from < rows; from += 20_000) {
    await database.writeAsOwner(async (tx) => {
      await sql`with written as (
        insert into audit (district, id, at, actor, account, came_from, request, action, subject, path, details)
        select ${config.district}, 'z' || lpad(n::text, 19, '0'), now() + n * interval '1 ms', '王芳', 'account-' || n % 50,
          '192.168.1.' || n % 250, 'request-' || n, 'units.edit', 'unit-' || n % 40000, '990100/990101/' || n % 30 || '/',
          jsonb_build_object('before', jsonb_build_object('life', '正常', 'size', '大'),
            'after', jsonb_build_object('life', '注销', 'size', '中'), 'why', '更正经营状态')
        from generate_series(${from}::int, ${Math.min(rows, from + 20_000) - 1}::int) n returning district, id)
        insert into audit_waiting (district, id) select district, id from written`.execute(tx)
    })
  }
  const began = performance.now()
  await sealWaiting(database, clock, config.district)
  const sealed = performance.now()
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const cpu = process.cpuUsage()
  const verdict = await verifyChain(database.gate, config.district)
  const { user, system } = process.cpuUsage(cpu)
  delays.disable()
  if (!verdict.ok) throw new Error(verdict.sentence)
  return {
    rows: verdict.rows,
    seals: verdict.seals,
    'seconds to seal': round((sealed - began) / 1000),
    'seconds to verify': verdict.seconds,
    'processor seconds to verify': round((user + system) / 1e6),
    'longest (ms)': round(delays.max / 1e6),
  }
}

const context = await openTestContext(rooms)
try {
  await loadLedger(context)
  const result = {
    database: context.database.kind,
    load: Number(loadavg()[0]?.toFixed(2)),
    reads: await reads(context),
    writes: await writes(context),
    chain: await chain(context),
  }
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`)
  else console.dir(result, { depth: 4 })
} finally {
  await context.close()
}
