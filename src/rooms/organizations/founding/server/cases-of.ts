import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { FoundingStep } from '../contract.ts'

/** The case that was opened for a proposal of a plan; the newest where it was taken up again. */
export interface CaseOfProposal {
  readonly id: string
  readonly step: FoundingStep
}

/** By proposal, of those that have a case at all, whatever became of it. */
export async function findCasesOf(
  db: Db | Tx,
  scope: Scope,
  proposals: readonly string[],
): Promise<Map<string, CaseOfProposal>> {
  if (proposals.length === 0) return new Map()
  const rows = await rowsOf<CaseOfProposal & { readonly proposal: string }>(
    db,
    sql`select distinct on (proposal) proposal, id, step from founding
      where district = ${scope.district} and proposal = any(${[...proposals]}::text[]) order by proposal, id desc`,
  )
  return new Map(rows.map(({ proposal, ...found }) => [proposal, found]))
}
