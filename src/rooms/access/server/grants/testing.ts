import { sql } from 'kysely'
import type { CopyValue } from '../../../../platform/server/db/copy-text.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { forgetCallers } from '../remembered.ts'

/** Where a unit stands, for tests about who reaches it. */
export interface TestUnit {
  readonly id: string
  readonly path: string
  readonly section?: string | null
  readonly building?: string | null
  readonly park?: string | null
  readonly grid?: string | null
}

export interface TestArea {
  readonly id: string
  readonly tree?: 'division' | 'building' | 'park' | 'grid'
  readonly parent: string | null
  readonly path: string
  readonly name?: string
  readonly from?: string
  readonly to?: string | null
}

/** Writes areas and units past everything; the first area is the office's root unless `root` names another, or none. */
export async function layOut(
  context: Context,
  areas: readonly TestArea[],
  units: readonly TestUnit[],
  root: string | null = areas[0]?.id ?? null,
): Promise<void> {
  const { database, config } = context
  const { district } = config
  await database.writeAsOwner(async (tx) => {
    if (root !== null) {
      await database.copy(tx, 'office', ['district', 'root', 'as_of'], [[district, root, '2026-11-20']])
    }
    await database.copy(
      tx,
      'area',
      ['district', 'id', 'valid_from', 'valid_to', 'tree', 'level', 'name', 'parent', 'path', 'code', 'source'],
      areas.map((area): CopyValue[] => {
        const { id, tree = 'division', parent, path, name = id, from = '2000-01-01', to = null } = area
        const level = tree === 'division' ? 'town' : tree
        return [district, id, from, to, tree, level, name, parent, path, tree === 'division' ? id : null, 'test']
      }),
    )
    await database.copy(
      tx,
      'unit',
      `district,id,name,kind,path,section,building,park,grid,place,size,life,sources,coverage,due,reason,must,with_member,search,changed_at`.split(
        ',',
      ),
      units.map((unit): CopyValue[] => {
        const { id, path, section = null, building = null, park = null, grid = null } = unit
        const where = [district, id, `样例${id}`, 'enterprise', path, section, building, park, grid]
        const what = ['small', 'operating', ['registry'], 'none', 'nothing', '', false, false, id, '2026-01-01']
        return [...where, { confidence: 1, words: [] }, ...what]
      }),
    )
  })
}

export const ROOT = '990101/'
export const LINGHE = `${ROOT}990101001/`
export const LIUQIAO = `${ROOT}990101002/`
export const WANGHU = `${LINGHE}990101001001/`

/** A small district: two towns, a community, a building, a grid that is no more, five units. */
export function layOutOffice(context: Context): Promise<void> {
  return layOut(
    context,
    [
      { id: '990101', parent: null, path: ROOT, name: '东湖区' },
      { id: '990101001', parent: '990101', path: LINGHE, name: '凌河街道' },
      { id: '990101002', parent: '990101', path: LIUQIAO, name: '柳桥镇' },
      { id: '990101001001', parent: '990101001', path: WANGHU, name: '望湖社区' },
      { id: 'b:1', tree: 'building', parent: '990101001', path: `${LINGHE}b:1/`, name: '黄浦路9号' },
      { id: '990101003', parent: '990101', path: `${ROOT}990101003/`, name: '旧镇', to: '2026-01-01' },
    ],
    [
      { id: 'u1', path: WANGHU, section: 'C', building: 'b:1' },
      { id: 'u2', path: LINGHE, section: 'F' },
      { id: 'u3', path: LIUQIAO, section: 'C' },
      { id: 'u4', path: LIUQIAO, section: 'G', building: 'b:1' },
      { id: 'u5', path: '', section: null },
    ],
  )
}

/** Everybody and what they may is gone, areas and units stay: the next test begins, without a database of its own. */
export async function forgetEverybody(context: Context): Promise<void> {
  const tables = ['access_grant', 'access_role', 'access_substitution', 'access_glass', 'account_session', 'account']
  await context.database.writeAsOwner(async (tx) => {
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(tx)
  })
  forgetCallers(context)
}

/** In place of whatever there was: a working committee of a street, two branches below it of one name, one elsewhere. */
export async function layOutOrganizations({ config, database }: Context): Promise<void> {
  const { district } = config
  const rows = [
    ['o1', '凌河街道党工委', 'working-committee', 'o1/', LINGHE, null],
    ['o2', '样例（联合）党支部', 'joint-branch', 'o1/o2/', LINGHE, '330200-2'],
    ['o3', '柳桥镇党委', 'committee', 'o3/', LIUQIAO, null],
    ['o4', '样例（联合）党支部', 'joint-branch', 'o3/o4/', LIUQIAO, '330200-4'],
  ]
  await database.writeAsOwner(async (tx) => {
    await sql`delete from organization`.execute(tx)
    await database.copy(
      tx,
      'organization',
      ['district', 'id', 'name', 'kind', 'chain', 'path', 'code', 'state', 'search', 'changed_at'],
      rows.map((row) => [district, ...row, 'active', '', '2026-01-01']),
    )
  })
}
