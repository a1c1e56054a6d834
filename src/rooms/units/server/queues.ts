import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { isWhole, type Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import {
  facts as factLabels,
  type FactName,
  type FactValue,
  type Source,
  type recordCardShape,
  type reviewShape,
} from '../contract.ts'
import { showFacts } from '../rules/personal.ts'
import type { Evidence } from '../rules/matching/types.ts'
import { scopeSql } from './filter.ts'
import { sourceNames } from './import/draft.ts'
import { sayValue } from './import/present-import.ts'

type Facts = Partial<Record<FactName, FactValue>>

const fieldNames: Readonly<Record<Evidence['field'], string>> = {
  name: '名称',
  code: '代码',
  address: '地址',
  kin: '同类单位',
}

/** Doubtful rows with their candidates, both sides as cards. Open ones by doubt, decided ones newest first. */
export async function listReviews(
  db: Db,
  scope: Scope,
  page: { state: 'open' | 'decided'; start: number; limit: number },
  eyes: Eyes,
): Promise<{ rows: z.input<typeof reviewShape>[]; next: string | null; total: number }> {
  const states = page.state === 'open' ? sql`v.state = 'open'` : sql`v.state in ('same', 'different')`
  const order = page.state === 'open' ? sql`v.score desc, v.id` : sql`v.decided_at desc, v.id`
  const reviews = reviewsReached(scope)
  const [count] = await rowsOf<{ n: number }>(db, sql`select count(*) as n from ${reviews} where ${states}`)
  const rows = await rowsOf<{
    id: string
    state: 'open' | 'same' | 'different'
    reason: string
    candidates: { list: { key: string; score: number; evidence: Evidence[] }[] }
    decided_at: Date | null
    decided_unit: string | null
    facts: Facts
    source: Source
    row_no: number
    file: string
  }>(
    db,
    sql`select v.id, v.state, v.reason, v.candidates, v.decided_at, v.decided_unit, v.facts, v.source, v.row_no, b.file
      from ${reviews} join unit_batch b on b.district = v.district and b.id = v.batch_id
      where ${states} order by ${order} limit ${page.limit} offset ${page.start}`,
  )
  const cards = await findCards(
    db,
    scope,
    [...new Set(rows.flatMap((row) => row.candidates.list.map((one) => one.key)))],
    eyes,
  )
  const total = count?.n ?? 0
  const next = page.start + rows.length
  return {
    rows: rows.map((row) => ({
      id: row.id,
      where: `${sourceNames[row.source]}（${row.file}）第 ${row.row_no.toLocaleString('zh-CN')} 行`,
      record: cardOf(row.facts, eyes),
      reason: row.reason,
      candidates: row.candidates.list.flatMap((one) => {
        const card = cards.get(one.key)
        const evidence = one.evidence.map(({ field, words, bits }) => ({ field: fieldNames[field], words, bits }))
        return card ? [{ unit: one.key, card, score: one.score, evidence }] : []
      }),
      state: row.state,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedUnit: row.decided_unit,
    })),
    next: next < total ? String(next) : null,
    total,
  }
}

/**
 * Reviews that concern a unit in reach, with their rows. A row that was decided to be somebody else's belongs to that
 * unit and is shown with it.
 */
function reviewsReached(scope: Scope): RawBuilder<unknown> {
  const rows = sql`unit_review v join unit_record r on r.district = v.district and r.id = v.record_id`
  if (isWhole(scope))
    return sql`(select v.*, r.facts, r.source, r.row_no from ${rows} where v.district = ${scope.district}) v`
  return sql`(select v.*, r.facts, r.source, r.row_no from ${rows} where v.district = ${scope.district}
    and exists (select 1 from jsonb_array_elements(v.candidates->'list') c
      join unit on unit.district = v.district and unit.id = c.value->>'key' where ${scopeSql(scope)})
    and (r.unit_id is null
      or exists (select 1 from unit where unit.district = v.district and unit.id = r.unit_id and ${scopeSql(scope)}))) v`
}

const CARD_FACTS: readonly FactName[] = [
  'membersFull',
  'membersProbationary',
  'hasOrganization',
  'orgForm',
  'orgName',
  'instructor',
  'founded',
  'remark',
]

function cardOf(stored: Facts, eyes: Eyes): z.input<typeof recordCardShape> {
  const facts = showFacts(eyes.show, stored)
  const text = (fact: FactName): string | null =>
    facts[fact] === undefined || facts[fact] === null ? null : sayValue(facts[fact])
  return {
    name: text('name') ?? '',
    code: text('code'),
    address: text('address'),
    employees: text('employees'),
    more: CARD_FACTS.flatMap((fact) => {
      const value = text(fact)
      return value === null ? [] : [{ label: factLabels[fact], value }]
    }),
  }
}

async function findCards(db: Db, scope: Scope, ids: readonly string[], eyes: Eyes) {
  const rows = await rowsOf<{ id: string } & Facts>(
    db,
    sql`select id, name, code, address, employees, members_full as "membersFull", members_probationary as "membersProbationary",
        has_organization as "hasOrganization", org_name as "orgName", instructor, founded
      from unit where ${scopeSql(scope)} and id in (select value from json_array_elements_text(${JSON.stringify(ids)}::json))`,
  )
  return new Map(rows.map(({ id, ...facts }) => [id, cardOf(facts, eyes)]))
}

/** Units that stand nowhere, or not far enough down, with the reason that the locating gave. */
export async function listUnlocated(
  db: Db,
  scope: Scope,
  page: { need: 'county' | 'town'; after: string; limit: number },
) {
  const missing = page.need === 'county' ? sql`unit.county is null` : sql`unit.county is not null and unit.town is null`
  const [count] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*) as n from unit where ${scopeSql(scope)} and ${missing}`,
  )
  const rows = await rowsOf<{
    id: string
    name: string
    address: string | null
    why: string | null
    confidence: number
    area: string | null
    areaName: string | null
  }>(
    db,
    sql`select unit.id, unit.name, unit.address, unit.place->>'problem' as why, (unit.place->>'confidence')::float8 as confidence,
        unit.county as area, a.name as "areaName"
      from unit left join area a on a.district = unit.district and a.id = unit.county and a.valid_to is null
      where ${scopeSql(scope)} and ${missing} and unit.id > ${page.after} order by unit.id limit ${page.limit}`,
  )
  const last = rows[rows.length - 1]
  return {
    rows: rows.map((row) => ({ ...row, why: row.why ?? '地址里没有镇街', confidence: row.confidence ?? 0 })),
    next: last && rows.length === page.limit ? last.id : null,
    total: count?.n ?? 0,
  }
}
