import { sql } from 'kysely'
import { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import { sendFile } from '../../../platform/server/http/send-file.ts'
import { exportPersonal } from '../../../platform/server/personal/export-personal.ts'
import { openEyes } from '../../../platform/server/personal/eyes.ts'
import { noteSeen, readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeCsv } from '../../../platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { requireChangeable } from '../../organizations/server/public.ts'
import { membersProblem, type MemberPage, type membersEndpoints } from '../contract.ts'
import { layoutsOfExport } from '../rules/export-columns.ts'
import { admitMember } from './admit.ts'
import { changeStatus } from './change-status.ts'
import { correctMember } from './correct.ts'
import { recountMembers } from './counts.ts'
import { exportMembers, filterOf } from './export.ts'
import { filterMembers } from './filter.ts'
import { readMember } from './member-page.ts'
import { moveMember } from './move.ts'
import { countMembers, countUpTo, listMembers } from './reads.ts'
import { refuseKnown } from './refuse-known.ts'
import { findAccount } from './find-account.ts'
import { tieAccount } from './standing.ts'
import { requireEditable } from './stored.ts'

export function membersHandlers(context: Context): Handlers<typeof membersEndpoints> {
  const { database } = context
  /** A deed and the page after it, in one transaction: what is shown is what was written. */
  const deed = (scope: Scope, what: string, id: string, work: (tx: Tx) => Promise<void>): Promise<MemberPage> =>
    database.write(scope, async (tx) => {
      await requireEditable(tx, scope, id)
      await work(tx)
      const eyes = openEyes(context.secrets, scope)
      // Somebody who moved a member away may no longer reach the record: it is shown once more, as it became.
      const page = await database.derive(tx, scope, (wide) => readMember(context, tx, wide, id, eyes))
      await noteSeen(context, tx, scope, what, eyes)
      return page
    })
  return {
    'members.list': async ({ sort, desc, after, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'members.list', async (db, eyes) => {
        const cursor = readCursor(after)
        const where = await filterMembers(context, db, scope, filter)
        const listed = await listMembers(context, db, scope, filter, { sort, desc, limit, after: cursor }, eyes, where)
        const last = listed.at(-1)
        return {
          rows: listed.map(({ sortKey: _, ...row }) => row),
          next: last && listed.length === limit ? JSON.stringify([last.sortKey, last.id]) : null,
          total: cursor === null ? await countUpTo(db, where) : null,
        }
      }),
    'members.count': async (filter, { scope, db }) => countMembers(context, db, scope, filter),
    'members.recount': async (_, { scope, db }) => {
      const [row] = await rowsOf<{ n: number }>(
        db,
        sql`select count(*)::int as n from organization where district = ${scope.district}`,
      )
      return { organizations: row?.n ?? 0, wrong: await recountMembers(db, scope) }
    },
    'members.get': async ({ id }, { scope }) =>
      readPersonal(context, scope, 'members.get', (db, eyes) => readMember(context, db, scope, id, eyes)),
    'members.add': async ({ day, reason, other, ...fields }, { scope }) =>
      database.write(scope, async (tx) => {
        await requirePlace(tx, scope, fields)
        await refuseKnown(context, tx, scope, fields, other)
        const id = await admitMember(context, tx, scope, { ...fields, source: 'hand' }, { day, reason })
        return { id }
      }),
    'members.correct': async ({ id, version, reason, fields }, { scope }) =>
      deed(scope, 'members.correct', id, async (tx) => {
        if (fields.unit != null) await requireUnit(tx, scope, fields.unit)
        await correctMember(context, tx, scope, id, { fields: onlyGiven(fields), reason, version })
      }),
    'members.setStatus': async ({ id, ...status }, { scope }) =>
      deed(scope, 'members.setStatus', id, (tx) => changeStatus(context, tx, scope, id, status)),
    'members.moveWithin': async ({ id, version, day, to, reason }, { scope }) =>
      deed(scope, 'members.moveWithin', id, async (tx) => {
        await requireChangeable(tx, scope, to)
        await moveMember(context, tx, scope, id, { day, to, how: 'within', reason, version })
      }),
    'members.tieAccount': async ({ id, username, reason }, { scope }) =>
      deed(scope, 'members.tieAccount', id, async (tx) => {
        const account = username === null ? null : await findAccount(context, tx, scope, username)
        await tieAccount(context, tx, scope, id, { account, reason })
      }),
    'members.export': async (input, call) => {
      const { scope, db, reply } = call
      const filter = filterOf(input)
      const { layout, format } = input
      const where = await filterMembers(context, db, scope, filter)
      const eyes = await exportPersonal(context, call, 'members.export', input)
      await database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'members.export', null, {
          // What was searched for may be a name.
          filter: { ...filter, ...(filter.q === undefined ? {} : { q: '…' }) },
          layout,
          format,
          masked: !eyes.clear,
        }),
      )
      const columns = layoutsOfExport[layout]
      const rows = exportMembers(context, db, scope, where, layout, eyes)
      const name = `党员名册-${context.clock.today()}.${format}`
      if (format === 'csv')
        return sendFile(reply, name, (out) => writeCsv(out, { columns: columns.map(({ title }) => ({ title })), rows }))
      return sendFile(reply, name, (out) => writeXlsx(out, { sheets: [{ name: '党员名册', columns, rows }] }))
    },
  }
}

/** Corrections as they were sent: a field with a default that nobody sent is not one of them. */
function onlyGiven<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  // Only entries without a value were left out.
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

/** New records are written where the actor is responsible: for the organisation, or for the unit where there is none here. */
async function requirePlace(
  tx: Tx,
  scope: Scope,
  { organization, unit }: { readonly organization: string | null; readonly unit: string | null },
): Promise<void> {
  if (organization !== null) await requireChangeable(tx, scope, organization)
  if (unit !== null) await requireUnit(tx, scope, unit)
  else if (organization === null) throw membersProblem('refused', { why: '党组织和工作单位至少写一个' })
}

/** Somebody may work in a unit that the actor does not reach; it must be one of the ledger all the same, and seen by the actor. */
async function requireUnit(tx: Tx, scope: Scope, unit: string): Promise<void> {
  const found = await rowsOf(tx, sql`select 1 from unit where district = ${scope.district} and id = ${unit}`)
  if (found.length === 0) throw membersProblem('refused', { why: '没有这家单位，或不在你负责的范围内' })
}

const cursorShape = z.tuple([z.union([z.string(), z.number()]), z.string()])

function readCursor(after: string | undefined): { key: string | number; id: string } | null {
  if (after === undefined) return null
  try {
    const read = cursorShape.safeParse(JSON.parse(after))
    return read.success ? { key: read.data[0], id: read.data[1] } : null
  } catch {
    return null
  }
}
