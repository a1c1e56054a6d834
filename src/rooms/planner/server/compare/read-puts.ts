import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { pause, rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { PlacedUnit } from '../../rules/cautions.ts'
import type { Put } from '../../rules/comparison.ts'
import type { ProposalKind } from '../../rules/decision.ts'
import { listMembers, placeMembers, type PlanRow } from '../reads.ts'

export interface PlanGroups {
  readonly puts: ReadonlyMap<string, Put>
  /** Members of every joint group. */
  readonly groups: readonly (readonly PlacedUnit[])[]
}

const SLICE = 1500

/** Where a plan has its units now, the office's changes included. Units spoken of in batches are left out. */
export async function readGroups(db: Db, scope: Scope, plan: PlanRow): Promise<PlanGroups> {
  const heads = await rowsOf<{ no: number; kind: ProposalKind; title: string; town_name: string }>(
    db,
    sql`select no, kind, title, town_name from proposal
      where district = ${scope.district} and plan_id = ${plan.id} and units > 0 and kind in ('joint', 'own', 'uncovered')
      order by no`,
  )
  const puts = new Map<string, Put>()
  const groups: PlacedUnit[][] = []
  for (let from = 0; from < heads.length; from += SLICE) {
    const slice = new Map(heads.slice(from, from + SLICE).map((head) => [head.no, head]))
    const rows = await listMembers(db, scope, plan.id, [...slice.keys()])
    const lists = new Map<number, PlacedUnit[]>()
    const noOf = new Map(rows.map(({ unit_id, no }) => [unit_id, no]))
    for (const member of placeMembers(rows, new Map())) {
      const head = slice.get(noOf.get(member.unit.id) ?? -1)
      if (!head) continue
      const { no, kind, title, town_name } = head
      const { id, name } = member.unit
      puts.set(id, { unit: id, name: name ?? '', townName: town_name, no, kind, title })
      if (kind !== 'joint') continue
      const list = lists.get(no)
      if (list) list.push(member)
      else lists.set(no, [member])
    }
    groups.push(...lists.values())
    await pause()
  }
  return { puts, groups }
}
