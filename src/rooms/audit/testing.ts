import { sql } from 'kysely'
import { writeAudit } from '../../platform/server/audit.ts'
import { rowsOf } from '../../platform/server/db/database.ts'
import { openTestContext, testClock, type TestClock, type TestContext } from '../../platform/server/testing.ts'
import { auditServer } from './server/index.ts'
import { sealWaiting } from './server/seal.ts'

/** A trail on a database of its own, with nothing else on it. */
export interface Trail {
  readonly context: TestContext
  readonly clock: TestClock
  readonly district: string
  /** Writes so many rows, each in a transaction of its own; returns their ids. */
  write(count: number, action?: string): Promise<string[]>
  seal(most?: number): Promise<number>
  ids(): Promise<string[]>
  /** Past the program, as somebody with the database's own password would. */
  tamper(statement: ReturnType<typeof sql>): Promise<void>
  empty(): Promise<void>
}

export async function openTrail(): Promise<Trail> {
  const clock = testClock()
  const context = await openTestContext([auditServer], clock)
  const { district } = context.config
  const scope = context.localScope()
  let written = 0
  const ids = async (): Promise<string[]> => {
    const rows = await rowsOf<{ id: string }>(context.database.owner, sql`select id from audit order by id`)
    return rows.map(({ id }) => id)
  }
  return {
    context,
    clock,
    district,
    async write(count, action = 'units.edit') {
      for (let n = 0; n < count; n++) {
        written++
        await context.database.write(scope, (tx) =>
          writeAudit(tx, scope, clock, action, `unit-${written}`, { before: { life: 'open' }, after: { n: written } }),
        )
      }
      return (await ids()).slice(-count)
    },
    async seal(most) {
      return (await sealWaiting(context.database, clock, district, most)).length
    },
    ids,
    tamper: (statement) => context.database.writeAsOwner(async (tx) => void (await statement.execute(tx))),
    async empty() {
      await context.database.writeAsOwner(async (tx) => {
        for (const table of ['audit', 'audit_waiting', 'audit_seal'])
          await sql`delete from ${sql.table(table)}`.execute(tx)
      })
    },
  }
}
