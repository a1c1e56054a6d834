import { sql } from 'kysely'
import { parseDay, type Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { runClocksOf } from '../../organizations/deadlines/server/public.ts'
import { moveMemberCounts } from '../../organizations/server/public.ts'
import { stateFacts } from '../../units/server/public.ts'
import { membersEvents } from '../contract.ts'
import type { MembersChanged } from './public.ts'
import type { Touched } from './touched.ts'

export interface MemberCount {
  readonly full: number
  readonly probationary: number
}

/**
 * What follows from deeds upon members: the numbers of the organisations they belong to or left, and what the ledger says
 * of the units they work in. The rows are locked before anything is counted: of two deeds at the same time the second
 * counts what the first has written.
 */
export async function settle(
  context: Context,
  tx: Tx,
  wide: Scope,
  touched: Touched,
  day: string = context.clock.today(),
): Promise<void> {
  const organizations = [...touched.organizations]
  if (organizations.length > 0) {
    const kept = await rowsOf<MemberCount & { id: string }>(
      tx,
      sql`select id, members_full as "full", members_probationary as probationary from organization
        where district = ${wide.district} and id = any(${organizations}::text[]) order by id for update`,
    )
    const counted = await countOrganizations(tx, wide, organizations)
    const deltas = kept.map(({ id, full, probationary }) => {
      const now = counted.get(id)
      return [id, { full: (now?.full ?? 0) - full, probationary: (now?.probationary ?? 0) - probationary }] as const
    })
    await moveMemberCounts(tx, wide, new Map(deltas))
    const moved = deltas.filter(([, { full, probationary }]) => full !== 0 || probationary !== 0).map(([id]) => id)
    await runClocksOf(context, tx, wide, 'organization', moved)
  }
  await settleUnits(context, tx, wide, [...touched.units])
  const payload: MembersChanged = {
    day: parseDay(day) ?? context.clock.today(),
    members: [...touched.members],
    organizations,
    units: [...touched.units],
  }
  await context.reactions.emit(membersEvents.changed, tx, wide, payload)
}

/** Of each organisation, also of those with nobody. Suspended members are not counted. */
export async function countOrganizations(
  db: Db | Tx,
  wide: Scope,
  organizations: readonly string[],
): Promise<Map<string, MemberCount>> {
  const counts = new Map<string, MemberCount>(organizations.map((id) => [id, { full: 0, probationary: 0 }]))
  const rows = await rowsOf<MemberCount & { id: string }>(
    db,
    sql`select organization as id, count(*) filter (where status = 'full')::int as "full",
        count(*) filter (where status = 'probationary')::int as probationary
      from member where district = ${wide.district} and organization = any(${[...organizations]}::text[])
        and status in ('full', 'probationary') group by 1`,
  )
  for (const { id, full, probationary } of rows) counts.set(id, { full, probationary })
  return counts
}

/** States the members of units to the ledger. A statement says how many there are from today on, so it is dated today whenever the deed was. */
export async function settleUnits(context: Context, tx: Tx, wide: Scope, units: readonly string[]): Promise<void> {
  if (units.length === 0) return
  await sql`select id from unit where district = ${wide.district} and id = any(${[...units]}::text[])
    order by id for update`.execute(tx)
  const facts = new Map<string, { membersFull: number; membersProbationary: number } | null>()
  for (const [unit, count] of await countUnits(tx, wide, units)) {
    facts.set(unit, count === null ? null : { membersFull: count.full, membersProbationary: count.probationary })
  }
  const today: Day = context.clock.today()
  await stateFacts(context, tx, wide, 'members', today, facts)
}

/**
 * Members of a unit: those who work there and whose relation sits in an organisation of the district that covers it, or
 * below one. Whoever has the relation elsewhere is shown beside the number and is not in it. Null: nobody of the unit is or
 * was on file here, so the register says nothing and other sources hold.
 */
export async function countUnits(
  db: Db | Tx,
  wide: Scope,
  units: readonly string[],
): Promise<Map<string, MemberCount | null>> {
  const rows = await rowsOf<{ unit: string; known: boolean; full: number; probationary: number }>(
    db,
    sql`select u.id as unit,
        exists (select 1 from member m where m.district = u.district and m.unit_id = u.id and m.organization is not null
          and m.end_reason is distinct from 'mistake')
        or exists (select 1 from member_event e where e.district = u.district and e.left_unit = u.id) as known,
        coalesce(n."full", 0)::int as "full", coalesce(n.probationary, 0)::int as probationary
      from unit u left join lateral (
        select count(*) filter (where m.status = 'full') as "full",
          count(*) filter (where m.status = 'probationary') as probationary
        from member m where m.district = u.district and m.unit_id = u.id and m.status in ('full', 'probationary')
          and exists (select 1 from organization_unit ou join organization o on o.district = ou.district and o.id = ou.organization
            where ou.district = u.district and ou.unit_id = u.id and ou.valid_to is null
              and o.state in ('forming', 'active') and left(m.chain, length(o.chain)) = o.chain)) n on true
      where u.district = ${wide.district} and u.id = any(${[...units]}::text[])`,
  )
  return new Map(
    rows.map(({ unit, known, full, probationary }) => [unit, known ? { full, probationary } : null] as const),
  )
}

/** Where the kept numbers are not what a full count gives; empty when they are proved. */
export async function recountMembers(
  db: Db,
  scope: Scope,
): Promise<{ readonly organization: string; readonly kept: MemberCount; readonly counted: MemberCount }[]> {
  const rows = await rowsOf<{ id: string; kf: number; kp: number; cf: number; cp: number }>(
    db,
    sql`select o.id, o.members_full as kf, o.members_probationary as kp,
        coalesce(n."full", 0)::int as cf, coalesce(n.probationary, 0)::int as cp
      from organization o left join (
        select organization, count(*) filter (where status = 'full') as "full",
          count(*) filter (where status = 'probationary') as probationary
        from member where district = ${scope.district} and status in ('full', 'probationary') group by 1) n
        on n.organization = o.id
      where o.district = ${scope.district}
        and (o.members_full <> coalesce(n."full", 0) or o.members_probationary <> coalesce(n.probationary, 0))
      order by o.id`,
  )
  return rows.map(({ id, kf, kp, cf, cp }) => ({
    organization: id,
    kept: { full: kf, probationary: kp },
    counted: { full: cf, probationary: cp },
  }))
}
