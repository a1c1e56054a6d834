import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { planParamsShape, type Common, type Host, type Plan, type PlanParams } from '../contract.ts'
import { addressKeys, inAddressOrder, readKeys } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import type { Decision, ProposalKind } from '../rules/decision.ts'
import { sayPlan } from '../rules/plan-sentence.ts'
import { makeYardstick, type Yardstick } from '../rules/price.ts'
import type { PlanFigures } from '../rules/plan-sentence.ts'
import type { Obstacle } from '../rules/uncovered.ts'
import type { AlternativeWords } from './draft.ts'
import { countReached } from './reached-figures.ts'
import { reachedProposals } from './reached-proposals.ts'

export interface PlanRow {
  readonly id: string
  readonly no: number
  readonly made_at: string
  readonly as_of: string
  readonly params: PlanParams
  /** Of the scenario it was made for; '' where there was none. */
  readonly name: string
  readonly scenario_id: string | null
  /** What is proven; null in plans made before that was kept apart from the figures. */
  readonly proof: Proof | null
  readonly curve: Plan['curve']
  /** Pairs of units that had to be minded, as they were then. */
  readonly pairs: readonly PairRecord[]
  readonly area_path: string
  readonly sentence: string
  readonly figures: PlanFigures
  readonly ledger_at: string | null
  readonly ledger_units: number
  readonly decided: number
  /** False where the caller reaches some of the plan only: the figures are those of what they reach. */
  readonly whole: boolean
}

/** The prices and rules a plan was made with. */
export function yardstickOf({ params, figures, pairs }: PlanRow): Yardstick {
  return makeYardstick(params, figures.middle ?? null, pairs)
}

/** How near to the best possible a plan is, and how that is known. */
export interface Proof {
  readonly bound: number
  readonly gap: number
  readonly state: Plan['gapState']
  readonly method: string
  readonly provenTowns: number
  /** The gap was not narrowed yet, or that was broken off before its time. */
  readonly unfinished?: boolean
}

/**
 * Two units that may not sit together (`apart`), work together (`link`), or were kept apart by this plan so that a group
 * which was turned down does not come back.
 */
export interface PairRecord {
  readonly a: string
  readonly b: string
  readonly kind: 'apart' | 'link' | 'turned-down'
}

export interface ProposalRecord {
  readonly plan_id: string
  readonly no: number
  readonly kind: ProposalKind
  readonly title: string
  readonly area_key: string
  readonly path: string
  readonly county_name: string
  readonly town: string | null
  readonly town_name: string
  readonly units: number
  readonly weight: number
  readonly industries: string
  readonly common: Common | null
  readonly place_name: string
  readonly cost: number
  /** What carries a joint branch; null for the other kinds. */
  readonly host: Host | null
  readonly why: string
  readonly against: readonly string[]
  readonly cautions: number
  readonly instructor: string | null
  readonly obstacle: Obstacle | null
  readonly alternatives: readonly AlternativeWords[]
  readonly nearest: readonly NearestRecord[]
  /** The proposal as the plan made it, once the office has changed it. */
  readonly as_planned: Partial<ProposalRecord> | null
  readonly decision: Decision
  readonly reason: string | null
  readonly carried_to: string | null
  /** No plan of its town costs less. */
  readonly proven: boolean
}

export interface NearestRecord {
  readonly unit: string
  readonly name: string
  readonly code: string | null
  readonly weight: number
  readonly address: string | null
  readonly industryName: string | null
  readonly common: Common
}

const PLAN = sql`head.id, head.no, to_char(head.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as made_at, head.as_of,
  head.params, head.name, head.scenario_id, proof, curve, coalesce(pairs, '[]') as pairs, head.area_path,
  coalesce(sentence, '') as sentence, figures, head.ledger_at, coalesce(ledger_units, 0) as ledger_units,
  coalesce(decisions.n, 0) as decided, plan.id is not null as whole`

const PLANS = sql`plan_head head left join plan on plan.district = head.district and plan.id = head.id left join (
    select district, plan_id, count(*)::int as n from proposal where decision <> 'open' group by district, plan_id
  ) decisions on decisions.district = head.district and decisions.plan_id = head.id`

