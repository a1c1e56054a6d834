import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { levelCost } from '../rules/costs.ts'
import { vacancyName } from '../rules/vacancy.ts'
import type { Draft, DraftInput } from './draft.ts'
import { draftFacts } from './facts.ts'
import { townKey } from './order.ts'
import type { ProposalRecord } from './reads.ts'
import { industriesOf, searchText, weightOf } from './rows.ts'

/** How a changed proposal is written down, and how it becomes again what the plan had made of it. */

export async function moveUnits(
  tx: Tx,
  scope: Scope,
  { plan_id }: ProposalRecord,
  units: readonly string[],
  to: number,
) {
  if (units.length === 0) return
  await sql`update proposal_member set no = ${to}
    where district = ${scope.district} and plan_id = ${plan_id} and unit_id in (${sql.join(units)})`.execute(tx)
}

/** Units put out of a group wait, each for itself; units without members wait together for somebody. */
export async function putOut(
  tx: Tx,
  scope: Scope,
  proposal: ProposalRecord,
  members: readonly PlacedUnit[],
  input: DraftInput,
): Promise<void> {
  const sets = proposal.kind === 'instructor' ? [members] : members.map((member) => [member])
  const [last] = await rowsOf<{ no: number }>(
    tx,
    sql`select max(no)::int as no from proposal where district = ${scope.district} and plan_id = ${proposal.plan_id}`,
  )
  let no = last?.no ?? 0
  for (const set of sets) {
    no++
    const looked = proposal.kind === 'instructor'
    const facts = draftFacts(looked ? 'instructor' : 'uncovered', set, looked ? vacancyName(no) : null, input)
    const { place } = facts
    const kind = looked ? 'instructor' : 'uncovered'
    await sql`insert into proposal (district, plan_id, no, kind, title, area_key, county_name, town, town_name,
        units, weight, industries, common, place_name, cost, why, against, instructor, obstacle, alternatives, nearest,
        decision, search)
      values (${scope.district}, ${proposal.plan_id}, ${no}, ${kind}, ${place.title},
        ${townKey(place.county, place.town)}, ${place.countyName}, ${place.town}, ${place.townName}, ${set.length}, ${weightOf(set)},
        ${industriesOf(set)}, null, ${place.name}, 0, ${looked ? facts.why : `调整第 ${proposal.no} 条时移出，还没有编组。`},
        '{}', ${facts.instructor}, ${looked ? null : 'moved-out'}, '[]'::jsonb, '[]'::jsonb, 'open',
        ${searchText(place.title, set, facts.instructor)})`.execute(tx)
    await moveUnits(
      tx,
      scope,
      proposal,
      set.map(({ unit }) => unit.id),
      no,
    )
  }
}

const PLANNED_COLUMNS = [
  'kind',
  'title',
  'area_key',
  'county_name',
  'town',
  'town_name',
  'units',
  'weight',
  'industries',
  'common',
  'place_name',
  'cost',
  'host',
  'why',
  'against',
  'instructor',
  'obstacle',
  'alternatives',
  'nearest',
  'search',
] as const

const asJson = sql`json_build_object(${sql.join(PLANNED_COLUMNS.flatMap((name) => [sql.lit(name), sql.ref(name)]))})`

export function keyOf(scope: Scope, { plan_id, no }: ProposalRecord): RawBuilder<boolean> {
  return sql`district = ${scope.district} and plan_id = ${plan_id} and no = ${no}`
}

/** The first change keeps what the plan had said. */
export async function keepPlanned(tx: Tx, scope: Scope, proposal: ProposalRecord): Promise<void> {
  await sql`update proposal set as_planned = ${asJson}::jsonb
    where ${keyOf(scope, proposal)} and as_planned is null`.execute(tx)
}

export async function writePlanned(tx: Tx, scope: Scope, { plan_id, no }: ProposalRecord): Promise<void> {
  const columns = sql.join(PLANNED_COLUMNS.map((name) => sql`${sql.ref(name)} = n.${sql.ref(name)}`))
  await sql`update proposal p set ${columns}, as_planned = null
    from proposal o, jsonb_populate_record(null::proposal, o.as_planned) n
    where o.district = ${scope.district} and o.plan_id = ${plan_id} and o.no = ${no}
      and p.district = o.district and p.plan_id = o.plan_id and p.no = o.no`.execute(tx)
}

export async function writeFacts(
  tx: Tx,
  scope: Scope,
  proposal: ProposalRecord,
  facts: Omit<Draft, 'alternatives' | 'nearest'>,
): Promise<void> {
  await keepPlanned(tx, scope, proposal)
  const { place, members, cautions } = facts
  await sql`update proposal set kind = ${facts.kind}, title = ${place.title}, area_key = ${townKey(place.county, place.town)},
      county_name = ${place.countyName}, town = ${place.town}, town_name = ${place.townName}, units = ${members.length},
      weight = ${weightOf(members)}, industries = ${industriesOf(members)},
      common = ${members.length < 2 ? null : levelCost(place.shared).common}, place_name = ${place.name}, cost = ${facts.cost}, host = ${facts.host},
      why = ${facts.why}, against = (select coalesce(array_agg(value), '{}') from json_array_elements_text(${JSON.stringify(cautions)}::json)),
      obstacle = null, alternatives = '[]'::jsonb, nearest = '[]'::jsonb,
      search = ${searchText(place.title, members, facts.instructor)}
    where ${keyOf(scope, proposal)}`.execute(tx)
}
