import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { unitReachSql } from '../../../areas/server/public.ts'
import { declarationsProblem } from '../contract.ts'
import { listTowns } from './towns.ts'

export interface UnitPlace {
  readonly name: string
  readonly path: string
  /** Null where the ledger knows no town of it. */
  readonly town: string | null
}

/** A unit of the ledger that the actor reaches, with the town it stands in. @throws declarations.refused */
export async function findUnitPlace({ clock }: Context, tx: Tx, scope: Scope, unit: string): Promise<UnitPlace> {
  const [found] = await rowsOf<{ name: string; path: string }>(
    tx,
    sql`select unit.name, unit.path from unit where ${unitReachSql(scope)} and unit.id = ${unit}`,
  )
  if (!found) throw declarationsProblem('refused', { why: '没有这家单位，或不在你负责的范围内' })
  const towns = await listTowns(tx, scope, clock.today())
  return { ...found, town: towns.find(({ path }) => found.path.startsWith(path))?.id ?? null }
}
