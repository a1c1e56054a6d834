import { PassThrough } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { pageStart } from '../../../kernel/page-start.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Db } from '../../../platform/server/db/database.ts'
import { serve, type Handlers } from '../../../platform/server/http/route.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { exportPersonal } from '../../../platform/server/personal/export-personal.ts'
import { readPersonal } from '../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { plannerEndpoints, plannerProblem } from '../contract.ts'
import { comparePlans } from './compare/compare-plans.ts'
import { drawCurve } from './curve.ts'
import { moreHandlers } from './endpoints-more.ts'
import { foundAccepted } from './found-accepted.ts'
import { findLedgerMark } from './ledger.ts'
import { makePlan } from './make-plan.ts'
import { presentPlan, presentProposal, presentRow, presentWholePlan } from './present.ts'
import { findPlan, findProposal, listMembers, listPlans, type PlanRow } from './reads.ts'
import { listTowns } from './town-rows.ts'
import { countProposals, findSearchWords, listProposals } from './proposal-list.ts'
import { resumeRefining, startRefining, stopRefining } from './refine/start-refining.ts'
import { dropScenario, getScenario, listScenarios, presentScenario, saveScenario } from './scenarios/scenarios.ts'
import { planSheets } from './sheets.ts'
import { acceptOpen, decideProposal } from './writes.ts'

export function servePlanner(app: FastifyInstance, context: Context): void {
  const getPlan = async (db: Db, scope: Scope, id: string): Promise<PlanRow> => {
    const plan = await findPlan(db, scope, id)
    if (!plan) throw plannerProblem('plan-not-found')
    return plan
  }
  /** Proving and drawing curves take the whole plan. */
  const getOwnPlan = async (db: Db, scope: Scope, id: string): Promise<PlanRow> => {
    const plan = await getPlan(db, scope, id)
    if (!plan.whole) throw plannerProblem('outside-reach')
    return plan
  }
  const getProposal = async (db: Db, scope: Scope, id: string, eyes: Eyes) => {
    const proposal = await findProposal(db, scope, id)
    if (!proposal || proposal.units === 0) throw plannerProblem('proposal-not-found')
    const [plan, members] = [
      await getPlan(db, scope, proposal.plan_id),
      await listMembers(db, scope, proposal.plan_id, [proposal.no]),
    ]
    return presentProposal(proposal, members, plan, eyes)
  }

  const handlers: Handlers<typeof plannerEndpoints> = {
    ...moreHandlers(context),
    'planner.list': async (_, { scope, db }) => {
      const mark = await findLedgerMark(db, scope)
      return { rows: (await listPlans(db, scope)).map((row) => presentPlan(row, mark)) }
    },
    'planner.make': async ({ scenario: wanted, ...given }, { scope, db }) => {
      const scenario = wanted === undefined ? null : await getScenario(db, scope, wanted)
      const params = scenario?.params ?? given
      stopRefining(context)
      const job = context.jobs.start(scope, 'planner.make', async (handle) => {
        const plan = await makePlan(context, scope, { params, scenario }, handle)
        startRefining(context, scope, plan)
        await resumeRefining(context, scope, plan)
        return { plan }
      })
      return { job: job.id }
    },
    'planner.refine': async ({ id, seconds }, { scope, db }) => {
      const { id: plan, area_path: path } = await getOwnPlan(db, scope, id)
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'planner.refine', plan, { seconds }, { path }),
      )
      stopRefining(context)
      return { job: startRefining(context, scope, plan, seconds).id }
    },
    'planner.curve': async ({ id }, { scope, db }) => {
      const { id: plan, area_path: path } = await getOwnPlan(db, scope, id)
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'planner.curve', plan, {}, { path }),
      )
      const job = context.jobs.start(scope, 'planner.curve', async (handle) => {
        await drawCurve(context, scope, plan, handle)
        return { plan }
      })
      return { job: job.id }
    },
    'planner.get': async ({ id }, { scope, db }) => {
      const plan = await getPlan(db, scope, id)
      return presentWholePlan(plan, await findLedgerMark(db, scope), await listTowns(db, scope, plan.id))
    },
    'planner.proposals': async ({ id, after, limit, q, ...rest }, { scope }) =>
      readPersonal(context, scope, 'planner.proposals', async (db, eyes) => {
        const plan = await getPlan(db, scope, id)
        const filter = { ...rest, words: await findSearchWords(db, scope, plan.id, q ?? '') }
        const rows = await listProposals(db, scope, plan.id, filter, pageStart(after), limit)
        const last = rows.length === limit ? rows.at(-1) : undefined
        const total = after === undefined ? await countProposals(db, scope, plan.id, filter) : null
        return { rows: rows.map((row) => presentRow(row, eyes)), next: last ? String(last.no) : null, total }
      }),
    'planner.proposal': async ({ id }, { scope }) =>
      readPersonal(context, scope, 'planner.proposal', (db, eyes) => getProposal(db, scope, id, eyes)),
    'planner.decide': async (input, { scope }) => {
      await context.database.write(scope, (tx) => decideProposal(context, tx, scope, input))
      return readPersonal(context, scope, 'planner.proposal', (db, eyes) => getProposal(db, scope, input.id, eyes))
    },
    'planner.acceptAll': async ({ id, town, kind }, { scope, db }) => {
      const plan = await getPlan(db, scope, id)
      const accepted = await context.database.write(scope, (tx) =>
        acceptOpen(context, tx, scope, { plan: plan.id, town, kind }),
      )
      return { accepted }
    },
    'planner.found': async ({ id, town, proposals }, { scope, db }) => {
      const plan = await getPlan(db, scope, id)
      return context.database.write(scope, (tx) => foundAccepted(context, tx, scope, plan, { town, proposals }))
    },
    'planner.compare': async ({ ids }, { scope, db }) =>
      comparePlans(
        db,
        scope,
        ids.split(',').filter((id) => id !== ''),
      ),
    'planner.scenarios': async (_, { scope, db }) => {
      const rows = await listScenarios(db, scope)
      return { rows: await Promise.all(rows.map((row) => presentScenario(db, scope, row))) }
    },
    'planner.saveScenario': async (input, { scope, db }) => {
      const id = await context.database.write(scope, (tx) => saveScenario(context, tx, scope, input))
      return presentScenario(db, scope, await getScenario(db, scope, id))
    },
    'planner.dropScenario': async ({ id }, { scope }) => {
      await context.database.write(scope, (tx) => dropScenario(context, tx, scope, id))
      return {}
    },
    'planner.exportXlsx': async (input, call) => {
      const { id, town, only } = input
      const { scope, db, reply } = call
      const plan = await getPlan(db, scope, id)
      const eyes = await exportPersonal(context, call, 'planner.exportXlsx', input)
      const stream = new PassThrough()
      const name = encodeURIComponent(`组建方案${plan.no}号.xlsx`)
      const written = writeXlsx(
        stream,
        { sheets: planSheets(db, scope, plan, { town, only }, eyes) },
        { name: '组建方案.xlsx' },
      )
      written.then(
        () => stream.end(),
        (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
      )
      return reply
        .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(stream)
    },
  }
  serve(app, context, plannerEndpoints, handlers)
}
