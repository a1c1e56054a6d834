import { sql, type RawBuilder } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { CopyValue } from '../../../platform/server/db/copy-text.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { vacancyName } from '../rules/vacancy.ts'
import type { DraftInput } from './draft.ts'
import { draftFacts } from './facts.ts'
import type { ProposalRecord } from './reads.ts'
import { FACT_COLUMNS, factValues, type ProposalFacts } from './rows.ts'

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
    const values = factValues(waitingFacts(proposal, set, no, input))
    await sql`insert into proposal (district, plan_id, no, ${columnList(FACT_COLUMNS)}, alternatives, nearest, decision)
      values (${scope.district}, ${proposal.plan_id}, ${no}, ${sql.join(values.map(valueSql))}, '[]'::jsonb, '[]'::jsonb,
        'open')`.execute(tx)
    await moveUnits(
      tx,
      scope,
      proposal,
      set.map(({ unit }) => unit.id),
      no,
    )
  }
}

function waitingFacts(
  proposal: ProposalRecord,
  members: readonly PlacedUnit[],
  no: number,
  input: DraftInput,
): ProposalFacts {
  if (proposal.kind === 'instructor') return draftFacts('instructor', members, vacancyName(no), input)
  const why = `调整第 ${proposal.no} 条时移出，还没有编组。`
  return { ...draftFacts('uncovered', members, null, input), why, cautions: [], obstacle: 'moved-out' }
}

function columnList(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)))
}

/** Arrays go over as JSON: how a driver writes them differs. */
function valueSql(value: CopyValue): RawBuilder<unknown> {
  return Array.isArray(value)
    ? sql`array(select json_array_elements_text(${JSON.stringify(value)}::json))`
    : sql`${value}`
}

/** What a proposal has from the plan, and gets back when it is whole again. */
const PLANNED_COLUMNS = [...FACT_COLUMNS, 'alternatives', 'nearest'] as const

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

export async function writeFacts(tx: Tx, scope: Scope, proposal: ProposalRecord, facts: ProposalFacts): Promise<void> {
  await keepPlanned(tx, scope, proposal)
  const values = factValues(facts)
  const changes = FACT_COLUMNS.map((name, at) => sql`${sql.ref(name)} = ${valueSql(values[at] ?? null)}`)
  await sql`update proposal set ${sql.join(changes)}, alternatives = '[]'::jsonb, nearest = '[]'::jsonb
    where ${keyOf(scope, proposal)}`.execute(tx)
}
