import type { FastifyRequest } from 'fastify'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Handlers } from '../../../../platform/server/http/route.ts'
import { sendFile } from '../../../../platform/server/http/send-file.ts'
import { exportPersonal } from '../../../../platform/server/personal/export-personal.ts'
import { openEyes, type Eyes } from '../../../../platform/server/personal/eyes.ts'
import { noteSeen, readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { writeCsv } from '../../../../platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import { linkBase, takeTurn } from '../../../access/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { declarationsProblem, type DeclarationPage, type declarationsEndpoints } from '../contract.ts'
import { OPEN_LIMITS } from '../rules/limits.ts'
import { OPEN_STATES } from '../rules/moves.ts'
import { sayCount, sayDisagreement } from '../rules/sentences.ts'
import { readStatus, withdrawByCode } from './by-code.ts'
import { declare, enter } from './declare.ts'
import { assign, close, contact, reopen, verify, withdrawFor } from './deeds.ts'
import { countDisagreements, listDisagreements } from './disagree.ts'
import { exportColumns, exportRows, filterOf } from './export.ts'
import { giveLink } from './links.ts'
import { readNotice } from './notice.ts'
import { readDeclaration } from './page.ts'
import {
  countDeclarations,
  countWhere,
  filterDeclarations,
  getShown,
  isNewestFirst,
  listDeclarations,
  presentRow,
  readCursor,
} from './reads.ts'
import { admit, transferIn } from './take-in.ts'

export function declarationsHandlers(context: Context): Handlers<typeof declarationsEndpoints> {
  const { database, clock } = context
  type Deed<I> = (context: Context, tx: Tx, scope: Scope, input: I) => Promise<void>
  /** A deed and the page after it, in one transaction: what is shown is what was written. */
  const answering =
    <I extends { readonly id: string }>(what: string, deed: Deed<I>) =>
    (input: I, { scope }: { readonly scope: Scope }): Promise<DeclarationPage> =>
      database.write(scope, async (tx) => {
        await deed(context, tx, scope, input)
        const eyes = openEyes(context.secrets, scope)
        const page = await readAfter(tx, scope, input.id, eyes)
        await noteSeen(context, tx, scope, what, eyes)
        return page
      })
  /** Whoever hands it to another town no longer reaches it: it is shown once more, as it became, without what lies there. */
  const readAfter = async (tx: Tx, scope: Scope, id: string, eyes: Eyes): Promise<DeclarationPage> => {
    if ((await getShown(tx, scope, id)) !== null) return readDeclaration(context, tx, scope, id, eyes)
    const page = await database.derive(tx, scope, (wide) => readDeclaration(context, tx, wide, id, eyes))
    return { ...page, unit: null, unitName: null, onFile: null, alike: [] }
  }
  const demandTurn = async (what: keyof typeof OPEN_LIMITS, request: FastifyRequest): Promise<void> => {
    const minutes = await takeTurn(context, `declarations.${what}`, request.ip, OPEN_LIMITS[what])
    if (minutes !== null) throw declarationsProblem('try-later', { minutes })
  }
  return {
    'declarations.notice': ({ at }, { scope, db }) => readNotice(context, db, scope, at),
    'declarations.declare': async (input, { scope, request }) => {
      await demandTurn('declare', request)
      return declare(context, scope, input)
    },
    'declarations.status': async ({ code }, { request }) => {
      await demandTurn('code', request)
      return readStatus(context, code)
    },
    'declarations.withdraw': async ({ code }, { scope, request }) => {
      await demandTurn('code', request)
      return withdrawByCode(context, scope, code)
    },
    'declarations.list': ({ after, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'declarations.list', async (db, eyes) => {
        const book = await findRuleBook(db, scope, clock.today())
        const where = await filterDeclarations(context, db, scope, filter, book)
        const cut = { after: readCursor(after), limit, newestFirst: isNewestFirst(filter) }
        const rows = await listDeclarations(db, scope, where, cut)
        const last = rows.length === limit ? rows.at(-1) : undefined
        return {
          rows: rows.map((row) => presentRow(context, row, book, eyes)),
          next: last === undefined ? null : `${last.declared} ${last.id}`,
          total: cut.after === null ? await countWhere(db, where) : null,
        }
      }),
    'declarations.count': async ({ area }, { scope, db }) => {
      const book = await findRuleBook(db, scope, clock.today())
      const { states, overdue, soon, thisYear } = await countDeclarations(db, scope, area, book)
      const open = OPEN_STATES.reduce((sum, state) => sum + states[state], 0)
      const sentence = sayCount({ open, received: states.received, overdue, thisYear })
      return { sentence, open, states, overdue, soon, thisYear }
    },
    'declarations.disagree': (input, { scope, db }) => listDisagreements(context, db, scope, input),
    'declarations.disagreeCount': async ({ area }, { scope, db }) => {
      const counts = await countDisagreements(context, db, scope, area)
      return { sentence: sayDisagreement(counts), ...counts }
    },
    'declarations.link': async (order, { scope, request }) => {
      const { at, name } = await database.write(scope, (tx) => giveLink(context, tx, scope, order))
      const link = `${linkBase(context, request)}/declare${at === '' ? '' : `?at=${at}`}`
      return { at, name, link }
    },
    'declarations.export': async (input, call) => {
      const { scope, db, reply } = call
      const { format } = input
      const eyes = await exportPersonal(context, call, 'declarations.export', input)
      const rows = exportRows(context, db, scope, filterOf(input), eyes)
      const name = `自愿申报登记簿-${clock.today()}.${format}`
      if (format === 'csv')
        return sendFile(reply, name, (out) =>
          writeCsv(out, { columns: exportColumns.map(({ title }) => ({ title })), rows }),
        )
      const columns = exportColumns.map(({ title, width }) => ({ title, width }))
      return sendFile(reply, name, (out) => writeXlsx(out, { sheets: [{ name: '自愿申报', columns, rows }] }))
    },
    'declarations.get': ({ id }, { scope }) =>
      readPersonal(context, scope, 'declarations.get', (db, eyes) => readDeclaration(context, db, scope, id, eyes)),
    'declarations.enter': (input, { scope }) => enter(context, scope, input),
    'declarations.contact': answering('declarations.contact', contact),
    'declarations.verify': answering('declarations.verify', verify),
    'declarations.assign': answering('declarations.assign', assign),
    'declarations.admit': answering('declarations.admit', admit),
    'declarations.openTransfer': answering('declarations.openTransfer', transferIn),
    'declarations.close': answering('declarations.close', close),
    'declarations.reopen': answering('declarations.reopen', reopen),
    'declarations.withdrawFor': answering('declarations.withdrawFor', withdrawFor),
  }
}
