import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { plannerProblem, planParamsShape, type PlanParams, type Scenario } from '../../contract.ts'
import { findLedgerMark } from '../ledger.ts'
import { presentPlan } from '../present.ts'
import { findPlan } from '../reads.ts'

export interface ScenarioRow {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly params: PlanParams
  readonly changed_at: string
  readonly plans: number
  readonly latest: string | null
}

const SCENARIO = sql`s.id, s.name, s.note, s.params,
  to_char(s.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as changed_at,
  (select count(*)::int from plan p where p.district = s.district and p.scenario_id = s.id) as plans,
  (select p.id from plan p where p.district = s.district and p.scenario_id = s.id order by p.no desc limit 1) as latest`

/** In the order of their names. */
export async function listScenarios(db: Db | Tx, scope: Scope): Promise<ScenarioRow[]> {
  const rows = await rowsOf<ScenarioRow>(
    db,
    sql`select ${SCENARIO} from scenario s where s.district = ${scope.district} order by s.name`,
  )
  return rows.map(scenarioRow)
}

export async function getScenario(db: Db | Tx, scope: Scope, id: string): Promise<ScenarioRow> {
  const [row] = await rowsOf<ScenarioRow>(
    db,
    sql`select ${SCENARIO} from scenario s where s.district = ${scope.district} and s.id = ${id}`,
  )
  if (!row) throw plannerProblem('scenario-not-found')
  return scenarioRow(row)
}

export async function findScenarioByName(db: Db | Tx, scope: Scope, name: string): Promise<ScenarioRow | null> {
  const [row] = await rowsOf<ScenarioRow>(
    db,
    sql`select ${SCENARIO} from scenario s where s.district = ${scope.district} and (s.name = ${name} or s.id = ${name})`,
  )
  return row ? scenarioRow(row) : null
}

function scenarioRow(row: ScenarioRow): ScenarioRow {
  return { ...row, params: planParamsShape.parse(row.params) }
}

export async function presentScenario(db: Db | Tx, scope: Scope, row: ScenarioRow): Promise<Scenario> {
  const plan = row.latest === null ? null : await findPlan(db, scope, row.latest)
  const { curve: _curve, ...latest } = plan ? presentPlan(plan, await findLedgerMark(db, scope)) : { curve: null }
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    params: row.params,
    changedAt: row.changed_at,
    plans: row.plans,
    latest: 'id' in latest ? latest : null,
  }
}

export interface ScenarioInput {
  readonly id?: string | undefined
  readonly name: string
  readonly note: string
  readonly params: PlanParams
}

/** Writes a new scenario, or over the one with this id. Names are given once. Returns its id. */
export async function saveScenario(context: Context, tx: Tx, scope: Scope, input: ScenarioInput): Promise<string> {
  const { name, note, params } = input
  const id = input.id ?? context.clock.id()
  const taken = await rowsOf(
    tx,
    sql`select 1 from scenario where district = ${scope.district} and name = ${name} and id <> ${id}`,
  )
  if (taken.length > 0) throw plannerProblem('scenario-name-taken', { name })
  const at = context.clock.now().toISOString()
  const before = input.id === undefined ? null : await getScenario(tx, scope, id)
  if (before === null) {
    await sql`insert into scenario (district, id, name, note, params, changed_at)
      values (${scope.district}, ${id}, ${name}, ${note}, ${JSON.stringify(params)}::jsonb, ${at})`.execute(tx)
  } else {
    await sql`update scenario set name = ${name}, note = ${note}, params = ${JSON.stringify(params)}::jsonb, changed_at = ${at}
      where district = ${scope.district} and id = ${before.id}`.execute(tx)
  }
  await writeAudit(tx, scope, context.clock, 'planner.save-scenario', id, {
    before: before && { name: before.name, note: before.note, params: before.params },
    after: { name, note, params },
  })
  return id
}

/** The plans made for it stay, with its name. */
export async function dropScenario(context: Context, tx: Tx, scope: Scope, id: string): Promise<void> {
  const { name, note, params } = await getScenario(tx, scope, id)
  await sql`delete from scenario where district = ${scope.district} and id = ${id}`.execute(tx)
  await writeAudit(tx, scope, context.clock, 'planner.drop-scenario', id, {
    before: { name, note, params },
    after: null,
  })
}
