import type { FastifyInstance } from 'fastify'
import { parseDay } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { serve, type Handlers } from '../../../../platform/server/http/route.ts'
import { exportPersonal } from '../../../../platform/server/personal/export-personal.ts'
import { openEyes, type Eyes } from '../../../../platform/server/personal/eyes.ts'
import { noteSeen, readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { floatingEndpoints, transfersEndpoints } from '../contract.ts'
import { actOnTransfer, tryTransfer } from './act.ts'
import { cellsOf, listOfStays, listOfTransfers, rowsOnly, sendTable, stayColumns, transferColumns } from './export.ts'
import { endStay, markLost, recordContact, registerStay } from './floating.ts'
import { countStays, listContacts, listLost, listStays } from './floating-reads.ts'
import { requireArea } from './in-area.ts'
import { openTransfer } from './open.ts'
import { findPlaces } from './places.ts'
import { countListed, countTransfers, listTransfers, readTransfer } from './reads.ts'
import { requireStay, stayRow } from './stays.ts'

export function serveTransfers(app: FastifyInstance, context: Context): void {
  serve(app, context, transfersEndpoints, transfersHandlers(context))
  serve(app, context, floatingEndpoints, floatingHandlers(context))
}

/** A deed and what it shows after it, in one transaction; who was seen in the clear stands in the trail. */
function shown<T>(
  context: Context,
  scope: Scope,
  what: string,
  work: (tx: Tx) => Promise<void>,
  show: (tx: Tx, eyes: Eyes) => Promise<T>,
): Promise<T> {
  return context.database.write(scope, async (tx) => {
    await work(tx)
    const eyes = openEyes(context.secrets, scope)
    const answer = await show(tx, eyes)
    await noteSeen(context, tx, scope, what, eyes)
    return answer
  })
}

function transfersHandlers(context: Context): Handlers<typeof transfersEndpoints> {
  const { database } = context
  return {
    'transfers.list': async ({ after = null, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'transfers.list', async (db, eyes) => {
        const rows = await listTransfers(context, db, scope, filter, { after, limit }, eyes)
        const total = after === null ? await countListed(context, db, scope, filter) : null
        return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total }
      }),
    'transfers.count': async ({ area }, { scope, db }) => countTransfers(context, db, scope, area),
    'transfers.places': async (order, { scope, db }) => ({ rows: await findPlaces(context, db, scope, order) }),
    'transfers.get': async ({ id }, { scope }) =>
      readPersonal(context, scope, 'transfers.get', (db, eyes) => readTransfer(context, db, scope, id, eyes)),
    'transfers.export': async (input, call) => {
      const { scope, db, reply } = call
      await requireArea(context, db, scope, input.area)
      const eyes = await exportPersonal(context, call, 'transfers.export', input)
      const rows = cellsOf(listOfTransfers(context, db, scope, rowsOnly(input)), transferColumns, eyes)
      return sendTable(reply, `组织关系转接台账-${context.clock.today()}`, input.format, transferColumns, rows)
    },
    'transfers.open': async (order, { scope }) => {
      let id = ''
      return shown(
        context,
        scope,
        'transfers.open',
        async (tx) => {
          id = await openTransfer(context, tx, scope, order)
        },
        (tx, eyes) => readTransfer(context, tx, scope, id, eyes),
      )
    },
    'transfers.try': async ({ id, ...given }, { scope }) =>
      database.write(scope, (tx) => tryTransfer(context, tx, scope, id, given)),
    'transfers.act': async (act, { scope }) =>
      shown(
        context,
        scope,
        'transfers.act',
        (tx) => actOnTransfer(context, tx, scope, act),
        (tx, eyes) => readTransfer(context, tx, scope, act.id, eyes),
      ),
  }
}

function floatingHandlers(context: Context): Handlers<typeof floatingEndpoints> {
  const { database, clock } = context
  const one = async (db: Db | Tx, scope: Scope, id: string, eyes: Eyes) => {
    const book = await findRuleBook(db, scope, clock.today())
    return stayRow(context, scope, await requireStay(db, scope, id), book, eyes)
  }
  return {
    'floating.list': async ({ after = null, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'floating.list', async (db, eyes) => {
        const { rows, total } = await listStays(context, db, scope, filter, { after, limit }, eyes)
        return { rows, next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null, total }
      }),
    'floating.count': async ({ area }, { scope, db }) => countStays(context, db, scope, area),
    'floating.get': async ({ id }, { scope }) =>
      readPersonal(context, scope, 'floating.get', async (db, eyes) => ({
        ...(await one(db, scope, id, eyes)),
        contacts: await listContacts(db, scope, id),
      })),
    'floating.export': async (input, call) => {
      const { scope, db, reply } = call
      await requireArea(context, db, scope, input.area)
      const eyes = await exportPersonal(context, call, 'floating.export', input)
      const rows = cellsOf(listOfStays(context, db, scope, rowsOnly(input)), stayColumns, eyes)
      return sendTable(reply, `流动党员台账-${clock.today()}`, input.format, stayColumns, rows)
    },
    'floating.register': async (order, { scope }) =>
      database.write(scope, async (tx) => ({ id: await registerStay(context, tx, scope, order) })),
    'floating.contact': async (order, { scope }) =>
      shown(
        context,
        scope,
        'floating.contact',
        (tx) => recordContact(context, tx, scope, order),
        (tx, eyes) => one(tx, scope, order.id, eyes),
      ),
    'floating.end': async (order, { scope }) =>
      shown(
        context,
        scope,
        'floating.end',
        (tx) => endStay(context, tx, scope, order),
        (tx, eyes) => one(tx, scope, order.id, eyes),
      ),
    'floating.lost': async ({ after, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'floating.lost', async (db, eyes) => {
        const [since, id] = after?.split(' ') ?? []
        const start = id === undefined || parseDay(since ?? '') === null ? null : { since: since ?? '', id }
        const { rows, total } = await listLost(context, db, scope, filter, { after: start, limit }, eyes)
        const last = rows.length === limit ? rows.at(-1) : undefined
        return { rows, next: last ? `${last.lostSince} ${last.member}` : null, total }
      }),
    'floating.setLost': async (order, { scope }) =>
      database.write(scope, async (tx) => {
        await markLost(context, tx, scope, order)
        return { ok: true as const }
      }),
  }
}
