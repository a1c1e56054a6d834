import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { isNothing, isWhole, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { Coverage } from '../../units/contract.ts'
import { scopeSql } from '../../units/server/public.ts'
import type { Tally } from '../contract.ts'
import {
  reconciles,
  sayCause,
  sayChange,
  states,
  sumMoves,
  type ChangeCause,
  type ChangeDetails,
  type Move,
} from '../rules/change.ts'
import { tallyOf } from '../rules/counts.ts'
import { sayChangeNote } from '../rules/change-note.ts'
import { findDivisions } from './areas.ts'
import { openFrame } from './frame.ts'
import { countSlice, NOW } from './rollup.ts'
import { frozenReach, splitReach } from './reach.ts'
import { EXCLUDED, getSnapshot, getSnapshotHead, sayRules, sayTree, WORK_BY, type Snapshot } from './snapshots.ts'

/**
 * The change note: both times side by side by unit, one row for each that entered, left or changed its state, and the
 * fact that explains it. A cause is decided in SQL, so that reasons are counted and pages cut over any number of units;
 * what more there is to say (evidence, the unit merged into) is looked up for the rows of one page.
 */
export type End = Omit<Snapshot, 'figures'>

/** Whoever reaches less than a town finds nothing in snapshots that keep towns only. */
async function sayBlind(db: Db, scope: Scope, ids: readonly string[]): Promise<string[]> {
  if (isNothing((await splitReach(db, scope)).byUnits)) return []
  const heads = []
  for (const id of ids) if (id !== THE_PRESENT) heads.push(await getSnapshotHead(db, scope, id))
  return heads
    .filter((head) => !head.belowTown)
    .map((head) => `“${head.name}”定版时没有记下镇街以下的位置，你负责的单位当时的情况在其中查不到。`)
}

const THE_PRESENT = 'now'

/** The later of the two times: a snapshot, or the ledger as it is. */
async function getEnd(context: Context, scope: Scope, to: string | undefined): Promise<End> {
  const db = context.database.as(scope)
  if (to !== undefined && to !== THE_PRESENT) {
    const { figures: _, ...end } = await getSnapshot(context.database, scope, to)
    return end
  }
  const frame = await openFrame(db, context.clock, scope, {})
  const counts = await countSlice(db, scope, { area: null }, NOW)
  return {
    id: THE_PRESENT,
    name: '现在',
    asOf: frame.asOf,
    takenAt: context.clock.now().toISOString(),
    units: counts.registered,
    treeVersion: sayTree(frame),
    rulesVersion: sayRules(frame),
    checksum: '',
    tally: tallyOf(counts),
  }
}

function unitsAt(scope: Scope, end: Pick<End, 'id'>): RawBuilder<unknown> {
  return end.id === THE_PRESENT
    ? sql`(select u.id collate "C" as unit_id, u.name, u.code, u.town, u.coverage, ${EXCLUDED} as excluded, u.org_name,
        ${WORK_BY} as work_by, u.founded, u.sources from unit u where ${scopeSql(scope, 'u')})`
    : sql`(select unit_id, name, code, town, coverage, excluded, org_name, work_by, founded, sources
        from snapshot_unit where ${frozenReach(scope)} and snapshot_id = ${end.id})`
}

/** One row per unit of either time; `cause` is a `ChangeCause`, null where the state is the same. */
function pairs(scope: Scope, from: End, to: End): RawBuilder<unknown> {
  // Whoever sees a part cannot tell a unit that left the ledger from one that only left the part.
  const came = sql.lit(isWhole(scope) ? 'added' : 'came')
  const went = sql.lit(isWhole(scope) ? 'removed' : 'went')
  return sql`(select unit_id, coalesce(b.name, a.name) as name, coalesce(b.code, a.code) as code,
      coalesce(b.town, a.town) as town, a.coverage as was, b.coverage as "is", b.excluded, b.work_by, b.founded, b.sources,
      coalesce(b.org_name, a.org_name) as org_name,
      case
        when a.coverage is null then case when b.founded > ${from.asOf}::date then 'founded' else ${came} end
        when b.coverage is null then case when exists (select 1 from unit_merge m where m.district = ${scope.district}
          and m.gone = a.unit_id and m.undone_at is null and m.at <= ${to.takenAt}::timestamptz) then 'merged' else ${went} end
        when a.coverage = b.coverage then null
        when b.coverage = 'excluded' then 'excluded:' || b.excluded
        when a.coverage = 'excluded' then 'restored'
        when b.coverage in ('own', 'joint') then case when a.coverage = 'own' then 'reformed-joint'
          when a.coverage = 'joint' then 'reformed-own' else 'organized' end
        when a.coverage in ('own', 'joint') then 'organization-gone'
        when b.coverage = 'work' then 'work-begun'
        else 'work-ended'
      end as cause
    from ${unitsAt(scope, from)} a full join ${unitsAt(scope, to)} b using (unit_id)) as pair`
}

export async function noteChanges(context: Context, scope: Scope, id: string, until: string | undefined) {
  const db = context.database.as(scope)
  const { figures: _, ...from } = await getSnapshot(context.database, scope, id)
  const to = await getEnd(context, scope, until)
  const groups = await rowsOf<{ was: Coverage | null; is: Coverage | null; cause: ChangeCause | null; n: number }>(
    db,
    sql`select was, "is", cause, count(*)::int as n from ${pairs(scope, from, to)} group by 1, 2, 3`,
  )
  const moves: Move[] = groups.map(({ was, is, n }) => ({ from: was, to: is, n }))
  const sums = sumMoves(moves)
  const reasons = new Map<string, number>()
  for (const { cause, n } of groups) {
    if (cause !== null) reasons.set(sayCause(cause), (reasons.get(sayCause(cause)) ?? 0) + n)
  }
  const counted = [...reasons].map(([why, n]) => ({ why, n })).sort((a, b) => b.n - a.n || (a.why < b.why ? -1 : 1))
  const reconciled = reconciles(sums, statesOf(from.tally), statesOf(to.tally))
  return {
    from,
    to,
    sentences: [
      ...sayChangeNote({ from, to, sums, reasons: counted, reconciled }),
      ...(await sayBlind(db, scope, [from.id, to.id])),
    ],
    sums,
    reconciled,
    reasons: counted,
  }
}

function statesOf(tally: Tally): Record<Coverage, number> {
  return Object.fromEntries(states.map((state) => [state, tally[state]])) as Record<Coverage, number>
}

interface PairRow {
  readonly unit_id: string
  readonly name: string
  readonly code: string | null
  readonly town: string | null
  readonly was: Coverage | null
  readonly is: Coverage | null
  readonly cause: ChangeCause
  readonly org_name: string | null
  readonly work_by: string | null
  readonly founded: Day | null
  readonly sources: string[] | null
}

export interface ChangePage {
  readonly id: string
  readonly to?: string | undefined
  readonly kind?: 'entered' | 'left' | 'changed' | undefined
  readonly state?: Coverage | undefined
  readonly after?: string | undefined
  readonly limit: number
}

const KINDS = {
  entered: sql`was is null`,
  left: sql`"is" is null`,
  changed: sql`was is not null and "is" is not null`,
} as const

export async function listChanges(context: Context, scope: Scope, page: ChangePage) {
  const db = context.database.as(scope)
  const { figures: _, ...from } = await getSnapshot(context.database, scope, page.id)
  const to = await getEnd(context, scope, page.to)
  const parts: RawBuilder<unknown>[] = [sql`cause is not null`]
  if (page.kind) parts.push(KINDS[page.kind])
  if (page.state) parts.push(sql`(was = ${page.state} or "is" = ${page.state})`)
  const where = sql.join(parts, sql` and `)
  const beyond = page.after === undefined ? sql`` : sql`and unit_id > ${page.after}`
  const rows = await rowsOf<PairRow>(
    db,
    sql`select unit_id, name, code, town, was, "is", cause, org_name, work_by, founded, sources
      from ${pairs(scope, from, to)} where ${where} ${beyond} order by unit_id limit ${page.limit + 1}`,
  )
  const [count] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from (select 1 from ${pairs(scope, from, to)} where ${where} limit 10001) as counted`,
  )
  const shown = rows.slice(0, page.limit)
  const names = await findDivisions(db, scope, to.asOf)
  const earlier = await findDivisions(db, scope, from.asOf)
  const details = await findDetails(db, scope, shown)
  return {
    rows: shown.map((row) => ({
      unit: row.unit_id,
      name: row.name,
      code: row.code,
      town: row.town === null ? null : ((names.get(row.town) ?? earlier.get(row.town))?.name ?? row.town),
      kind: row.was === null ? ('entered' as const) : row.is === null ? ('left' as const) : ('changed' as const),
      from: row.was,
      to: row.is,
      why: sayChange(row.cause, details(row)),
    })),
    next: rows.length > page.limit ? (shown.at(-1)?.unit_id ?? null) : null,
    total: (count?.n ?? 0) > 10_000 ? null : (count?.n ?? 0),
  }
}

/** Exclusion evidence and merges of the units of one page. */
async function findDetails(db: Db, scope: Scope, rows: readonly PairRow[]): Promise<(row: PairRow) => ChangeDetails> {
  const pick = (test: (row: PairRow) => boolean): string[] => rows.filter(test).map((row) => row.unit_id)
  const shut = pick((row) => row.cause.startsWith('excluded:'))
  const gone = pick((row) => row.cause === 'merged')
  const exclusions =
    shut.length === 0
      ? []
      : await rowsOf<{ unit_id: string; evidence: string; approver: string }>(
          db,
          sql`select distinct on (unit_id) unit_id, evidence, approver from unit_exclusion
            where district = ${scope.district} and unit_id in (${sql.join(shut)}) order by unit_id, valid_from desc, id desc`,
        )
  const merges =
    gone.length === 0
      ? []
      : await rowsOf<{ gone: string; name: string }>(
          db,
          sql`select m.gone, u.name from unit_merge m join unit u on u.district = m.district and u.id = m.kept
            where m.district = ${scope.district} and m.undone_at is null and m.gone in (${sql.join(gone)})`,
        )
  const evidence = new Map(exclusions.map(({ unit_id, ...words }) => [unit_id, words]))
  const kept = new Map(merges.map((merge) => [merge.gone, merge.name]))
  return (row) => ({
    orgName: row.org_name,
    workBy: row.work_by,
    sources: row.sources ?? [],
    founded: row.founded,
    mergedInto: kept.get(row.unit_id) ?? null,
    evidence: evidence.get(row.unit_id) ?? null,
  })
}
