import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import type { Db } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import { factNames, type FactName, type FactValue, type sortShape, type UnitFilter } from '../contract.ts'
import { exportRow } from '../rules/export-columns.ts'
import { showFact } from '../rules/personal.ts'
import { resolveFacts } from '../rules/precedence.ts'
import { listUnits } from './reads.ts'
import { findPrecedence } from './rebuild.ts'
import { findShortRecords } from './records.ts'

const PAGE = 1000

/** The rows of any view, page by page, as cells of the export sheet. */
export async function* exportUnits(
  db: Db,
  scope: Scope,
  filter: UnitFilter,
  order: { sort: z.infer<typeof sortShape>; desc: boolean },
  eyes: Eyes,
): AsyncGenerator<(string | number | null)[]> {
  const table = await findPrecedence(db, scope)
  let after: { key: string | number; id: string } | null = null
  for (;;) {
    const units = await listUnits(db, scope, filter, { ...order, limit: PAGE, after })
    const facts = await findShortRecords(
      db,
      scope,
      units.map((unit) => unit.id),
    )
    for (const unit of units) {
      const winners = resolveFacts(facts.get(unit.id) ?? [], table)
      const current: Partial<Record<FactName, FactValue>> = {}
      for (const name of factNames) {
        const value = winners[name]?.facts[name]
        if (value !== undefined) current[name] = showFact(eyes.show, name, value)
      }
      yield exportRow({ ...unit, facts: current })
    }
    const last = units[units.length - 1]
    if (!last || units.length < PAGE) return
    after = { key: last.sortKey, id: last.id }
  }
}
