import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'

export interface Expiry {
  /** Rows of seals that were made before are erased. */
  readonly before: Date
  /** The period that the office set, for the row in the trail. */
  readonly months: number
}

/** Rows of the trail that one transaction erases. */
const AT_ONCE = 20_000

/**
 * Erases what the office need not keep any longer: whole seals, from the oldest on, with their rows; the seals stay, with
 * the hashes of what they held, so that the chain verifies as before. What is younger than six months the database does
 * not give away, whatever is asked for: such a seal ends the work.
 */
export async function eraseTrail(
  context: Context,
  scope: Scope,
  { before, months }: Expiry,
): Promise<{ readonly rows: number; readonly seals: number }> {
  let [rows, seals] = [0, 0]
  for (;;) {
    const done = await eraseOnce(context, scope, { before, months })
    if (done === null) return { rows, seals }
    rows += done.rows
    seals += done.seals
  }
}

async function eraseOnce(context: Context, scope: Scope, { before, months }: Expiry) {
  const { database, clock } = context
  const { district } = scope
  return database.writeAsGate(async (tx) => {
    const [last] = await rowsOf<{ no: number | null }>(
      tx,
      sql`select max((details->>'untilSeal')::int) as no from audit
        where district = ${district} and action = 'audit.expired'`,
    )
    const from = last?.no ?? 0
    // From the oldest on, without gaps: a clock once set back may leave a younger seal between, which ends it for now.
    const due = await rowsOf<{ no: number; rows: number; young: boolean }>(
      tx,
      sql`select s.no, s.rows, s.at >= ${before.toISOString()}::timestamptz or exists (
            select 1 from unnest(s.ids) u(id) join audit a on a.district = s.district and a.id = u.id
            where a.at >= now() - interval '6 months') as young
        from audit_seal s where s.district = ${district} and s.no > ${from} order by s.no limit 50`,
    )
    let [until, planned] = [from, 0]
    for (const { no, rows, young } of due) {
      if (young || planned + rows > AT_ONCE) break
      until = no
      planned += rows
    }
    if (until === from) return null
    const gone = await rowsOf<{ id: string }>(
      tx,
      sql`delete from audit where district = ${district} and id in (
          select unnest(s.ids) from audit_seal s where s.district = ${district} and s.no > ${from} and s.no <= ${until})
        returning id`,
    )
    const details = { before: before.toISOString(), months, untilSeal: until, rows: gone.length }
    await writeAudit(tx, scope, clock, 'audit.expired', null, details)
    return { rows: gone.length, seals: until - from }
  })
}
