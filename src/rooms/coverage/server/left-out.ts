import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import { filterSql, scopeSql } from '../../units/server/public.ts'
import { sayExclusion } from '../rules/state.ts'
import type { Slice } from './rollup.ts'

/** Excluded units of a slice by reason; asked only where there are some, and served by a small partial index. */
export async function listLeftOut(db: Db, scope: Scope, slice: Slice): Promise<{ reason: string; n: number }[]> {
  const { area, kind, section, size } = slice
  const parallel = area !== null && area.tree !== 'division'
  const asked = { kind, section, size, ...(parallel ? { area: area.id } : {}) }
  const filter = filterSql(scope, asked, parallel ? null : (area?.path ?? null))
  const rows = await rowsOf<{ code: string; n: number }>(
    db,
    sql`select coalesce(excluded, 'agency') as code, count(*)::int as n from unit
      where ${filter} and coverage = 'excluded' group by 1 order by 2 desc, 1`,
  )
  return rows.map(({ code, n }) => ({ reason: sayExclusion(code), n }))
}

/** Denominators that offices use but that the files at hand cannot support, each with what is missing. */
export async function listUnavailable(db: Db, scope: Scope): Promise<{ name: string; why: string }[]> {
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from unit where ${scopeSql(scope)} and revenue is not null`,
  )
  const known = row?.n ?? 0
  const why =
    known === 0
      ? '导入过的文件都没有营业收入一栏，无法判定规模以上；导入统计部门的规上名录或带营业收入的表后可用。'
      : `只有 ${known} 家填了营业收入；规上以统计部门名录为准，名录还没有导入。`
  return [{ name: '规上', why }]
}
