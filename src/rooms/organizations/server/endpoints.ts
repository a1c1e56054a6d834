import { pageStart } from '../../../kernel/page-start.ts'
import { parseDay, type Day } from '../../../kernel/day.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { sendFile } from '../../../platform/server/http/send-file.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeCsv } from '../../../platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { findNames } from '../../areas/server/public.ts'
import { organizationsProblem, type organizationsEndpoints } from '../contract.ts'
import { registerHeadings } from '../rules/export-columns.ts'
import { countDue, type Beside } from './beside.ts'
import { changeOrganization, tryChange } from './change.ts'
import { exportOrganizations } from './export.ts'
import { getPage } from './page.ts'
import {
  countOrganizations,
  listLevel,
  listOrganizations,
  tallyOrganizations,
  type ListedOrganization,
} from './reads.ts'
import { registerOrganization } from './register.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'

export function organizationsHandlers(context: Context, beside: Beside): Handlers<typeof organizationsEndpoints> {
  const { clock, database } = context
  const present = async (db: Db | Tx, scope: Scope, rows: readonly ListedOrganization[], eyes: Eyes) => {
    const ids = rows.map((row) => row.id)
    const due = await countDue(db, scope, ids, clock.today())
    const secretaries = await beside.secretaries(context, db, scope, ids)
    return rows.map(({ sortKey: _, code: __, ...row }) => ({
      ...row,
      secretary: eyes.show('name', secretaries.get(row.id) ?? null),
      ...(due.get(row.id) ?? { due: 0, overdue: 0 }),
    }))
  }
  return {
    'organizations.list': async ({ after, limit, sort, desc, ...filter }, { scope }) =>
      readPersonal(context, scope, 'organizations.list', async (db, eyes) => {
        const page = { sort, desc, limit, after: readCursor(after), today: clock.today() }
        const rows = await listOrganizations(db, scope, filter, page)
        const last = rows.at(-1)
        return {
          rows: await present(db, scope, rows, eyes),
          next: last && rows.length === limit ? JSON.stringify([last.sortKey, last.id]) : null,
          total: after === undefined ? await countOrganizations(db, scope, filter, clock.today()) : null,
        }
      }),
    'organizations.count': async (filter, { scope, db }) => {
      const rows = await tallyOrganizations(db, scope, filter, clock.today())
      const sum = (pick: (row: (typeof rows)[number]) => number): number =>
        rows.reduce((all, row) => all + pick(row), 0)
      const by = (key: (row: (typeof rows)[number]) => string): Record<string, number> => {
        const sums: Record<string, number> = {}
        for (const row of rows) sums[key(row)] = (sums[key(row)] ?? 0) + row.n
        return sums
      }
      const areas = by((row) => row.area ?? '')
      const names = await findNames(db, scope, Object.keys(areas), clock.today())
      return {
        total: sum((row) => row.n),
        units: sum((row) => row.units),
        membersFull: sum((row) => row.full),
        membersProbationary: sum((row) => row.probationary),
        kinds: by((row) => row.kind),
        states: by((row) => row.state),
        areas: Object.entries(areas)
          .map(([id, n]) => ({ id, name: names.get(id)?.name ?? '未写明', n }))
          .sort((one, other) => other.n - one.n),
      }
    },
    'organizations.tree': async ({ parent, asOf, after, limit }, { scope }) =>
      readPersonal(context, scope, 'organizations.tree', async (db, eyes) => {
        const start = pageStart(after)
        const at = { parent: parent ?? null, asOf: pastDay(asOf, clock.today()), start, limit }
        const rows = await listLevel(db, scope, at)
        const shown = await present(db, scope, rows, eyes)
        return {
          rows: shown.map((row, place) => ({
            ...row,
            children: rows[place]?.children ?? 0,
            below: rows[place]?.below ?? 0,
          })),
          next: rows.length === limit ? String(start + rows.length) : null,
          total: null,
        }
      }),
    'organizations.get': async ({ id, asOf }, { scope }) =>
      readPersonal(context, scope, 'organizations.get', (db, eyes) =>
        getPage(context, db, scope, { id, asOf: pastDay(asOf, clock.today()) }, beside, eyes),
      ),
    'organizations.register': async ({ founded, ...made }, { scope }) => {
      const since = founded === null ? null : requireDay(founded)
      return database.write(scope, async (tx) => {
        const order = {
          ...made,
          founded: since,
          day: since ?? clock.today(),
          event: 'registered',
          state: 'active',
        } as const
        const { id } = await registerOrganization(context, tx, scope, order)
        return { id }
      })
    },
    'organizations.try': async ({ id, day, what }, { scope }) =>
      database.write(scope, (tx) => tryChange(context, tx, scope, { id, day: requireDay(day), what })),
    'organizations.change': async ({ day, ...order }, { scope }) => {
      await database.write(scope, (tx) => changeOrganization(context, tx, scope, { ...order, day: requireDay(day) }))
      return readPersonal(context, scope, 'organizations.get', (db, eyes) =>
        getPage(context, db, scope, { id: order.id, asOf: null }, beside, eyes),
      )
    },
    'organizations.export': async ({ format, ...filter }, { scope, db, reply }) => {
      // Once the file has begun nothing can be refused any more.
      await countOrganizations(db, scope, filter, clock.today())
      await database.write(scope, (tx) =>
        writeAudit(tx, scope, clock, 'organizations.export', null, { filter, format }),
      )
      const rows = exportOrganizations(db, scope, filter, clock.today())
      const name = `党组织名册-${clock.today()}.${format}`
      if (format === 'csv') return sendFile(reply, name, (out) => writeCsv(out, { columns: registerHeadings, rows }))
      return sendFile(reply, name, (out) =>
        writeXlsx(out, { sheets: [{ name: '党组织名册', columns: registerHeadings, rows }] }),
      )
    },
  }
}

function requireDay(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw organizationsProblem('bad-day', { why: `没有 ${text} 这一天。` })
  return day
}

/** Today and later are answered from what is, which is the same and faster. */
function pastDay(text: string | undefined, today: Day): Day | null {
  if (text === undefined) return null
  const day = requireDay(text)
  return day < today ? day : null
}

function readCursor(after: string | undefined): { key: string | number; id: string } | null {
  if (after === undefined) return null
  try {
    const parsed: unknown = JSON.parse(after)
    if (!Array.isArray(parsed)) return null
    const [key, id] = parsed as unknown[]
    return (typeof key === 'string' || typeof key === 'number') && typeof id === 'string' ? { key, id } : null
  } catch {
    return null
  }
}
