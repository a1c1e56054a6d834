import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { pause, rowsOf, type Database, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { RULES_VERSION } from '../../rulebook/public.ts'
import { findArticles, getPresetVersion } from '../../rulebook/server/public.ts'
import { coverageProblem, type Figure, type Tally } from '../contract.ts'
import { countSlice } from './rollup.ts'
import { tallyOf } from '../rules/counts.ts'
import { makeFigures } from '../rules/figures.ts'
import { openFrame, type Frame } from './frame.ts'
import { countFrozen, rememberFrozen } from './frozen.ts'

/** A frozen day. Written once by `takeSnapshot`; nothing in the product updates or deletes it. */
export interface Snapshot {
  readonly id: string
  readonly name: string
  readonly asOf: Day
  readonly takenAt: string
  readonly units: number
  readonly treeVersion: string
  readonly rulesVersion: string
  readonly checksum: string
  readonly tally: Tally
  readonly figures: Figure[]
}

/** What everybody may know of a snapshot: when, by which rules; not how much the whole office had. */
export type SnapshotHead = Omit<Snapshot, 'units' | 'tally' | 'figures'> & {
  readonly preset: { readonly id: string; readonly version: number }
  /** Whether it keeps where a unit stood below its town. */
  readonly belowTown: boolean
}

interface HeadRow {
  readonly id: string
  readonly name: string
  readonly as_of: Day
  readonly taken_at: Date
  readonly tree_version: string
  readonly rules_version: string
  readonly checksum: string
  readonly preset_id: string
  readonly preset_version: number
  readonly below_town: boolean
}

function headOf(row: HeadRow): SnapshotHead {
  return {
    id: row.id,
    name: row.name,
    asOf: row.as_of,
    takenAt: row.taken_at.toISOString(),
    treeVersion: row.tree_version,
    rulesVersion: row.rules_version,
    checksum: row.checksum,
    preset: { id: row.preset_id, version: row.preset_version },
    belowTown: row.below_town,
  }
}

const HEAD = sql`id, name, as_of, taken_at, tree_version, rules_version, checksum, preset_id, preset_version, below_town`

/** Newest first. */
export async function listSnapshots(database: Database, scope: Scope): Promise<Snapshot[]> {
  const rows = await rowsOf<HeadRow>(
    database.as(scope),
    sql`select ${HEAD} from snapshot where district = ${scope.district} order by taken_at desc, id desc`,
  )
  const snapshots: Snapshot[] = []
  for (const row of rows) snapshots.push(await withNumbers(database, scope, headOf(row)))
  return snapshots
}

/** Throws `coverage.snapshot-not-found`. */
export async function getSnapshot(database: Database, scope: Scope, id: string): Promise<Snapshot> {
  return withNumbers(database, scope, await getSnapshotHead(database.as(scope), scope, id))
}

/** Throws `coverage.snapshot-not-found`. */
export async function getSnapshotHead(db: Db | Tx, scope: Scope, id: string): Promise<SnapshotHead> {
  const rows = await rowsOf<HeadRow>(
    db,
    sql`select ${HEAD} from snapshot where district = ${scope.district} and id = ${id}`,
  )
  if (!rows[0]) throw coverageProblem('snapshot-not-found')
  return headOf(rows[0])
}

/** The numbers as they were frozen; for a part of the office, counted anew from what of the snapshot is reached. */
async function withNumbers(database: Database, scope: Scope, head: SnapshotHead): Promise<Snapshot> {
  const { preset: _, belowTown: __, ...said } = head
  const numbers = await rememberFrozen(database, scope, head.id, ['numbers'], () => findNumbers(database, scope, head))
  return { ...said, ...numbers }
}

type Numbers = Pick<Snapshot, 'units' | 'tally' | 'figures'>

async function findNumbers(database: Database, scope: Scope, { id, preset, asOf }: SnapshotHead): Promise<Numbers> {
  const db = database.as(scope)
  if (isWhole(scope)) {
    const [kept] = await rowsOf<Numbers>(
      db,
      sql`select units, tally, figures from snapshot where district = ${scope.district} and id = ${id}`,
    )
    if (!kept) throw coverageProblem('snapshot-not-found')
    return kept
  }
  const counts = await countFrozen(database, scope, { area: null }, id)
  const frame = {
    preset: await getPresetVersion(db, scope, preset.id, preset.version),
    articles: await findArticles(db, scope, asOf),
    asOf,
    base: {},
  }
  return { units: counts.registered, tally: tallyOf(counts), figures: makeFigures(counts, frame) }
}

export async function findLatestSnapshot(
  db: Db | Tx,
  scope: Scope,
): Promise<{ readonly id: string; readonly name: string; readonly asOf: Day } | null> {
  const rows = await rowsOf<{ id: string; name: string; asOf: Day }>(
    db,
    sql`select id, name, as_of as "asOf" from snapshot where district = ${scope.district}
      order by taken_at desc, id desc limit 1`,
  )
  return rows[0] ?? null
}

/**
 * Freezes the ledger: its units by one INSERT … SELECT, the cube over exactly these rows, the figures over that cube, and
 * a checksum over the rows. For an earlier day each unit stands where it stood in the tree of that day.
 */
export async function takeSnapshot(context: Context, scope: Scope, name: string, asOf: Day | null): Promise<Snapshot> {
  const today = context.clock.today()
  if (asOf !== null && asOf > today) throw coverageProblem('snapshot-day-future', { today })
  const id = context.clock.id()
  return context.database.write(scope, async (tx) => {
    const frame = await openFrame(tx, context.clock, scope, {}, asOf)
    const day = frame.asOf
    const taken = await rowsOf<{ id: string }>(
      tx,
      sql`select id from snapshot where district = ${scope.district} and name = ${name}`,
    )
    if (taken.length > 0) throw coverageProblem('snapshot-name-taken', { name })
    await freezeUnits(tx, scope, id, day)
    await freezeCells(tx, scope, id)
    const counts = await countSlice(tx, scope, { area: null }, { snapshot: id })
    if (counts.registered === 0) throw coverageProblem('nothing-to-count')
    const made: Snapshot = {
      id,
      name,
      asOf: day,
      takenAt: context.clock.now().toISOString(),
      units: counts.registered,
      treeVersion: sayTree(frame),
      rulesVersion: sayRules(frame),
      checksum: await checksumOf(tx, scope, id),
      tally: tallyOf(counts),
      figures: makeFigures(counts, frame),
    }
    await insertSnapshot(tx, scope, made, frame)
    await writeAudit(tx, scope, context.clock, 'coverage.snapshot-taken', id, {
      name,
      asOf: day,
      units: made.units,
      checksum: made.checksum,
    })
    return made
  })
}

export function sayTree({ treeVersion }: Frame): string {
  return `区划第 ${treeVersion} 版`
}

export function sayRules({ preset }: Frame): string {
  return `规则 ${RULES_VERSION} 版；口径“${preset.name}”第 ${preset.version} 版`
}

async function freezeUnits(tx: Tx, scope: Scope, id: string, day: Day): Promise<void> {
  await sql`insert into snapshot_unit (district, snapshot_id, unit_id, name, code, path, county, town, kind, section, size,
      coverage, due, must, with_member, reason, excluded, org_name, work_by, founded, sources, full_path, building, park, grid)
    select u.district, ${id}, u.id, u.name, u.code, ${cutPath(sql`p.path`, sql`p.community`)}, p.county, p.town, u.kind,
      coalesce(u.section, ''), u.size, u.coverage, u.due, u.must, u.with_member, u.reason, ${EXCLUDED}, u.org_name,
      ${WORK_BY}, u.founded, u.sources, p.path, u.building, u.park, u.grid
    from unit u
    left join place_past o on o.district = u.district and o.unit_id = u.id
      and o.valid_from <= ${day}::date and o.valid_to > ${day}::date
    cross join lateral (select
      case when o.unit_id is null then u.path else o.path end as path,
      case when o.unit_id is null then u.county else o.county end as county,
      case when o.unit_id is null then u.town else o.town end as town,
      case when o.unit_id is null then u.community else o.community end as community) p
    where u.district = ${scope.district}`.execute(tx)
}

/** A path down to town level. */
const cutPath = (path: ReturnType<typeof sql>, community: ReturnType<typeof sql>) =>
  sql`case when ${community} is null then ${path} else left(${path}, length(${path}) - length(${community}) - 1) end`

/** Reason code of an excluded unit, as the change note names it. */
export const EXCLUDED = sql`case when u.coverage = 'excluded' then coalesce(u.excluded, 'agency') end`

/** What carries work coverage, in words. */
export const WORK_BY = sql`case when u.coverage = 'work' then concat_ws('、',
  case when u.instructor <> '' then '指导员' end, case when u.liaison <> '' then '联络员' end,
  case when u.trade_union <> '' then '工会' end, case when u.youth_league <> '' then '团组织' end) end`

async function freezeCells(tx: Tx, scope: Scope, id: string): Promise<void> {
  await sql`insert into snapshot_cell (district, snapshot_id, path, kind, section, size, coverage, due, must, with_member, n)
    select district, snapshot_id, path, kind, section, size, coverage, due, must, with_member, count(*)::int
    from snapshot_unit where district = ${scope.district} and snapshot_id = ${id}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10`.execute(tx)
}

async function insertSnapshot(tx: Tx, scope: Scope, made: Snapshot, frame: Frame): Promise<void> {
  await sql`insert into snapshot (district, id, name, as_of, taken_at, actor, units, tree_version, rules_version,
      preset_id, preset_version, checksum, tally, figures, below_town)
    values (${scope.district}, ${made.id}, ${made.name}, ${made.asOf}, ${made.takenAt}, ${scope.actor}, ${made.units},
      ${made.treeVersion}, ${made.rulesVersion}, ${frame.preset.id}, ${frame.preset.version}, ${made.checksum},
      ${JSON.stringify(made.tally)}::jsonb, ${JSON.stringify(made.figures)}::jsonb, true)`.execute(tx)
}

const SLICE = 5000

/**
 * SHA-256 over the frozen units: one line per unit, in the order of the ids' bytes, fields separated by tabs, lines by
 * newlines. The same rows give the same sum on either database.
 */
export async function checksumOf(db: Db | Tx, scope: Scope, id: string): Promise<string> {
  const hash = createHash('sha256')
  let after = ''
  for (;;) {
    const [slice] = await rowsOf<{ last: string | null; text: string | null }>(
      db,
      sql`select max(unit_id) as last, string_agg(concat_ws(E'\t', unit_id, name, coalesce(code, ''), path,
          coalesce(county, ''), coalesce(town, ''), kind, section, size, coverage, due, must::text, with_member::text,
          coalesce(excluded, ''), reason), E'\n' order by unit_id) as text
        from (select * from snapshot_unit where district = ${scope.district} and snapshot_id = ${id}
          and unit_id > ${after} order by unit_id limit ${SLICE}) as slice`,
    )
    if (!slice || slice.last === null || slice.text === null) return hash.digest('hex')
    hash.update(`${slice.text}\n`)
    after = slice.last
    await pause()
  }
}
