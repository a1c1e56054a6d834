import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { OrganizationKind, OrganizationState } from '../../organizations/contract.ts'
import { membersProblem } from '../contract.ts'

/** An organisation as a relation needs it. */
export interface Seat {
  readonly id: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly state: OrganizationState
  readonly chain: string
  readonly path: string
  readonly founded: string | null
}

export async function findSeats(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<Map<string, Seat>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<Seat>(
    db,
    sql`select id, name, kind, state, chain, path, founded from organization
      where district = ${scope.district} and id = any(${[...new Set(ids)]}::text[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Kinds in which no relation sits: their members keep it where they belong and take part here beside it
 * (支部工作条例 第八条: a temporary branch admits nobody; functional ones likewise; a group is part of its branch).
 */
const WITHOUT_RELATIONS: Partial<Record<OrganizationKind, string>> = {
  temporary: '临时党支部不接转组织关系，组织关系留在原党支部',
  functional: '功能型党支部不接转组织关系，组织关系留在原党支部',
  floating: '流动党员党支部不接转组织关系，登记为在这里过组织生活',
  group: '党小组是党支部的一部分，组织关系放在党支部',
  'working-committee': '党工委不直接管理党员，组织关系放在党支部',
}

/** Why a relation cannot sit here; null when it can. */
export function refuseSeat(seat: Seat): string | null {
  if (seat.state !== 'forming' && seat.state !== 'active') return `“${seat.name}”已经撤销或合并`
  return WITHOUT_RELATIONS[seat.kind] ?? null
}

/** @throws members.refused with the reason */
export async function requireSeat(tx: Tx, wide: Scope, id: string): Promise<Seat> {
  const seat = (await findSeats(tx, wide, [id])).get(id)
  if (!seat) throw membersProblem('refused', { why: '没有这个党组织' })
  const why = refuseSeat(seat)
  if (why !== null) throw membersProblem('refused', { why })
  return seat
}
