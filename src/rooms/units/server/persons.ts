import { sql } from 'kysely'
import { namesIn } from '../../../kernel/mask.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import { personalExport, TOLD, type PersonalColumn, type Persons } from '../../../platform/server/personal/kinds.ts'
import { unitsEndpoints, type UnitFilter } from '../contract.ts'
import { whereOf } from './reads.ts'

/** Where the ledger names persons. */
export const unitsPersonal: readonly PersonalColumn[] = [
  { table: 'unit', column: 'instructor', kind: 'name', label: '党建指导员', whose: '指导员' },
  { table: 'unit', column: 'liaison', kind: 'name', label: '联络员', whose: '联络员' },
  { table: 'unit_record', column: 'facts.instructor', kind: 'name', label: '党建指导员', whose: '指导员' },
  { table: 'unit_record', column: 'facts.liaison', kind: 'name', label: '联络员', whose: '联络员' },
]

export const unitsExports = {
  'units.export': personalExport({
    endpoint: unitsEndpoints['units.export'],
    words: '台账，含指导员、联络员姓名',
    persons: (db, scope, { sort: _sort, desc: _desc, format: _format, release: _release, ...filter }) =>
      findPersons(db, scope, filter),
  }),
}

async function findPersons(db: Db, scope: Scope, filter: UnitFilter): Promise<Persons> {
  const rows = await rowsOf<{ cell: string }>(
    db,
    sql`select distinct p.cell from unit, lateral (values (instructor), (liaison)) p (cell)
      where ${await whereOf(db, scope, filter)} and p.cell <> '' order by 1`,
  )
  return countPersons(rows.map(({ cell }) => cell))
}

/** A cell with two names is two persons. */
export function countPersons(cells: readonly string[]): Persons {
  const names = new Set(cells.flatMap(namesIn))
  return { count: names.size, names: [...names].slice(0, TOLD) }
}
