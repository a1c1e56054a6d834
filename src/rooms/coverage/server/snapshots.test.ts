import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestContext } from '../../../platform/server/testing.ts'
import { snapshotShape, type Figure } from '../contract.ts'
import { countUnits, tallyOf, type Counted } from '../rules/counts.ts'
import { makeFigures } from '../rules/figures.ts'
import { changeUnits, COUNTIES, randomUnits, seedTree, testRooms, townsOf } from '../testing.ts'
import { openFrame } from './frame.ts'
import { checksumOf, getSnapshot } from './snapshots.ts'

/** Fields of a line of the checksum, in order. */
const LINE = 'unit_id name code path county town kind section size coverage due must with_member excluded reason'.split(
  ' ',
)

const clock = testClock()
let context: TestContext
const first = randomUnits(21, 2000)
beforeAll(async () => {
  context = await openTestContext(testRooms, clock)
  await seedTree(context)
})
afterAll(() => context.close())

const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const app = await context.app()
  const answer = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const take = async (name: string, more: object = {}) => (await ask('POST', '/api/snapshots', { name, ...more })).body
const frozen = (id: string) =>
  rowsOf<Counted & Record<string, string>>(
    context.database.owner,
    sql`select * from snapshot_unit where snapshot_id = ${id} order by unit_id`,
  )

