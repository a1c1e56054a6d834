import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea } from '../../../areas/server/public.ts'
import type { OrganizationKind } from '../../contract.ts'
import { findOrganization, organizationReachSql } from '../../server/public.ts'
import type { DemandKind } from '../rules/life-kinds.ts'
import { effectOf, type Effect, type EffectiveRule } from '../rules/effective.ts'
import { askedSql, lackingSql, recentSql, type Asked } from './demand-sql.ts'
import { SINCE } from './subjects.ts'

/** An organisation in a month: what was asked of it, what it lacks, whether its life is real. */
export interface AskedRow {
  readonly organization: string
  readonly name: string
  readonly kind: OrganizationKind
  readonly area: string | null
  readonly path: string
  readonly units: number
  readonly recent: number
  readonly effect: Effect
  readonly asked: readonly DemandKind[]
  readonly lacking: readonly DemandKind[]
}

export interface AskedQuery {
  readonly area?: string | undefined
  readonly under?: string | undefined
}

/** Forms of which organisation life is expected at all. */
const HOLDING = sql`organization.kind in ('branch', 'joint-branch', 'floating', 'temporary')`

/**
 * All active organisations of the scope with what the month asks of them, in the order of the tree: a district has some
 * thousands, so that every figure of the page and its rows come from this one list and cannot differ.
 */
export async function listAsked(
  db: Db | Tx,
  scope: Scope,
  { area, under: above }: AskedQuery,
  asked: readonly Asked[],
  rule: EffectiveRule,
  today: Day,
): Promise<AskedRow[]> {
  const all: RawBuilder<unknown>[] = [organizationReachSql(scope), sql`organization.state = 'active'`]
  if (area !== undefined) {
    const found = await findArea(db, scope, area, today)
    if (!found) throw areasProblem('area-not-found')
    all.push(under(sql`organization.path`, found.path))
  }
  if (above !== undefined) {
    const chain = (await findOrganization(db, scope, above))?.chain
    all.push(chain === undefined ? sql`false` : under(sql`organization.chain`, chain))
  }
  const flags = asked.map(
    (one, at) => sql`, ${askedSql(one)} as ${sql.ref(`a${at}`)}, ${lackingSql(one, scope)} as ${sql.ref(`l${at}`)}`,
  )
  const rows = await rowsOf<Record<string, unknown>>(
    db,
    sql`select organization.id as organization, organization.name, organization.kind, organization.area, organization.path,
        organization.units, ${SINCE} as since, ${HOLDING} as holding, ${recentSql(scope, rule.after, today)} as recent${sql.join(flags, sql``)}
      from organization where ${sql.join(all, sql` and `)} order by organization.chain`,
  )
  return rows.flatMap((row) => {
    const is = asked.flatMap(({ demand }, at) => (row[`a${at}`] === true ? [demand.kind] : []))
    const lacks = asked.flatMap(({ demand }, at) =>
      row[`a${at}`] === true && row[`l${at}`] === true ? [demand.kind] : [],
    )
    if (row['holding'] !== true && is.length === 0) return []
    // The columns are those of the query above.
    const {
      organization,
      name,
      kind,
      area: at,
      path,
      units,
      recent,
      since,
    } = row as unknown as AskedRow & { since: Day }
    const effect = effectOf(recent, since, rule)
    return [{ organization, name, kind, area: at, path, units, recent, effect, asked: is, lacking: lacks }]
  })
}

export const holdsLife = ({ kind }: Pick<AskedRow, 'kind'>): boolean =>
  kind === 'branch' || kind === 'joint-branch' || kind === 'floating' || kind === 'temporary'
