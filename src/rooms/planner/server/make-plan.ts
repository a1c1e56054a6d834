import { sql } from 'kysely'
import { isWhole, reachesPath, type Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { JobHandle } from '../../../platform/server/jobs.ts'
import type { Context } from '../../../platform/server/room.ts'
import { findArea, findOffice } from '../../areas/server/public.ts'
import { areasProblem } from '../../areas/contract.ts'
import { plannerProblem, type PlanParams } from '../contract.ts'
import { STANDING } from '../rules/decision.ts'
import { sayPlan } from '../rules/plan-sentence.ts'
import { composePlan, type ComposedPlan } from './compose-plan.ts'
import { findLoads, findNamedInstructors } from './instructors/reads.ts'
import { listInstructorSettings } from './instructors/settings.ts'
import { findBetter } from './refine/find-better.ts'
import { findLedgerMark, readLedger, type LedgerMark } from './ledger.ts'
import { findDivisions, sectionName } from './names.ts'
import { listPairs } from './pairs/pairs.ts'
import { proofOf, storeTowns } from './proof.ts'
import { findGroups, findPlan, proposalId } from './reads.ts'
import { MEMBER_COLUMNS, memberRow, PROPOSAL_COLUMNS, proposalRow } from './rows.ts'
import { findTurnedDown, listStanding } from './standing.ts'

export interface PlanOrder {
  readonly params: PlanParams
  /** The scenario it is made for. */
  readonly scenario: { readonly id: string; readonly name: string } | null
}

/** Makes a plan from the ledger as it is now and stores it whole. Returns its id. */
export async function makePlan(
  context: Context,
  scope: Scope,
  { params: asked, scenario }: PlanOrder,
  handle: Pick<JobHandle, 'report' | 'pastCancel'> & { readonly signal?: AbortSignal },
): Promise<string> {
  const { database, clock } = context
  const db = database.as(scope)
  handle.report('读台账', 0.02)
  const day = asked.day ?? clock.today()
  const { area, path: areaPath } = await findPlanArea(db, scope, asked.area, day)
  const params = area === undefined ? asked : { ...asked, area }
  const mark = await findLedgerMark(db, scope)
  const units = await readLedger(db, scope, areaPath)
  const pairs = await listPairs(db, scope)
  const before = await findBefore(db, scope, params, scenario?.id ?? null)
  const input = {
    params,
    ...(await findDivisions(db, scope, day)),
    sectionName,
    units,
    standing: await listStanding(db, scope),
    turnedDown: await findTurnedDown(db, scope),
    loads: params.area === undefined ? null : await findLoads(db, scope),
    pairs: pairs.map(({ unit_a, unit_b, kind }) => ({ a: unit_a, b: unit_b, kind })),
    ...before,
    staff: {
      settings: await listInstructorSettings(db, scope),
      before: await findNamedInstructors(db, scope, before.comparedId),
      day,
    },
  }
  handle.report('排方案', 0.3)
  const composed = await composePlan(input, {
    signal: handle.signal,
    report(doing, share) {
      // Told from threads and timers, where a refusal to go on would meet nobody: the signal ends the work.
      if (handle.signal?.aborted !== true) handle.report(doing, 0.3 + 0.3 * share)
    },
  })
  handle.report('写入方案', 0.6)
  handle.pastCancel()
  const { name = '', id: scenarioId = null } = scenario ?? {}
  const made = { params, name, scenarioId, areaPath, mark, composed }
  // The next number, and what the new plan takes over, are affairs of the whole office.
  const id = await database.write(scope, (tx) =>
    database.derive(tx, scope, (wide) => storePlan(context, tx, wide, made)),
  )
  await database.analyze(COUNTED)
  return id
}

/** Joint groups of the plan to be compared with: the one named, the last of the scenario, or the last one made. */
async function findBefore(db: Db, scope: Scope, { compareWith }: PlanParams, scenario: string | null) {
  const own = compareWith === undefined ? await findLatestOf(db, scope, scenario) : null
  const plan = await findPlan(db, scope, compareWith ?? own ?? 'latest')
  if (!plan && compareWith !== undefined) throw plannerProblem('plan-not-found')
  if (!plan)
    return {
      before: new Map<string, number | null>(),
      comparedNo: null,
      comparedId: null,
      better: new Map<string, number>(),
    }
  return {
    before: await findGroups(db, scope, plan.id),
    comparedNo: plan.no,
    comparedId: plan.id,
    better: await findBetter(db, scope, plan.id),
  }
}

async function findLatestOf(db: Db, scope: Scope, scenario: string | null): Promise<string | null> {
  const rows = await rowsOf<{ id: string }>(
    db,
    sql`select id from plan where district = ${scope.district} and scenario_id = ${scenario} order by no desc limit 1`,
  )
  return rows[0]?.id ?? null
}

/** Whose plan it is: the area asked for, or all that the maker has. A plan is made for towns and what holds them. */
async function findPlanArea(db: Db, scope: Scope, asked: string | undefined, day: string) {
  if (asked === undefined && isWhole(scope)) return { area: undefined, path: '' }
  const path = asked === undefined ? onlyPath(scope) : null
  const found = await findArea(db, scope, asked ?? lastStep(path ?? ''), day)
  if (!found) throw areasProblem('area-not-found')
  if (!reachesPath(scope, found.path)) throw plannerProblem('outside-reach')
  if (!isWhole(scope) && !PLANNED_LEVELS.includes(found.level)) throw plannerProblem('below-town')
  return { area: found.id, path: found.path }
}

const PLANNED_LEVELS: readonly string[] = ['province', 'city', 'county', 'town']

function onlyPath({ paths }: Scope): string {
  const [path, ...more] = paths
  if (path === undefined || more.length > 0) throw plannerProblem('area-required')
  return path
}

function lastStep(path: string): string {
  return path.split('/').at(-2) ?? ''
}

/** Tables just filled have no statistics: joins over them would go row by row through all the others. */
const COUNTED = [
  'proposal (district, plan_id, no, kind)',
  'proposal_member (district, plan_id, no, unit_id, planned_no)',
]

interface Made {
  readonly params: PlanParams
  readonly name: string
  readonly scenarioId: string | null
  readonly areaPath: string
  readonly mark: LedgerMark
  readonly composed: ComposedPlan
}

async function storePlan(context: Context, tx: Tx, scope: Scope, made: Made): Promise<string> {
  const { clock, database } = context
  const { params, composed, mark } = made
  const { district } = scope
  const id = clock.id()
  const at = clock.now().toISOString()
  const asOf = (await findOffice(tx, scope))?.as_of ?? clock.today()
  const sentence = sayPlan(composed.figures, params.within, params.capacity)
  const [last] = await rowsOf<{ no: number }>(
    tx,
    sql`select coalesce(max(no), 0)::int as no from plan where district = ${district}`,
  )
  const no = (last?.no ?? 0) + 1
  await sql`insert into plan (district, id, no, made_at, as_of, params, name, scenario_id, proof, pairs, area_path, sentence,
      figures, ledger_at, ledger_units)
    values (${district}, ${id}, ${no}, ${at}, ${asOf}::date, ${JSON.stringify(params)}::jsonb, ${made.name},
      ${made.scenarioId}, ${JSON.stringify(proofOf(composed))}::jsonb, ${JSON.stringify(composed.pairs)}::jsonb, ${made.areaPath}, ${sentence},
      ${JSON.stringify(composed.figures)}::jsonb, ${mark.at}, ${mark.units})`.execute(tx)
  const { proposals } = composed
  await database.copy(
    tx,
    'proposal',
    PROPOSAL_COLUMNS,
    lazily(proposals, (proposal) => [proposalRow(district, id, proposal, composed.numberOf)]),
  )
  await database.copy(
    tx,
    'proposal_member',
    MEMBER_COLUMNS,
    lazily(proposals, (proposal) =>
      proposal.draft.members.map((member, index) => memberRow(district, id, proposal, member, index)),
    ),
  )
  await storeTowns(tx, scope, id, composed)
  await handOver(tx, scope, id, composed)
  await dropOldDrafts(tx, scope, made.areaPath)
  await writeAudit(
    tx,
    scope,
    clock,
    'planner.make',
    id,
    {
      no,
      params,
      name: made.name,
      proposals: proposals.length,
      carried: composed.figures.carried,
      dropped: composed.figures.dropped,
    },
    { path: made.areaPath },
  )
  return id
}

function* lazily<T, R>(items: readonly T[], rows: (item: T) => readonly R[]): Generator<R> {
  for (const item of items) yield* rows(item)
}

/** Decisions taken over are from now on at home in the new plan; those that no longer hold end. */
async function handOver(tx: Tx, scope: Scope, plan: string, { proposals, dropped }: ComposedPlan): Promise<void> {
  const homes = [
    ...proposals.flatMap(({ standing, no }) => (standing ? [{ standing, to: proposalId(plan, no) }] : [])),
    ...dropped.map((standing) => ({ standing, to: plan })),
  ].map(({ standing, to }) => ({ plan: standing.plan_id, no: standing.no, to }))
  if (homes.length === 0) return
  await sql`update proposal p set carried_to = n."to"
    from json_to_recordset(${JSON.stringify(homes)}::json) as n(plan text, no int, "to" text)
    where p.district = ${scope.district} and p.plan_id = n.plan and p.no = n.no`.execute(tx)
}

const DRAFTS_KEPT = 5

/**
 * A plan in which nothing was ever decided, and nothing decided stands any more, is a draft: the last few of an area are
 * kept, and the last one of every scenario, to be compared.
 */
async function dropOldDrafts(tx: Tx, scope: Scope, areaPath: string): Promise<void> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select id from plan where district = ${scope.district} and area_path = ${areaPath} and not exists (
        select 1 from proposal p where p.district = plan.district and p.plan_id = plan.id
          and (p.decided_at >= plan.made_at or p.decision in (${sql.join(STANDING)}) and p.carried_to is null))
      and no not in (select max(s.no) from plan s join scenario c on c.district = s.district and c.id = s.scenario_id
        where s.district = ${scope.district} group by s.scenario_id)
      order by no desc offset ${DRAFTS_KEPT}`,
  )
  if (rows.length === 0) return
  const ids = sql.join(rows.map(({ id }) => id))
  await sql`delete from proposal_member where district = ${scope.district} and plan_id in (${ids})`.execute(tx)
  await sql`delete from proposal where district = ${scope.district} and plan_id in (${ids})`.execute(tx)
  await sql`delete from plan_town where district = ${scope.district} and plan_id in (${ids})`.execute(tx)
  await sql`delete from plan where district = ${scope.district} and id in (${ids})`.execute(tx)
}
