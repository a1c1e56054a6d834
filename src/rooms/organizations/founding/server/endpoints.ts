import type { FastifyInstance } from 'fastify'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import { serve, type Handlers } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { foundingEndpoints, foundingProblem, type FoundingCase } from '../contract.ts'
import { mayTake, OPEN_STEPS } from '../rules/lifecycle.ts'
import { sayBoard } from '../rules/sentences.ts'
import { advise } from './advise.ts'
import { applyFor } from './apply.ts'
import { attach } from './attach.ts'
import { getCase } from './cases.ts'
import { draftEach } from './draft-each.ts'
import { elect, file, giveBack, review, withdraw } from './later-steps.ts'
import { countSteps, countTowns, listCases, listFirst } from './list.ts'
import { openCase, rewriteCase } from './open-case.ts'
import { presentCase, presentRow, readToday } from './present.ts'
import { reply, tryReply } from './reply.ts'
import { requireAct } from './take.ts'

/** Cards of one step that the desk shows; the list has the rest. */
const MOST_CARDS = 60

export function serveFounding(app: FastifyInstance, context: Context): void {
  const { database } = context
  type Deed<I> = (context: Context, tx: Tx, scope: Scope, input: I) => Promise<void>
  /** Does a deed and answers with the case as it stands after it. */
  const answering =
    <I extends { readonly id: string }>(deed: Deed<I>) =>
    (input: I, { scope }: { readonly scope: Scope }): Promise<FoundingCase> =>
      database.write(scope, async (tx) => {
        await deed(context, tx, scope, input)
        return presentCase(context, tx, scope, await getCase(tx, scope, input.id))
      })

  const handlers: Handlers<typeof foundingEndpoints> = {
    'founding.board': async (filter, { scope, db }) => {
      const today = await readToday(context, db, scope)
      const counts = new Map((await countSteps(db, scope, filter, today.when)).map((one) => [one.step, one]))
      const first = await listFirst(db, scope, filter, today.when, MOST_CARDS)
      const columns = OPEN_STEPS.map((step) => {
        const { total = 0, overdue = 0 } = counts.get(step) ?? {}
        const rows = first.filter((row) => row.step === step).map((row) => presentRow(row, today))
        return { step, total, overdue, rows }
      })
      const sum = (of: 'total' | 'overdue' | 'soon'): number =>
        OPEN_STEPS.reduce((all, step) => all + (counts.get(step)?.[of] ?? 0), 0)
      return {
        sentence: sayBoard({ open: sum('total'), overdue: sum('overdue'), soon: sum('soon') }),
        columns,
        ended: {
          filed: counts.get('filed')?.total ?? 0,
          declined: counts.get('declined')?.total ?? 0,
          withdrawn: counts.get('withdrawn')?.total ?? 0,
        },
        towns: await countTowns(db, scope, filter, today.when),
      }
    },
    'founding.list': async ({ after, limit, ...filter }, { scope, db }) => {
      const today = await readToday(context, db, scope)
      const [due = '', id = ''] = after?.split(' ') ?? []
      const start = parseDay(due) === null ? null : { due, id }
      const rows = await listCases(db, scope, filter, today.when, { after: start, limit })
      const last = rows.length === limit ? rows.at(-1) : undefined
      const counts = start === null ? await countSteps(db, scope, filter, today.when) : null
      const steps = filter.step === undefined || filter.step === '' ? OPEN_STEPS : filter.step.split(',')
      return {
        rows: rows.map((row) => presentRow(row, today)),
        next: last === undefined ? null : `${last.due ?? '9999-12-31'} ${last.id}`,
        total:
          counts?.reduce(
            (all, { step, total }) => all + ((steps as readonly string[]).includes(step) ? total : 0),
            0,
          ) ?? null,
      }
    },
    'founding.get': async ({ id }, { scope, db }) => presentCase(context, db, scope, await getCase(db, scope, id)),
    'founding.advise': (input, { scope }) => database.write(scope, (tx) => advise(context, tx, scope, input)),
    'founding.draft': async ({ source, overrides, again, ...plan }, { scope }) => ({
      id: await database.write(scope, (tx) =>
        openCase(context, tx, scope, plan, { source, ...(again === undefined ? {} : { again }) }, overrides),
      ),
    }),
    'founding.draftEach': ({ units, source }, { scope }) =>
      database.write(scope, (tx) => draftEach(context, tx, scope, units, source)),
    'founding.revise': answering(async (_, tx, scope, { id, version, overrides, ...plan }) => {
      const row = await requireAct(tx, scope, id)
      if (row.version !== version) throw foundingProblem('changed-meanwhile')
      const ruling = mayTake(row.step, 'revise')
      if (!ruling.ok) throw foundingProblem('out-of-order', { why: ruling.why })
      await rewriteCase(context, tx, scope, id, plan, overrides)
    }),
    'founding.apply': answering(applyFor),
    'founding.review': answering(review),
    'founding.return': answering(giveBack),
    'founding.try': ({ id, day }, { scope }) =>
      database.write(scope, (tx) => tryReply(context, tx, scope, id, day as Day)),
    'founding.reply': answering(reply),
    'founding.elect': answering(elect),
    'founding.file': answering(file),
    'founding.withdraw': answering(withdraw),
    'founding.attach': ({ id }, { scope, request }) => attach(context, scope, id, request),
  }
  serve(app, context, foundingEndpoints, handlers)
}
