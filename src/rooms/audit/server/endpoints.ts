import { writeAudit } from '../../../platform/server/audit.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { auditEndpoints } from '../contract.ts'
import { exportTrail } from './export.ts'
import { readTrailHead } from './head.ts'
import { countTrail, listTrail, nameSubjects, presentRow, sealsOf, type Cursor } from './rows.ts'
import { readHead } from './verify/noted-head.ts'
import { verifyChain } from './verify/verify.ts'

const COUNTED = 10_000

/** Every look at the trail is a row of it, written in the transaction that reads: one for each request, paging included. */
export function auditHandlers(context: Context): Handlers<typeof auditEndpoints> {
  const { database, clock, jobs, config } = context
  return {
    'audit.list': async ({ after, limit, ...question }, { scope }) => {
      const page = await database.write(scope, async (tx) => {
        const rows = await listTrail(tx, context, scope, question, { after: readCursor(after), limit })
        const total = after === undefined ? await countTrail(tx, context, scope, question, COUNTED) : null
        const names = await nameSubjects(tx, context, scope, rows)
        await writeAudit(tx, scope, clock, 'audit.read', question.subject ?? null, { question, rows: rows.length })
        return { rows, names, total }
      })
      const seals = await sealsOf(context, page.rows)
      const last = page.rows[page.rows.length - 1]
      return {
        rows: page.rows.map((row) => presentRow(row, context, seals, page.names)),
        next: last && page.rows.length === limit ? `${last.at} ${last.id}` : null,
        total: page.total,
      }
    },
    'audit.export': async (question, { scope, reply }) => {
      const head = await readTrailHead(context)
      const noted = { question, head: `${head.no}:${head.hash}` }
      await database.write(scope, (tx) => writeAudit(tx, scope, clock, 'audit.export', question.subject ?? null, noted))
      return exportTrail(context, scope, question, head, reply)
    },
    'audit.head': async () => readTrailHead(context),
    'audit.verify': async ({ head }, { scope }) => {
      const noted = head === undefined || head.trim() === '' ? null : readHead(head)
      await database.write(scope, (tx) => writeAudit(tx, scope, clock, 'audit.verify', null, { head: head ?? null }))
      const job = jobs.start(scope, 'audit.verify', async (handle) => ({
        ...(await verifyChain(database.gate, config.district, {
          noted,
          report: (doing, share) => handle.report(doing, share),
        })),
      }))
      return { job: job.id }
    },
  }
}

function readCursor(after: string | undefined): Cursor | null {
  const found = /^(\S+Z) (\S{1,60})$/.exec(after ?? '')
  const [, at = '', id = ''] = found ?? []
  return found && !Number.isNaN(Date.parse(at)) ? { at, id } : null
}