/** Columns of a `ProposalRecord`. */
export const PROPOSAL = sql`plan_id, no, kind, title, area_key, path, county_name, town, town_name, units, weight,
  industries, common, place_name, cost, host, why, against, cardinality(against) as cautions, instructor, obstacle, alternatives, nearest, as_planned,
  decision, reason, carried_to,
  exists (select 1 from plan_town t where t.district = proposal.district and t.plan_id = proposal.plan_id
    and t.town = proposal.area_key and t.proven) as proven`

/** Plans made before a rule could be set are read with its default; what reaches further than the caller is counted anew. */
async function planRow(db: Db | Tx, scope: Scope, row: PlanRow): Promise<PlanRow> {
  const params = planParamsShape.parse(row.params)
  if (row.whole) return { ...row, params }
  const figures = await countReached(db, scope, row.id, params)
  return { ...row, params, figures, sentence: sayPlan(figures, params.within, params.capacity) }
}

export async function listPlans(db: Db | Tx, scope: Scope): Promise<PlanRow[]> {
  const rows = await rowsOf<PlanRow>(
    db,
    sql`select ${PLAN} from ${PLANS} where head.district = ${scope.district} order by head.no desc limit 100`,
  )
  const plans: PlanRow[] = []
  for (const row of rows) plans.push(await planRow(db, scope, row))
  return plans
}

/** By id, or the last one made for `latest`. */
export async function findPlan(db: Db | Tx, scope: Scope, id: string): Promise<PlanRow | null> {
  const which = id === 'latest' ? sql`true` : sql`head.id = ${id}`
  const rows = await rowsOf<PlanRow>(
    db,
    sql`select ${PLAN} from ${PLANS} where head.district = ${scope.district} and ${which} order by head.no desc limit 1`,
  )
  return rows[0] ? planRow(db, scope, rows[0]) : null
}

/** A proposal is its plan and its number there. */
export function proposalId(plan: string, no: number): string {
  return `${plan}-${no}`
}

export async function findProposal(db: Db | Tx, scope: Scope, id: string): Promise<ProposalRecord | null> {
  const found = /^(.+)-(\d{1,9})$/.exec(id)
  if (!found) return null
  const rows = await listProposalsByNo(db, scope, found[1] ?? '', [Number(found[2])])
  return rows[0] ?? null
}

export async function listProposalsByNo(
  db: Db | Tx,
  scope: Scope,
  plan: string,
  numbers: readonly number[],
): Promise<ProposalRecord[]> {
  if (numbers.length === 0) return []
  return rowsOf<ProposalRecord>(
    db,
    sql`select ${PROPOSAL} from proposal
      where ${reachedProposals(scope)} and plan_id = ${plan} and no in (${sql.join(numbers)}) order by no`,
  )
}

/** Joint group of every unit that could be in one, as it is now; null in none. */
export async function findGroups(db: Db | Tx, scope: Scope, plan: string): Promise<Map<string, number | null>> {
  const rows = await rowsOf<{ kind: ProposalKind; units: readonly string[] | null; no: number }>(
    db,
    sql`select kind, (select json_agg(unit_id) from proposal_member m
          where m.district = p.district and m.plan_id = p.plan_id and m.no = p.no) as units, no
      from proposal p where district = ${scope.district} and plan_id = ${plan} and kind in ('joint', 'uncovered')`,
  )
  return new Map(
    rows.flatMap(({ kind, units, no }) => (units ?? []).map((unit) => [unit, kind === 'joint' ? no : null])),
  )
}

/** What is known is there, what is not is left out. */
export interface MemberFacts {
  readonly industry?: string
  readonly building?: string
  readonly park?: string
  readonly parent?: string
  readonly lng?: number
  readonly lat?: number
  /** Number of its joint group in the plan compared with. */
  readonly was?: number
}

export interface MemberRecord {
  readonly no: number
  readonly unit_id: string
  readonly planned_no: number
  readonly name: string
  readonly code: string | null
  readonly weight: number
  readonly reported: boolean
  readonly address: string | null
  readonly section: string | null
  readonly industry_name: string | null
  /** Address keys of that day; null for units in batches. */
  readonly place: string | null
  readonly number: string | null
  readonly building_name: string | null
  readonly confidence: number
  /** What its prices were worked out from; null for units in batches and in plans of before. */
  readonly facts: MemberFacts | null
  /** Its part of the bound; null where none was worked out. */
  readonly price: number | null
  /** Where the ledger has the unit now. */
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  readonly road: string | null
  readonly building: string | null
}