describe('a snapshot', () => {
  it('needs units, a fresh name and a day that has come', async () => {
    expect((await take('空')).code).toBe('coverage.nothing-to-count')
    await changeUnits(context, { before: [], after: first })
    expect((await take('明年', { asOf: '2027-01-01' })).code).toBe('coverage.snapshot-day-future')
    const made = await take('10月定版')
    expect(snapshotShape.parse(made)).toEqual(made)
    expect(made).toMatchObject({ units: 2000, asOf: '2026-11-20', treeVersion: '区划第 1 版' })
    expect(made.rulesVersion).toContain('“全国通行口径”第 1 版')
    expect((await take('10月定版')).code).toBe('coverage.snapshot-name-taken')
    const listed = (await ask('GET', '/api/snapshots')).body
    expect(listed.rows).toEqual([made])
    const summary = (await ask('GET', '/api/coverage')).body
    expect(made.tally).toEqual(summary.tally)
    expect(made.figures).toEqual(summary.figures)
  })

  it('gives the very figures again from its own rows, whatever happens to the ledger and the rules', async () => {
    const [{ id, figures, tally, checksum }] = (await ask('GET', '/api/snapshots')).body.rows
    await changeUnits(context, {
      before: first.slice(0, 500),
      after: first.slice(100, 500).map((unit) => ({ ...unit, members_full: 4, has_organization: false })),
    })
    await context.jobs.finished((await ask('POST', '/api/presets/changle-2011/activate', { reason: '试' })).body.job)
    clock.advance(400 * 24 * 3600_000)

    const again = (await ask('GET', `/api/snapshots/${id}`)).body
    expect(again).toMatchObject({ figures, tally, checksum })
    const rows = await frozen(id)
    const counts = countUnits(rows)
    expect(tallyOf(counts)).toEqual(tally)
    await context.jobs.finished((await ask('POST', '/api/presets/national/activate', { reason: '复原' })).body.job)
    const frame = await openFrame(context.database.owner, clock, context.localScope(), {}, again.asOf)
    expect(makeFigures(counts, frame)).toEqual(figures)
    expect(await checksumOf(context.database.owner, context.localScope(), id)).toBe(checksum)
  })

  it('carries a checksum that anyone can make from the rows, and that shows any change of them', async () => {
    const [{ id, checksum }] = (await ask('GET', '/api/snapshots')).body.rows
    const text = (await frozen(id)).map((row) => LINE.map((field) => String(row[field] ?? '')).join('\t')).join('\n')
    expect(createHash('sha256').update(`${text}\n`).digest('hex')).toBe(checksum)
    const changed = context.database.writeAsOwner(async (tx) => {
      await sql`update snapshot_unit set due = 'nothing' where snapshot_id = ${id} and unit_id = (
        select unit_id from snapshot_unit where snapshot_id = ${id} and due <> 'nothing' limit 1)`.execute(tx)
      expect(await checksumOf(tx, context.localScope(), id)).not.toBe(checksum)
      throw new Error('roll back')
    })
    await expect(changed).rejects.toThrow('roll back')
  })

  it('lists the frozen rows behind each frozen number, page by page', async () => {
    const made = await getSnapshot(
      context.database,
      context.localScope(),
      (await ask('GET', '/api/snapshots')).body.rows[0].id,
    )
    const counts = made.figures.flatMap(({ top, bottom, parts }: Figure) => [top, bottom, ...parts])
    for (const { filter, n } of counts) {
      const app = await context.app()
      const answer = await app.inject({ method: 'GET', url: `/api/snapshots/${made.id}/units`, query: filter })
      expect(answer.json().total).toBe(n)
    }
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: { rows: { unit: string; town: string | null }[]; next: string | null } = (
        await ask('GET', `/api/snapshots/${made.id}/units?limit=300${after === '' ? '' : `&after=${after}`}`)
      ).body
      seen.push(...page.rows.map(({ unit }) => unit))
      after = page.next
    }
    expect(seen).toEqual(first.map(({ id }) => id))
  })

  it('of an earlier day stands in the tree of that day', async () => {
    const [town = '', other = ''] = townsOf(COUNTIES[0] ?? '')
    const moved = first.find((unit) => unit.town === town && Number(unit.id.slice(1)) > 500)
    const scope = context.localScope()
    await context.database.writeAsOwner(async (tx) => {
      await sql`insert into place_past (district, unit_id, valid_from, valid_to, path, county, town, community)
        values (${scope.district}, ${moved?.id}, '2000-01-01', '2026-06-01', ${`990100/${COUNTIES[0]}/${other}/c1/`},
          ${COUNTIES[0]}, ${other}, 'c1')`.execute(tx)
    })
    const past = await take('2026年5月', { asOf: '2026-05-31' })
    const present = await take('2026年6月', { asOf: '2026-06-01' })
    const where = async (id: string) => (await frozen(id)).find((row) => row['unit_id'] === moved?.id)
    expect(await where(past.id)).toMatchObject({ town: other, path: `990100/${COUNTIES[0]}/${other}/` })
    expect(await where(present.id)).toMatchObject({ town })
    expect(past.tally).toEqual(present.tally)
  })

  it('is compared with in the summary, the table and the explanation, slice by slice', async () => {
    const area = COUNTIES[1] ?? ''
    await take('对比')
    const before = (await ask('GET', `/api/coverage?area=${area}`)).body
    expect(before.previous).toMatchObject({ name: '对比', tally: before.tally })
    expect(before.sentence).toMatch(/与“对比”相比，在册不增不减，有党组织的不增不减，组织覆盖率持平。$/)
    const gone = first.filter((unit) => unit.county === area && Number(unit.id.slice(1)) > 500).slice(0, 40)
    await changeUnits(context, { before: gone, after: [] })
    const after = (await ask('GET', `/api/coverage?area=${area}`)).body
    expect(after.previous.tally).toEqual(before.tally)
    expect(after.sentence).toContain('在册净减 40 家')
    const table = (await ask('GET', `/api/coverage/table?by=town&area=${area}`)).body
    expect(table.total.change).toBeCloseTo(after.figures[0].rate - before.figures[0].rate, 12)
    expect(table.rows.some((row: { change: number | null }) => row.change !== 0)).toBe(true)
    const told = (await ask('GET', `/api/coverage/explain?area=${area}`)).body
    expect(told.snapshot).toMatchObject({ name: '对比', rate: before.figures[0].rate })
    await changeUnits(context, { before: [], after: gone })
  })
})
