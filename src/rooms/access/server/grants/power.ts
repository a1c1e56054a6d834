import { sql } from 'kysely'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { On } from '../../contract.ts'
import { findBuiltIn } from '../../rules/grants/built-in-roles.ts'
import { onWords } from '../../rules/grants/on-words.ts'
import { onOf } from './on-of.ts'
import { findOrganizations, type Granted } from './organizations.ts'
import type { Placed } from '../../rules/grants/reach-of.ts'
import { POWERLESS, powerOf, type Held, type Power } from '../../rules/grants/power.ts'

export type { Power } from '../../rules/grants/power.ts'

/**
 * Everything that decides what somebody may, in one query as the gate: own grants, grants of those they stand in for, the
 * glass they have broken; each with the area's path in the tree of `today` and the newest version of its role. `today` is
 * the day in China, `now` decides whether a glass is still open. An account that is not in use has no power. Units (for their
 * names) and Party organisations are asked for afterwards, where there are any: more tables would double the planning.
 */
export async function loadPower(
  db: Db | Tx,
  district: string,
  account: string,
  today: string,
  now: Date,
): Promise<Power> {
  const found = await sql<Found>`
    with stands as materialized (
      select of_account, from_day, until_day from access_substitution
        where district = ${district} and by_account = ${account} and ended_at is null and until_day >= ${today}::date)
    select
      (select json_agg(json_build_object('of', of_account, 'from', from_day, 'until', until_day)) from stands) as stands,
      (select json_object_agg(a.id, a.name) from account a
        where a.district = ${district} and a.id = any(array_append(array(select of_account from stands), ${account})) and a.state = 'active') as names,
      (select json_agg(json_build_object('account', g.account, 'role', g.role, 'kind', g.kind, 'area', g.area,
          'section', g.section, 'unit', g.unit, 'organization', g.organization, 'from', g.from_day, 'until', g.until_day, 'path', ar.path,
          'areaName', ar.name, 'roleName', r.name, 'verbs', r.verbs, 'second', r.needs_second_factor) order by g.id)
        from access_grant g
        left join area ar on ar.district = ${district} and ar.id = g.area and ar.valid_from <= ${today}::date
          and (ar.valid_to is null or ar.valid_to > ${today}::date)
        left join lateral (select v.name, v.verbs, v.needs_second_factor from access_role v
          where v.district = ${district} and v.id = g.role order by v.version desc limit 1) r on true
        where g.district = ${district} and g.account = any(array_append(array(select of_account from stands), ${account})) and g.ended_at is null
          and (g.until_day is null or g.until_day >= ${today}::date)) as grants,
      (select json_build_object('area', x.area, 'path', x.path, 'words', x.reason, 'until', x.until_at) from access_glass x
        where x.district = ${district} and x.account = ${account} and x.ended_at is null
          and x.until_at > ${now.toISOString()}::timestamptz) as glass`.execute(db)
  const row = found.rows[0]
  if (row?.names?.[account] === undefined) return POWERLESS
  const { names, glass } = row
  const grants = row.grants ?? []
  const units = await unitNames(
    db,
    district,
    grants.flatMap(({ unit }) => (unit === null ? [] : [unit])),
  )
  const organizations = await findOrganizations(
    db,
    district,
    grants.map(({ organization }) => organization),
  )
  const heldBy = (whose: string): Held[] =>
    grants.filter((grant) => grant.account === whose).map((grant) => readGrant(grant, units, organizations))
  return powerOf(
    {
      own: heldBy(account),
      standsFor: (row.stands ?? []).flatMap(({ of, from, until }) => {
        const name = names[of]
        return name === undefined ? [] : [{ name, span: { from, until, ended: false }, grants: heldBy(of) }]
      }),
      glass: glass && {
        words: glass.words,
        until: new Date(glass.until).toISOString(),
        placed: { kind: 'area', area: glass.area, path: glass.path },
      },
    },
    today,
  )
}

interface Found {
  readonly stands: readonly { readonly of: string; readonly from: string; readonly until: string }[] | null
  /** Of the accounts in use. */
  readonly names: Readonly<Record<string, string>> | null
  readonly grants: readonly FoundGrant[] | null
  readonly glass: {
    readonly area: string
    readonly words: string
    readonly until: string
    readonly path: string
  } | null
}

interface FoundGrant {
  readonly account: string
  readonly role: string
  readonly kind: On['kind']
  readonly area: string | null
  readonly section: string | null
  readonly unit: string | null
  readonly organization: string | null
  readonly from: string
  readonly until: string | null
  readonly path: string | null
  readonly areaName: string | null
  /** Null: the built-in role as it is. */
  readonly roleName: string | null
  readonly verbs: readonly string[] | null
  readonly second: boolean | null
}

async function unitNames(db: Db | Tx, district: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<{ id: string; name: string }>(
    db,
    sql`select id, name from unit where district = ${district} and id = any(${ids}::text[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function readGrant(
  row: FoundGrant,
  units: ReadonlyMap<string, string>,
  organizations: ReadonlyMap<string, Granted>,
): Held {
  const on = onOf(row)
  const builtIn = findBuiltIn(row.role)
  const name = row.roleName ?? builtIn?.name ?? row.role
  const organization = row.organization === null ? undefined : organizations.get(row.organization)
  const names = {
    area: row.areaName,
    unit: row.unit === null ? null : (units.get(row.unit) ?? null),
    organization: organization?.name ?? null,
  }
  const where = on.kind === 'self' ? null : onWords(on, names)
  return {
    span: { from: row.from, until: row.until, ended: false },
    placed: placedOn(on, row.path, organization?.chain ?? null),
    role: {
      verbs: row.verbs ?? builtIn?.verbs ?? [],
      needsSecondFactor: row.second ?? builtIn?.needsSecondFactor ?? false,
    },
    words: where === null ? name : `${name} · ${where}`,
    on: where,
  }
}

function placedOn(on: On, path: string | null, chain: string | null): Placed {
  if (on.kind === 'organization') return { ...on, chain }
  return on.kind === 'area' || on.kind === 'line' ? { ...on, path } : on
}
