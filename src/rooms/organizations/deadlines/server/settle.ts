import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { deadlineId, type WantedDeadline } from '../rules/wanted.ts'

export interface Settled {
  readonly opened: number
  readonly changed: number
  readonly closed: number
}

export const NOTHING_SETTLED: Settled = { opened: 0, changed: 0, closed: 0 }

export function addSettled(a: Settled, b: Settled): Settled {
  return { opened: a.opened + b.opened, changed: a.changed + b.changed, closed: a.closed + b.closed }
}

/**
 * Writes the difference between what is wanted of the subjects and what stands open of them: opens what is new, changes what
 * moved, closes what is no longer wanted. What was set aside stays so unless its day moved. One statement, whatever the number.
 */
export function settleDeadlines(
  context: Context,
  tx: Tx,
  scope: Scope,
  { source, subjectKind }: { readonly source: string; readonly subjectKind: string },
  wanted: readonly WantedDeadline[],
  subjects: readonly string[],
): Promise<Settled> {
  const rows = wanted.map((one) => ({
    ...one,
    id: deadlineId(source, one),
    mark: one.mark ?? '',
  }))
  checkOwn(rows, subjects)
  const at = context.clock.now().toISOString()
  const day = context.clock.today()
  return context.database.derive(tx, scope, async (wide) => {
    const [counts] = await rowsOf<Settled>(
      tx,
      sql`with wanted as (
          select * from json_to_recordset(${JSON.stringify(rows)}::json) as w(id text, subject text, kind text, mark text,
            opens date, due date, words text, rule text, organization text, chain text, path text)
        ), closed as (
          update deadline d set state = 'closed', closed_on = ${day}::date, aside_until = null, aside_reason = null,
            aside_by = null, version = d.version + 1, changed_at = ${at}::timestamptz
          where d.district = ${wide.district} and d.source = ${source} and d.subject = any(${[...subjects]}::text[])
            and d.state = 'open' and not exists (select 1 from wanted w where w.id = d.id)
          returning 1
        ), written as (
          insert into deadline as d (district, id, source, subject_kind, subject, kind, mark, organization, chain, path,
            opens, due, words, rule, state, opened_on, changed_at)
          select ${wide.district}, w.id, ${source}, ${subjectKind}, w.subject, w.kind, w.mark, w.organization, w.chain,
            w.path, w.opens, w.due, w.words, w.rule, 'open', ${day}::date, ${at}::timestamptz
          from wanted w
          on conflict (district, id) do update set organization = excluded.organization, chain = excluded.chain,
            path = excluded.path, opens = excluded.opens, due = excluded.due, words = excluded.words,
            rule = excluded.rule, state = 'open', closed_on = null, version = d.version + 1, changed_at = excluded.changed_at,
            opened_on = case when d.state = 'open' then d.opened_on else excluded.opened_on end,
            aside_until = case when d.due = excluded.due then d.aside_until end,
            aside_reason = case when d.due = excluded.due then d.aside_reason end,
            aside_by = case when d.due = excluded.due then d.aside_by end
          where (d.organization, d.chain, d.path, d.opens, d.due, d.words, d.rule, d.state) is distinct from
            (excluded.organization, excluded.chain, excluded.path, excluded.opens, excluded.due, excluded.words,
              excluded.rule, 'open')
          returning d.opened_on = ${day}::date and d.version = 1 as fresh
        )
        select (select count(*) from written where fresh)::int as opened,
          (select count(*) from written where not fresh)::int as changed,
          (select count(*) from closed)::int as closed`,
    )
    return counts ?? NOTHING_SETTLED
  })
}

/** A clock that wants something of a subject that it was not asked about would leave it standing for ever. */
function checkOwn(
  rows: readonly { readonly id: string; readonly subject: string }[],
  subjects: readonly string[],
): void {
  const asked = new Set(subjects)
  const stray = rows.find(({ subject }) => !asked.has(subject))
  if (stray !== undefined) throw new RangeError(`deadline of a subject not asked for: ${stray.id}`)
  const ids = new Set(rows.map(({ id }) => id))
  if (ids.size !== rows.length) throw new RangeError('two deadlines with one name')
}
