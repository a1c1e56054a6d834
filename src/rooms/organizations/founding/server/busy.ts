import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import { findCovers } from '../../server/public.ts'
import { stepNames } from '../rules/names.ts'
import { findOpenCases } from './cases.ts'

/** One after another: two drafts for the same unit at the same moment would otherwise not see each other. */
export async function lockFounding(tx: Tx, { district }: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`juxin founding ${district}`}))`.execute(tx)
}

/**
 * What stands in a unit's way: another open case, or an organisation of its own; both are reached by whoever reaches the
 * unit. Of a case it is said only that there is one. `own` is the case that asks, with the organisation that came of it.
 */
export async function findBusy(
  db: Db | Tx,
  scope: Scope,
  units: readonly string[],
  own: { readonly id: string; readonly organization: string | null } | null,
): Promise<Map<string, string>> {
  const cases = await findOpenCases(db, scope, units)
  const covers = await findCovers(db, scope, units)
  const found = new Map<string, string>()
  for (const unit of units) {
    const open = cases.get(unit)
    const cover = covers.get(unit)?.find(({ form }) => form === 'own')
    if (open !== undefined && open.id !== own?.id) found.set(unit, `另有组建在办（${stepNames[open.step]}）`)
    else if (cover !== undefined && cover.organization !== own?.organization) found.set(unit, `已有“${cover.name}”`)
  }
  return found
}
