import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { checkUscc } from '../../../standards/uscc.ts'
import {
  exclusionReasons,
  factNames,
  facts as factLabels,
  type Coverage,
  type FactName,
  type FactValue,
  type Source,
  type unitPageShape,
} from '../contract.ts'
import { showFacts } from '../rules/personal.ts'
import { resolveFacts, type PrecedenceTable, type RecordFacts } from '../rules/precedence.ts'
import { isRegister, registerWords, sayStatement } from '../rules/registers.ts'
import { scopeSql } from './filter.ts'
import { sourceNames } from './import/draft.ts'
import { getUnitRow } from './reads.ts'
import { findPrecedence } from './rebuild.ts'

interface PageRecord extends RecordFacts {
  readonly texts: Partial<Record<FactName, string>> | null
  readonly notes: { list?: string[]; match?: { score: number; reason: string } | null } | null
  readonly file: string
  readonly sheet: string
  readonly written_at: Date
  readonly joined_by: string
  readonly state: 'live' | 'replaced'
}

/** Everything known of one unit: each fact with all its versions and why one of them holds. */
export async function getUnitPage(
  db: Db,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<z.input<typeof unitPageShape>> {
  const found = await getUnitRow(db, scope, id)
  const row = { ...found, instructor: eyes.show('name', found.instructor) }
  const records = (await findPageRecords(db, scope, id)).map((record) => ({
    ...record,
    facts: showFacts(eyes.show, record.facts),
    texts: record.texts && showFacts(eyes.show, record.texts),
  }))
  const table = await findPrecedence(db, scope)
  const {
    path,
    countyId,
    townId,
    communityId,
    building,
    park,
    grid,
    buildingName,
    place,
    kindNote,
    industryNote,
    road,
    lng,
    lat,
    ...unit
  } = row
  const trail = [
    { id: countyId, name: unit.county },
    { id: townId, name: unit.town },
    { id: communityId, name: communityId === null ? null : unit.area },
  ].flatMap((step) => (step.id !== null && step.name !== null ? [{ id: step.id, name: step.name }] : []))
  return {
    ...unit,
    reached: { id, path, section: unit.section, building, park, grid },
    place: {
      trail,
      confidence: place.confidence,
      words: place.words,
      problem: place.problem ?? null,
      building: building !== null && buildingName !== null ? { id: building, name: buildingName } : null,
      byHand: place.byHand ?? false,
      point: lng === null || lat === null ? null : { lng, lat },
    },
    codeNotes:
      unit.code === null ? ['没有统一社会信用代码'] : checkUscc(unit.code).warnings.map((warning) => warning.words),
    industryNote: [kindNote, industryNote].filter((note) => note).join('；') || null,
    facts: presentFacts(
      records.filter(({ state }) => state === 'live'),
      table,
    ),
    timeline: await findTimeline(db, scope, id, records),
    exclusion: await findExclusion(db, scope, id),
    neighbours: await findNeighbours(db, scope, id, { building, road, town: townId, county: countyId }),
    merges: await findMerges(db, scope, id),
  }
}

async function findPageRecords(db: Db, scope: Scope, id: string): Promise<PageRecord[]> {
  const rows = await rowsOf<{
    id: string
    source: Source
    as_of: string
    batch_id: string
    row_no: number
    facts: Partial<Record<FactName, FactValue>>
    texts: PageRecord['texts']
    notes: PageRecord['notes']
    file: string
    sheet: string
    written_at: Date
    joined_by: string
    state: PageRecord['state']
  }>(
    db,
    sql`select r.id, r.source, r.as_of, r.batch_id, r.row_no, r.facts, r.texts, r.notes, r.joined_by, r.state, b.file, b.sheet, b.written_at
      from unit_record r join unit_batch b on b.district = r.district and b.id = r.batch_id
      where r.district = ${scope.district} and r.unit_id = ${id} and r.state in ('live', 'replaced') order by r.id desc`,
  )
  return rows.map((row) => ({ ...row, asOf: row.as_of, batch: row.batch_id, row: row.row_no }))
}

function presentFacts(records: readonly PageRecord[], table: PrecedenceTable): z.input<typeof unitPageShape>['facts'] {
  const winners = resolveFacts(records, table)
  return factNames.flatMap((fact) => {
    const stating = records.filter((record) => record.facts[fact] !== undefined)
    if (stating.length === 0) return []
    const winner = winners[fact]
    return [
      {
        fact,
        label: factLabels[fact],
        value: winner?.facts[fact] ?? null,
        why: sayWhy(stating, winner, table[fact].newestFirst),
        versions: stating.map((record) => ({
          value: record.facts[fact] ?? null,
          text: record.texts?.[fact] ?? String(record.facts[fact] ?? ''),
          source: record.source,
          asOf: record.asOf,
          batch: record.batch,
          where: sayWhere(record),
          current: record.id === winner?.id,
          note: record.texts?.[fact] ? `原文“${record.texts[fact]}”` : null,
        })),
      },
    ]
  })
}

function sayWhere({ source, joined_by, file, sheet, row }: PageRecord): string {
  if (isRegister(source)) return registerWords[source].name
  return joined_by === 'hand' ? `手工：${sheet}` : `${file} 第 ${row} 行`
}

function sayWhy(stating: readonly PageRecord[], winner: RecordFacts | undefined, newestFirst: boolean): string {
  if (!winner) return ''
  const name = sourceNames[winner.source]
  if (stating.length === 1) return `只有${name}有记载`
  if (isRegister(winner.source)) return `以${name}为准`
  return newestFirst ? `取日期最近的：${name}，${winner.asOf}` : `以${name}为准`
}

function sayRecord(record: PageRecord): string {
  const { source, joined_by, file, sheet, row, notes } = record
  if (isRegister(source)) return sayStatement(source, record.facts)
  if (joined_by === 'hand') return `手工更正：${sheet}`
  return `${sourceNames[source]}（${file} 第 ${row} 行）写入${notes?.match ? `；${notes.match.reason}` : ''}`
}

async function findTimeline(db: Db, scope: Scope, id: string, records: readonly PageRecord[]) {
  const events = records.map((record) => ({
    at: record.written_at.toISOString(),
    words: sayRecord(record),
    batch: isRegister(record.source) ? null : record.batch,
  }))
  const acts = await rowsOf<{ at: Date; action: string; details: Record<string, unknown> }>(
    db,
    sql`select at, action, details from audit where district = ${scope.district} and subject = ${id} order by at desc limit 50`,
  )
  const told = acts.flatMap((act) => {
    const words = actionWords[act.action]
    return words === undefined
      ? []
      : [{ at: act.at.toISOString(), words: `${words}${sayDetail(act.details)}`, batch: null }]
  })
  return [...events, ...told].sort((one, other) => (one.at < other.at ? 1 : -1))
}

const actionWords: Readonly<Record<string, string>> = {
  'units.merge': '归并进一家重复单位',
  'units.unmerge': '撤回归并',
  'units.decide-review': '核对：确认台账行归属',
  'units.reopen-review': '撤回核对结论',
  'units.exclude': '办理不计入',
  'units.end-exclusion': '恢复计入',
}

function sayDetail(details: Record<string, unknown>): string {
  const reason = details['reason'] ?? details['evidence']
  return typeof reason === 'string' ? `：${reason}` : ''
}

async function findExclusion(db: Db, scope: Scope, id: string) {
  const [row] = await rowsOf<{
    id: string
    reason: keyof typeof exclusionReasons
    evidence: string
    approver: string
    valid_from: string
    expires: string
  }>(
    db,
    sql`select id, reason, evidence, approver, valid_from, expires from unit_exclusion
      where district = ${scope.district} and unit_id = ${id} and ended_at is null order by id desc limit 1`,
  )
  return row
    ? {
        id: row.id,
        reason: exclusionReasons[row.reason],
        evidence: row.evidence,
        approver: row.approver,
        from: row.valid_from,
        expires: row.expires,
      }
    : null
}

/** Units of the same building first, then of the same road. */
async function findNeighbours(
  db: Db,
  scope: Scope,
  id: string,
  at: { building: string | null; road: string | null; town: string | null; county: string | null },
) {
  if (at.building === null && at.road === null) return []
  const rows = await rowsOf<{ id: string; name: string; coverage: Coverage; members: number | null; same: boolean }>(
    db,
    sql`select id, name, coverage, members_full as members, coalesce(building = ${at.building}, false) as same from unit
      where ${scopeSql(scope)} and id <> ${id} and county is not distinct from ${at.county}
        and (building = ${at.building} or (road = ${at.road} and town is not distinct from ${at.town}))
      order by same desc, coalesce(members_full, 0) desc, name limit 12`,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    near: row.same ? '同一楼宇' : '同一道路',
    coverage: row.coverage,
    membersFull: row.members,
  }))
}

async function findMerges(db: Db, scope: Scope, id: string) {
  const rows = await rowsOf<{ id: string; gone: string; at: Date; name: string | null }>(
    db,
    sql`select m.id, m.gone, m.at, (select r.facts->>'name' from unit_record r
        where r.district = m.district and r.id = m.records[1]) as name
      from unit_merge m where m.district = ${scope.district} and m.kept = ${id} and m.undone_at is null order by m.at desc`,
  )
  return rows.map((row) => ({ id: row.id, from: row.name ?? row.gone, at: row.at.toISOString() }))
}