const MEMBER = sql`m.no, m.unit_id, m.planned_no, coalesce(m.name, u.name, '') as name, coalesce(m.code, u.code) as code,
  m.weight, m.reported, coalesce(m.address, u.address) as address, coalesce(m.section, u.section) as section,
  coalesce(m.industry_name, u.industry_name) as industry_name, m.place, coalesce(m.number, u.place->>'number') as number,
  coalesce(m.building_name, u.place->>'building') as building_name, m.confidence, m.facts, m.price, u.county, u.town, u.community, u.road,
  u.building`

const MEMBERS = sql`proposal_member m left join unit u on u.district = m.district and u.id = m.unit_id`

/** Members of proposals, along the addresses. */
export async function listMembers(
  db: Db | Tx,
  scope: Scope,
  plan: string,
  numbers: readonly number[],
): Promise<MemberRecord[]> {
  if (numbers.length === 0) return []
  return rowsOf<MemberRecord>(
    db,
    sql`select ${MEMBER} from ${MEMBERS}
      where m.district = ${scope.district} and m.plan_id = ${plan} and m.no in (${sql.join(numbers)})
      order by m.no, m.place, u.town, u.road, number, m.unit_id`,
  )
}

/** Where units stand in a plan now, or were put by it. */
export async function listMembersByUnit(db: Db | Tx, scope: Scope, plan: string, units: readonly string[]) {
  if (units.length === 0) return []
  return rowsOf<MemberRecord>(
    db,
    sql`select ${MEMBER} from ${MEMBERS}
      where m.district = ${scope.district} and m.plan_id = ${plan} and m.unit_id in (${sql.join(units)})`,
  )
}

export async function listMembersPlannedIn(db: Db | Tx, scope: Scope, plan: string, no: number) {
  return rowsOf<MemberRecord>(
    db,
    sql`select ${MEMBER} from ${MEMBERS}
      where m.district = ${scope.district} and m.plan_id = ${plan} and m.planned_no = ${no}`,
  )
}

/** Units that the plan itself had joined or left over, of proposals numbered above `from` up to `to`. */
export async function listMembersPlanned(db: Db | Tx, scope: Scope, plan: string, from: number, to: number) {
  return rowsOf<MemberRecord & { readonly joint: boolean }>(
    db,
    sql`select ${MEMBER}, coalesce(p.as_planned->>'kind', p.kind) = 'joint' as joint from ${MEMBERS}
      join proposal p on p.district = m.district and p.plan_id = m.plan_id and p.no = m.planned_no
      where m.district = ${scope.district} and m.plan_id = ${plan} and m.planned_no > ${from} and m.planned_no <= ${to}
        and not p.settled and coalesce(p.as_planned->>'kind', p.kind) in ('joint', 'uncovered')`,
  )
}

/** Members as the rules know them, in address order. */
export function placeMembers(rows: readonly MemberRecord[], cityOf: ReadonlyMap<string, string>): PlacedUnit[] {
  const ground = { cityOf, townOfBuilding: new Map<string, string>() }
  const placed = rows.map((row) => ({
    row,
    keys: row.place === null ? addressKeys({ ...row, buildingName: row.building_name }, ground) : readKeys(row.place),
    unit: {
      id: row.unit_id,
      name: row.name,
      code: row.code,
      employees: null,
      county: row.county,
      town: row.town,
      section: row.section,
      industry: row.facts?.industry ?? null,
      industryName: row.industry_name,
      address: row.address,
      number: row.number,
      building: row.facts?.building ?? null,
      buildingName: row.building_name,
      park: row.facts?.park ?? null,
      parent: row.facts?.parent ?? null,
      lng: row.facts?.lng ?? null,
      lat: row.facts?.lat ?? null,
      confidence: row.confidence,
    },
  }))
  return inAddressOrder(placed).map(({ row, keys, unit }, order) => {
    return { unit, keys, order, weight: row.weight, reported: row.reported, was: row.facts?.was ?? null }
  })
}
