import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import type { AuditWords } from '../../../platform/server/audit.ts'
import { under } from '../../../platform/server/db/under.ts'
import type { auditEndpoints } from '../contract.ts'

export type TrailQuestion = z.infer<(typeof auditEndpoints)['audit.export']['input']>

/**
 * The rows that are asked for, of `audit a`. Who may see which is row-level security's: the whole office all; a part
 * those of its areas and units and its own deeds. Looking at the trail is itself a row: those rows are left out unless
 * they are what is asked for.
 */
export function trailSql(
  scope: Scope,
  { who, subject, verb, kind, from, until }: TrailQuestion,
  words: ReadonlyMap<string, AuditWords>,
): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`a.district = ${scope.district}`]
  if (who) conditions.push(sql`(a.account = ${who} or position(${who} in a.actor) > 0)`)
  if (subject) conditions.push(sql`a.subject = ${subject}`)
  if (verb) conditions.push(under(sql`a.action`, verb))
  else if (kind === undefined) conditions.push(sql`a.action <> 'audit.read'`)
  if (kind !== undefined) {
    const actions = [...words].filter(([, said]) => said.kind === kind).map(([action]) => action)
    // An action of which nobody said anything is a write.
    const others = [...words.keys()]
    conditions.push(
      kind === 'write'
        ? sql`(a.action = any(${actions}::text[]) or a.action <> all(${others}::text[]))`
        : sql`a.action = any(${actions}::text[])`,
    )
  }
  if (from) conditions.push(sql`a.at >= ${beginOf(from).toISOString()}::timestamptz`)
  if (until) conditions.push(sql`a.at < ${new Date(beginOf(until).getTime() + 86_400_000).toISOString()}::timestamptz`)
  return sql.join(conditions, sql` and `)
}

/** Midnight in China, which has had one time all year since 1992. */
function beginOf(day: string): Date {
  return new Date(`${day}T00:00:00+08:00`)
}
