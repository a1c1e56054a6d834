import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { scopeSql } from '../../../units/server/public.ts'

/** A unit as founding looks at it; a count is null where no source says. */
export interface LedgerUnit {
  readonly id: string
  readonly name: string
  readonly path: string
  /** Path of its town, of its lowest known area where that is above the towns. */
  readonly townPath: string
  readonly townName: string | null
  readonly address: string | null
  readonly section: string | null
  readonly life: string
  readonly full: number | null
  readonly probationary: number | null
}

/** Those of the ids that are reached, in the order of the ids. */
export async function findLedgerUnits(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<LedgerUnit[]> {
  if (ids.length === 0) return []
  const rows = await rowsOf<LedgerUnit>(
    db,
    sql`select unit.id, unit.name, unit.path, coalesce(t.path, unit.path) as "townPath", t.name as "townName", unit.address, unit.section, unit.life,
        unit.members_full as "full", unit.members_probationary as probationary
      from unit left join area t on t.district = unit.district and t.id = unit.town and t.valid_to is null
      where ${scopeSql(scope)} and unit.id = any(${[...ids]}::text[])`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? [])
}

/** The lowest area that holds all paths: their common prefix of whole steps. */
export function commonPath(paths: readonly string[]): string {
  const [first = '', ...others] = paths
  const steps = first.split('/').slice(0, -1)
  let depth = steps.length
  for (const other of others) {
    const theirs = other.split('/')
    const differ = steps.findIndex((step, at) => theirs[at] !== step)
    if (differ >= 0) depth = Math.min(depth, differ)
  }
  return steps
    .slice(0, depth)
    .map((step) => `${step}/`)
    .join('')
}

/** Id of the area at the end of a path; null of the empty one. */
export const areaAt = (path: string): string | null => path.split('/').at(-2) ?? null
