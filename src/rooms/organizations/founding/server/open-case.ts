import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { reachesPath, type Scope } from '../../../../kernel/scope.ts'
import { searchText } from '../../../../standards/search-tokens.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findArea } from '../../../areas/server/public.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { findOrganization } from '../../server/public.ts'
import { foundingProblem, type FoundingPlan, type FoundingSource } from '../contract.ts'
import { stepNames } from '../rules/names.ts'
import { lockFounding } from './busy.ts'
import { findCase, findOpenCases, getCase } from './cases.ts'
import { commonPath, findLedgerUnits, type LedgerUnit } from './units.ts'
import { refuseHard, weigh } from './weigh.ts'
import { writeDeed } from './write-deed.ts'

/** Where a draft comes from. */
export interface Origin {
  readonly source: FoundingSource
  readonly planId?: string
  readonly planNo?: number
  readonly proposal?: string
  /** The declined or withdrawn case that is taken up again. */
  readonly again?: string
}

export type Overrides = Readonly<Record<string, string>>

interface Settled {
  readonly units: readonly LedgerUnit[]
  readonly area: string
  readonly path: string
  readonly chain: string
  readonly superiorName: string | null
}

/**
 * Opens a case as a draft within the actor's reach. Throws `founding.unit-not-found`, `unit-busy`, `refused`, `bad-area`,
 * `bad-superior`. What asks for a reason is asked with the application.
 */
export async function openCase(
  context: Context,
  tx: Tx,
  scope: Scope,
  plan: FoundingPlan,
  origin: Origin,
  overrides: Overrides = {},
): Promise<string> {
  const settled = await settle(context, tx, scope, plan, null)
  const again = origin.again === undefined ? null : await getCase(tx, scope, origin.again)
  if (again !== null && again.step !== 'declined' && again.step !== 'withdrawn') {
    throw foundingProblem('out-of-order', { why: `原来那件${stepNames[again.step]}，还没有了结，不能重新起草。` })
  }
  const from = {
    ...origin,
    ...(again === null
      ? {}
      : { source: again.source, planId: again.planId, planNo: again.planNo, proposal: again.proposal }),
  }
  const id = context.clock.id()
  await context.database.derive(tx, scope, async (wide) => {
    const at = context.clock.now().toISOString()
    const today = context.clock.today()
    await writeUnits(tx, wide, id, settled.units)
    await sql`insert into founding (district, id, name, kind, step, step_since, source, plan_id, plan_no, proposal, again, area,
        path, chain, superior, superior_name, section, host_kind, host_name, until, secretary_ready, remark, overrides, units, search,
        created_at, changed_at)
      values (${wide.district}, ${id}, ${plan.name}, ${plan.kind}, 'draft', ${today}, ${from.source}, ${from.planId ?? null},
        ${from.planNo ?? null}, ${from.proposal ?? null}, ${again?.id ?? null}, ${settled.area}, ${settled.path},
        ${settled.chain}, ${plan.superior}, ${settled.superiorName}, ${plan.section}, ${plan.host?.kind ?? null}, ${plan.host?.name ?? null},
        ${plan.until}, ${plan.secretaryReady}, ${plan.remark}, ${JSON.stringify(overrides)}::jsonb,
        ${settled.units.length}, ${searchOf(plan.name, settled.units)}, ${at}, ${at})`.execute(tx)
    await writeDeed(context, tx, wide, {
      founding: id,
      path: settled.path,
      deed: 'draft',
      day: today,
      fields: {
        name: plan.name,
        kind: plan.kind,
        units: settled.units.length,
        source: from.source,
        ...(from.proposal ? { proposal: from.proposal } : {}),
      },
      reason: plan.remark,
    })
  })
  if ((await findCase(tx, scope, id)) === null) throw foundingProblem('unit-not-found')
  return id
}

