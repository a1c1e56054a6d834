import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { scopeSql } from '../../../units/server/public.ts'
import type { InstructorRow } from '../../contract.ts'
import { isVacancy } from '../../rules/vacancy.ts'
import { readAreaNames } from '../area-names.ts'
import { listInstructorSettings } from './settings.ts'

/** Instructors that the ledger names, by name, with what the office says of them. Loads are counts of units, nothing else. */
export async function listInstructorRows(
  db: Db | Tx,
  scope: Scope,
  day: string,
  only: string | null = null,
): Promise<Omit<InstructorRow, 'key'>[]> {
  const rows = await rowsOf<{ name: string; units: number; towns: string[] }>(
    db,
    sql`select instructor as name, count(*)::int as units,
        coalesce(array_agg(distinct town order by town) filter (where town is not null), '{}') as towns
      from unit where ${scopeSql(scope)} and life = 'operating' and instructor is not null
        and ${only === null ? sql`true` : sql`instructor = ${only}`}
      group by instructor order by instructor`,
  )
  const settings = await listInstructorSettings(db, scope)
  const towns = await readAreaNames(db, scope, [...new Set(rows.flatMap((row) => row.towns))], day)
  const wanted = rows.flatMap(({ name }) => settings.get(name)?.conflicts ?? [])
  const names = await readUnitNames(db, scope, wanted)
  return rows.map(({ name, units, towns: ids }) => {
    const setting = settings.get(name)
    return {
      name,
      units,
      capacity: setting?.capacity ?? null,
      until: setting?.until ?? null,
      leaving: setting?.leaving ?? false,
      townNames: ids.flatMap((id) => towns.get(id) ?? []),
      conflicts: (setting?.conflicts ?? []).flatMap((unit) => {
        const found = names.get(unit)
        return found === undefined ? [] : [{ unit, name: found }]
      }),
      note: setting?.note ?? '',
    }
  })
}

async function readUnitNames(db: Db | Tx, scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select id, name from unit where ${scopeSql(scope)} and id in (${sql.join([...new Set(ids)])})`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Whom a plan had named for each unit without members; places still to be filled are nobody. */
export async function findNamedInstructors(
  db: Db | Tx,
  scope: Scope,
  plan: string | null,
): Promise<ReadonlyMap<string, string>> {
  if (plan === null) return new Map()
  const rows = await rowsOf<{ instructor: string; units: string[] }>(
    db,
    sql`select p.instructor, array_agg(m.unit_id) as units
      from proposal p join proposal_member m on m.district = p.district and m.plan_id = p.plan_id and m.no = p.no
      where p.district = ${scope.district} and p.plan_id = ${plan} and p.kind = 'instructor'
      group by p.instructor`,
  )
  const named = rows.filter(({ instructor }) => !isVacancy(instructor))
  return new Map(named.flatMap(({ instructor, units }) => units.map((unit) => [unit, instructor] as const)))
}

/** How many operating units each instructor, or one of them, looks after in the whole office. */
export async function findLoads(db: Db | Tx, scope: Scope, only: string | null = null): Promise<Map<string, number>> {
  const rows = await rowsOf<{ instructor: string; n: number }>(
    db,
    sql`select instructor, count(*)::int as n from unit
      where district = ${scope.district} and life = 'operating'
        and ${only === null ? sql`instructor is not null` : sql`instructor = ${only}`}
      group by instructor`,
  )
  return new Map(rows.map(({ instructor, n }) => [instructor, n]))
}
