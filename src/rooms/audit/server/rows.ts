import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { TrailRow } from '../contract.ts'
import { sayDetails } from '../rules/say-details.ts'
import { instant, rowText } from './chain-sql.ts'
import { trailSql, type TrailQuestion } from './filter.ts'

export interface TrailRecord {
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly account: string | null
  readonly acting_for: string[]
  readonly came_from: string
  readonly request: string | null
  readonly action: string
  readonly subject: string | null
  readonly details: Readonly<Record<string, unknown>>
  /** What the chain hashes of the row (chain-sql.ts). */
  readonly text: string
}

/** Behind which row the next page begins: the newest come first. */
export interface Cursor {
  readonly at: string
  readonly id: string
}

export function listTrail(
  db: Db | Tx,
  { auditWords }: Context,
  scope: Scope,
  question: TrailQuestion,
  page: { readonly after: Cursor | null; readonly limit: number },
): Promise<TrailRecord[]> {
  const beyond =
    page.after === null ? sql`` : sql`and (a.at, a.id) < (${page.after.at}::timestamptz, ${page.after.id}::text)`
  return rowsOf(
    db,
    sql<TrailRecord>`select a.id, ${instant(sql.ref('a.at'))} as at, a.actor, a.account,
        a.acting_for, a.came_from, a.request, a.action, a.subject, a.details, ${rowText('a')} as text
      from audit a where ${trailSql(scope, question, auditWords)} ${beyond}
      order by a.at desc, a.id desc limit ${page.limit}`,
  )
}

/** Exact up to `most`, else null. */
export async function countTrail(
  db: Db | Tx,
  { auditWords }: Context,
  scope: Scope,
  question: TrailQuestion,
  most: number,
): Promise<number | null> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from (
      select 1 from audit a where ${trailSql(scope, question, auditWords)} limit ${most + 1}) counted`,
  )
  return row && row.n <= most ? row.n : null
}

/** Numbers of the seals that hold the rows; what waits is not in it. Asked as the gate, which tells nothing but the number. */
export async function sealsOf(
  { database, config }: Context,
  rows: readonly TrailRecord[],
): Promise<ReadonlyMap<string, number>> {
  const ids = rows.map(({ id }) => id).sort()
  if (ids.length === 0) return new Map()
  const found = await rowsOf<{ no: number; id: string }>(
    database.gate,
    sql`select s.no, u.id from audit_seal s cross join lateral unnest(s.ids) u(id)
      where s.district = ${config.district} and s.last_id >= ${ids[0]} and s.first_id <= ${ids[ids.length - 1]}
        and u.id = any(${ids}::text[])`,
  )
  return new Map(found.map(({ no, id }) => [id, no]))
}

/** Names of what the rows are about, as far as the rooms can tell cheaply and the reader may see them. */
export async function nameSubjects(
  db: Db | Tx,
  { auditSubjects }: Context,
  scope: Scope,
  rows: readonly TrailRecord[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ subject }) => (subject === null ? [] : [subject])))]
  if (ids.length === 0) return new Map()
  const names = new Map<string, string>()
  for (const find of auditSubjects) for (const [id, name] of await find(db, scope, ids)) names.set(id, name)
  return names
}

export function presentRow(
  row: TrailRecord,
  { auditWords }: Context,
  seals: ReadonlyMap<string, number>,
  names: ReadonlyMap<string, string>,
): TrailRow {
  const said = auditWords.get(row.action)
  return {
    id: row.id,
    at: row.at,
    who: row.actor,
    account: row.account,
    actingFor: row.acting_for,
    from: row.came_from,
    request: row.request,
    action: row.action,
    words: said?.words ?? row.action,
    kind: said?.kind ?? 'write',
    subject: row.subject,
    subjectName: row.subject === null ? null : (names.get(row.subject) ?? null),
    details: sayDetails(row.details, said?.labels ?? {}),
    seal: seals.get(row.id) ?? null,
  }
}