/** Writes a draft anew. The row is locked and its step looked at by the caller. */
export async function rewriteCase(
  context: Context,
  tx: Tx,
  scope: Scope,
  id: string,
  plan: FoundingPlan,
  overrides: Overrides,
): Promise<void> {
  const settled = await settle(context, tx, scope, plan, id)
  await context.database.derive(tx, scope, async (wide) => {
    await sql`delete from founding_unit where district = ${wide.district} and founding = ${id}`.execute(tx)
    await writeUnits(tx, wide, id, settled.units)
    await sql`update founding set name = ${plan.name}, kind = ${plan.kind}, area = ${settled.area}, path = ${settled.path},
        chain = ${settled.chain}, superior = ${plan.superior}, superior_name = ${settled.superiorName}, section = ${plan.section},
        host_kind = ${plan.host?.kind ?? null}, host_name = ${plan.host?.name ?? null}, until = ${plan.until},
        secretary_ready = ${plan.secretaryReady}, remark = ${plan.remark}, overrides = ${JSON.stringify(overrides)}::jsonb,
        units = ${settled.units.length}, members_full = null, members = null,
        search = ${searchOf(plan.name, settled.units)}, version = version + 1,
        changed_at = ${context.clock.now().toISOString()}
      where district = ${wide.district} and id = ${id}`.execute(tx)
    await writeDeed(context, tx, wide, {
      founding: id,
      path: settled.path,
      deed: 'revise',
      day: context.clock.today(),
      fields: { name: plan.name, kind: plan.kind, units: settled.units.length },
      reason: plan.remark,
    })
  })
  if ((await findCase(tx, scope, id)) === null) throw foundingProblem('unit-not-found')
}

/** What the plan names is looked up and judged: units that the actor reaches, free, in a form that the rules allow. */
async function settle(
  context: Context,
  tx: Tx,
  scope: Scope,
  plan: FoundingPlan,
  own: string | null,
): Promise<Settled> {
  const today = context.clock.today()
  const units = await findLedgerUnits(tx, scope, plan.units)
  if (units.length < new Set(plan.units).size) throw foundingProblem('unit-not-found')
  const area = await findArea(tx, scope, plan.area, today)
  if (!area || area.valid_to !== null) throw foundingProblem('bad-area')
  const common = commonPath(units.map(({ path }) => path))
  const holds = units.length === 0 ? reachesPath(scope, area.path) : near(area.path, common)
  if (!holds) throw foundingProblem('bad-area')
  const book = await findRuleBook(tx, scope, today)
  // The ledger's counts may be old: what they say against it is shown, and decided by those that the application states.
  const unstated = units.map(({ name }) => ({ name, full: null, probationary: null }))
  const wish = { ...plan, host: plan.host?.kind ?? null, until: plan.until as Day | null, units: unstated, day: today }
  refuseHard(weigh(wish, book).trial)
  const above = await context.database.derive(tx, scope, async (wide) => {
    await lockFounding(tx, wide)
    const open = await findOpenCases(tx, wide, plan.units)
    for (const unit of units) {
      const other = open.get(unit.id)
      if (other === undefined || other.id === own) continue
      throw foundingProblem('unit-busy', { unit: unit.name, where: stepNames[other.step], founding: other.id })
    }
    if (plan.superior === null) return { chain: '', superiorName: null }
    const superior = await findOrganization(tx, wide, plan.superior)
    if (superior === null || superior.state === 'merged' || superior.state === 'revoked')
      throw foundingProblem('bad-superior')
    return { chain: superior.chain, superiorName: superior.name }
  })
  return { units, area: area.id, path: area.path, ...above }
}

/** One lies within the other: a case of a community's units may stand in the town or the community. */
const near = (area: string, common: string): boolean => area.startsWith(common) || common.startsWith(area)

async function writeUnits(tx: Tx, wide: Scope, id: string, units: readonly LedgerUnit[]): Promise<void> {
  if (units.length === 0) return
  const rows = units.map((unit, position) => ({ unit: unit.id, name: unit.name, position }))
  await sql`insert into founding_unit (district, founding, unit_id, name, position, open)
    select ${wide.district}, ${id}, n.unit, n.name, n.position, true
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(unit text, name text, position int)`.execute(tx)
}

function searchOf(name: string, units: readonly LedgerUnit[]): string {
  return searchText({
    name,
    code: null,
    address: units
      .slice(0, 20)
      .map((unit) => unit.name)
      .join(' '),
  })
}
