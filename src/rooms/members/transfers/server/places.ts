import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { queryTokens } from '../../../../standards/search-tokens.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationKindShape } from '../../../organizations/contract.ts'
import { refuseSeat } from '../../server/public.ts'

const MOST = 12

export interface Place {
  readonly id: string
  readonly name: string
  readonly superiorName: string | null
}

/** A letter is addressed to somebody one is not responsible for: names of organisations, and nothing else of them. */
export function findPlaces(
  { database }: Context,
  db: Db,
  scope: Scope,
  { q, for: use }: { readonly q: string; readonly for: 'relation' | 'stay' },
): Promise<Place[]> {
  const ways = queryTokens(q).ways.filter(({ patterns }) => patterns.length > 0)
  if (ways.length === 0) return Promise.resolve([])
  const like = ways.map(
    ({ patterns }) =>
      sql`(${sql.join(
        patterns.map((one) => sql`o.search like ${one}`),
        sql` and `,
      )})`,
  )
  return database.beyond(db, scope, (around, wide) =>
    rowsOf<Place>(
      around,
      sql`select o.id, o.name, s.name as "superiorName" from organization o
          left join organization s on s.district = o.district and s.id = o.superior
          where o.district = ${wide.district} and o.state in ('forming', 'active') and o.kind in (${sql.join(KINDS[use])})
            and (${sql.join(like, sql` or `)})
          order by length(o.name), o.name, o.id limit ${MOST}`,
    ),
  )
}

const KINDS = {
  relation: organizationKindShape.options.filter(
    (kind) => refuseSeat({ id: '', name: '', kind, state: 'active', chain: '', path: '', founded: null }) === null,
  ),
  stay: organizationKindShape.options.filter((kind) => kind !== 'working-committee' && kind !== 'group'),
}
