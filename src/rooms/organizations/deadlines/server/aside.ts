import { sql } from 'kysely'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { deadlinesProblem } from '../contract.ts'
import { asideAtMost } from '../rules/standing.ts'
import { reachSql } from './filter.ts'
import { reaches, type Asker } from './reads.ts'
import { clocksOf } from './registry.ts'

/** Longer than this nothing is put aside at once: whoever means "never" should change the facts. */
const MONTHS_AT_MOST = 12

interface OpenRow {
  readonly id: string
  readonly source: string
  readonly kind: string
  readonly subject: string
  readonly organization: string | null
  readonly chain: string
  readonly path: string
  readonly words: string
  readonly due: Day
  readonly version: number
}

/** Puts something aside until a day, with the reason; it changes nothing of what it is about. */
export async function setAside(
  context: Context,
  asker: Asker,
  input: { readonly id: string; readonly version: number; readonly until: string; readonly reason: string },
): Promise<{ version: number }> {
  const today = context.clock.today()
  const until = parseDay(input.until)
  if (until === null || until <= today) throw deadlinesProblem('bad-day', { why: '要在今天以后。' })
  if (until > asideAtMost(today, MONTHS_AT_MOST)) throw deadlinesProblem('bad-day', { why: '最多放一年。' })
  return context.database.write(asker.scope, async (tx) => {
    const row = await getOwn(context, tx, asker, input)
    await write(context, tx, asker, row, { until, reason: input.reason })
    const { words, due } = row
    await note(context, tx, asker, 'deadlines.set-aside', row, { words, due, until, reason: input.reason })
    return { version: row.version + 1 }
  })
}

export async function takeUp(
  context: Context,
  asker: Asker,
  input: { readonly id: string; readonly version: number },
): Promise<{ version: number }> {
  return context.database.write(asker.scope, async (tx) => {
    const row = await getOwn(context, tx, asker, input)
    await write(context, tx, asker, row, null)
    await note(context, tx, asker, 'deadlines.taken-up', row, { words: row.words, due: row.due })
    return { version: row.version + 1 }
  })
}

/** The open row, for whoever has the verb of its kind over it. */
async function getOwn(
  context: Context,
  tx: Tx,
  { scope, caller }: Asker,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<OpenRow> {
  const [row] = await rowsOf<OpenRow>(
    tx,
    sql`select d.id, d.source, d.kind, d.subject, d.organization, d.chain, d.path, d.words, d.due, d.version
      from deadline d where ${await reachSql(tx, scope)} and d.id = ${id} and d.state = 'open' for update`,
  )
  if (row === undefined) throw deadlinesProblem('not-found')
  const verb = clocksOf(context).find(({ source }) => source === row.source)?.kinds[row.kind]?.verb
  const own = verb !== undefined && caller !== null && reaches(caller.reach(verb), row)
  if (!own) {
    const words = context.catalogue.find((one) => one.verb === verb)?.words ?? ''
    throw deadlinesProblem('not-yours', { verb: words })
  }
  if (row.version !== version) throw deadlinesProblem('changed-meanwhile')
  return row
}

async function write(
  context: Context,
  tx: Tx,
  { scope }: Asker,
  { id }: OpenRow,
  aside: { readonly until: Day; readonly reason: string } | null,
): Promise<void> {
  await sql`update deadline set aside_until = ${aside?.until ?? null}::date, aside_reason = ${aside?.reason ?? null},
      aside_by = ${aside === null ? null : scope.actor}, version = version + 1,
      changed_at = ${context.clock.now().toISOString()}::timestamptz
    where district = ${scope.district} and id = ${id}`.execute(tx)
}

function note(
  context: Context,
  tx: Tx,
  { scope }: Asker,
  action: string,
  { organization, subject, path }: OpenRow,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  return writeAudit(tx, scope, context.clock, action, organization ?? subject, details, { path })
}
