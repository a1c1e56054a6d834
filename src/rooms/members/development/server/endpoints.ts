import { parseDay } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Handlers } from '../../../../platform/server/http/route.ts'
import { openEyes } from '../../../../platform/server/personal/eyes.ts'
import { noteSeen, readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { stageShape, type CasePage, type developmentEndpoints } from '../contract.ts'
import { sayBoard } from '../rules/sentences.ts'
import { readCalendar } from './calendar.ts'
import { readCase } from './case-page.ts'
import { correctCase, endCase, moveCase, prolong, takeBack } from './change-case.ts'
import { noteBackbone, readDual } from './dual.ts'
import { readDues } from './dues.ts'
import { countStages, listCases, listTops, readWhen } from './list.ts'
import { openCase } from './open-case.ts'
import { readQuotas, setQuota } from './quotas.ts'
import { takeStep } from './take-step.ts'
import { tieCase } from './tie-account.ts'

/** Cards of one stage that the board shows; the list has the rest. */
const MOST_CARDS = 40

export function developmentHandlers(context: Context): Handlers<typeof developmentEndpoints> {
  const { database } = context
  type Deed<I> = (context: Context, tx: Tx, scope: Scope, input: I) => Promise<void>
  /** A deed and the page after it, in one transaction: what is shown is what was written. */
  const answering =
    <I extends { readonly id: string }>(what: string, deed: Deed<I>) =>
    (input: I, { scope }: { readonly scope: Scope }): Promise<CasePage> =>
      database.write(scope, async (tx) => {
        await deed(context, tx, scope, input)
        const eyes = openEyes(context.secrets, scope)
        // Whoever hands a case over may no longer reach it: it is shown once more, as it became.
        const page = await database.derive(tx, scope, (wide) => readCase(context, tx, wide, input.id, eyes))
        await noteSeen(context, tx, scope, what, eyes)
        return page
      })
  return {
    'development.board': (filter, { scope }) =>
      readPersonal(context, scope, 'development.board', async (db, eyes) => {
        const when = await readWhen(context, db, scope)
        const counts = new Map((await countStages(context, db, scope, filter, when)).map((one) => [one.stage, one]))
        const rows = await listTops(context, db, scope, filter, when, MOST_CARDS, eyes)
        const columns = stageShape.options.map((stage) => {
          const { total = 0, overdue = 0, soon = 0 } = counts.get(stage) ?? {}
          return { stage, total, overdue, soon, rows: rows.filter((row) => row.stage === stage) }
        })
        const sum = (of: 'overdue' | 'soon'): number => columns.reduce((all, column) => all + column[of], 0)
        return { sentence: sayBoard(columns, sum('overdue'), sum('soon')), day: when.today, columns }
      }),
    'development.list': ({ after, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'development.list', async (db, eyes) => {
        const when = await readWhen(context, db, scope)
        const [due, id] = after?.split(' ') ?? []
        const start = due === undefined || id === undefined || parseDay(due) === null ? null : { due, id }
        const rows = await listCases(context, db, scope, filter, when, { after: start, limit }, eyes)
        const last = rows.length === limit ? rows.at(-1) : undefined
        const counts = start === null ? await countStages(context, db, scope, filter, when) : null
        return {
          rows,
          next: last === undefined ? null : `${last.due ?? '9999-12-31'} ${last.id}`,
          total: counts?.reduce((all, { total }) => all + total, 0) ?? null,
        }
      }),
    'development.calendar': (input, { scope }) =>
      readPersonal(context, scope, 'development.calendar', (db, eyes) => readCalendar(context, db, scope, input, eyes)),
    'development.quotas': (input, { scope, db }) => readQuotas(context, db, scope, input),
    'development.setQuota': async (input, { scope }) => ({
      version: await database.write(scope, (tx) => setQuota(context, tx, scope, input)),
    }),
    'development.dual': (input, { scope, db }) => readDual(context, db, scope, input),
    'development.noteBackbone': async (input, { scope }) => ({
      id: await database.write(scope, (tx) => noteBackbone(context, tx, scope, input)),
    }),
    'development.dues': (_, { scope, db }) => readDues(context, db, scope),
    'development.get': ({ id }, { scope }) =>
      readPersonal(context, scope, 'development.get', (db, eyes) => readCase(context, db, scope, id, eyes)),
    'development.open': async (input, { scope }) => ({
      id: await database.write(scope, (tx) => openCase(context, tx, scope, input)),
    }),
    'development.take': answering('development.take', takeStep),
    'development.takeBack': answering('development.takeBack', takeBack),
    'development.prolong': answering('development.prolong', prolong),
    'development.move': answering('development.move', moveCase),
    'development.correct': answering('development.correct', correctCase),
    'development.tieAccount': answering('development.tieAccount', tieCase),
    'development.end': answering('development.end', endCase),
  }
}
