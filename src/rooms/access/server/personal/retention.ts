import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { personalProblem } from '../../personal/contract.ts'
import { isLongEnough, monthsBefore, sayErased } from '../../rules/personal/retention.ts'

interface Erasure {
  readonly id: string
  readonly at: Date
  readonly erased: number
  readonly sentence: string
}

/** All kinds of things that are kept, of all rooms, with what the office set and what was erased last. */
export async function listRetention(context: Context, db: Db, scope: Scope) {
  const set = await findMonths(db, scope)
  const last = await rowsOf<Erasure>(
    db,
    sql`select id, at, erased, sentence from personal_erasure where district = ${scope.district}`,
  )
  return context.personal.retention.map(({ id, name, months, least, promised = false, why }) => {
    const done = last.find((one) => one.id === id)
    return {
      id,
      name,
      months: set.has(id) ? (set.get(id) ?? null) : months,
      least,
      promised,
      why,
      last: done ? { at: done.at.toISOString(), erased: done.erased, sentence: done.sentence } : null,
    }
  })
}

/** How many months something is kept here, by its id in a room's manifest; null for good. Errors for an id nobody declared. */
export async function findKeptMonths(
  context: Pick<Context, 'personal'>,
  db: Db | Tx,
  scope: Scope,
  id: string,
): Promise<number | null> {
  const kind = context.personal.retention.find((one) => one.id === id)
  if (!kind) throw new Error(`${id} is not declared as something that is kept`)
  const set = await findMonths(db, scope)
  return set.has(id) ? (set.get(id) ?? null) : kind.months
}

async function findMonths(db: Db | Tx, scope: Scope): Promise<ReadonlyMap<string, number | null>> {
  const rows = await rowsOf<{ id: string; months: number | null }>(
    db,
    sql`select id, months from personal_retention where district = ${scope.district}`,
  )
  return new Map(rows.map(({ id, months }) => [id, months]))
}

export async function saveRetention(
  context: Context,
  tx: Tx,
  scope: Scope,
  rows: readonly { readonly id: string; readonly months: number | null }[],
): Promise<void> {
  for (const { id, months } of rows) {
    const kind = context.personal.retention.find((one) => one.id === id)
    if (!kind) throw personalProblem('fact-not-found')
    if (months === null && kind.promised === true) throw personalProblem('promised', { name: kind.name })
    if (!isLongEnough(kind, months)) throw personalProblem('too-short', { name: kind.name, least: kind.least })
    await sql`insert into personal_retention (district, id, months) values (${scope.district}, ${id}, ${months})
      on conflict (district, id) do update set months = excluded.months`.execute(tx)
  }
}

/** Takes away what is past its time, kind by kind; one that fails does not keep the others. Returns what it did, in words. */
export async function eraseExpired(
  context: Context,
  scope: Scope,
  report: (doing: string, share: number) => void = () => {},
): Promise<{ readonly erased: number; readonly sentences: readonly string[] }> {
  const set = await findMonths(context.database.as(scope), scope)
  const kinds = context.personal.retention
  const sentences: string[] = []
  let erased = 0
  for (const [at, { id, name, months, erase }] of kinds.entries()) {
    report(`清理${name}`, at / kinds.length)
    const kept = set.has(id) ? (set.get(id) ?? null) : months
    if (kept === null || erase === null) continue
    const count = await erase(context, scope, monthsBefore(context.clock.now(), kept), kept)
    erased += count
    const sentence = sayErased(name, count)
    sentences.push(sentence)
    await context.database.write(scope, async (tx) => {
      await sql`insert into personal_erasure (district, id, at, erased, sentence)
        values (${scope.district}, ${id}, ${context.clock.now().toISOString()}, ${count}, ${sentence})
        on conflict (district, id) do update set at = excluded.at, erased = excluded.erased, sentence = excluded.sentence`.execute(
        tx,
      )
      if (count > 0)
        await writeAudit(tx, scope, context.clock, 'personal.erased', null, { kind: name, erased: count, months: kept })
    })
  }
  return { erased, sentences }
}
