import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { On } from '../../contract.ts'
import { findBuiltIn } from '../../rules/grants/built-in-roles.ts'
import type { Span } from '../../rules/grants/lifecycle.ts'
import { onWords } from '../../rules/grants/on-words.ts'
import { onOf } from './on-of.ts'
import { POWERLESS, powerOf, type Held, type Power } from '../../rules/grants/power.ts'

export type { Power } from '../../rules/grants/power.ts'

/**
 * Everything that decides what somebody may, in one query as the gate: own grants, grants of those they stand in for,
 * the glass they have broken; each with the area's path in the tree of `today` and the newest version of its role.
 * `today` is the day in China, `now` decides whether a glass is still open. An account that is not in use has no power.
 */
export async function loadPower(
  db: Db | Tx,
  district: string,
  account: string,
  today: string,
  now: Date,
): Promise<Power> {
  const found = await sql<Found>`
    select
      (select coalesce(json_agg(json_build_object('name', w.name, 'from', w.from_day, 'until', w.until_day,
          'grants', (${grantsOf(sql`w.id`, district, today)}))), '[]'::json)
        from (
          select a.id, null::text as name, null::date as from_day, null::date as until_day
            from account a where a.district = ${district} and a.id = ${account} and a.state = 'active'
          union all
          select a.id, a.name, s.from_day, s.until_day
            from access_substitution s join account a on a.district = s.district and a.id = s.of_account
            where s.district = ${district} and s.by_account = ${account} and s.ended_at is null
              and s.until_day >= ${today}::date and a.state = 'active') w) as whose,
      (select json_build_object('area', x.area, 'words', x.reason, 'until', x.until_at, 'path', ar.path)
        from access_glass x left join area ar on ${areaOfDay(sql`x`, district, today)}
        where x.district = ${district} and x.account = ${account} and x.ended_at is null
          and x.until_at > ${now.toISOString()}::timestamptz limit 1) as glass`.execute(db)
  const row = found.rows[0]
  const own = row?.whose.find(({ name }) => name === null)
  if (!row || !own) return POWERLESS
  return powerOf(
    {
      own: own.grants.map(readGrant),
      standsFor: row.whose.flatMap(({ name, from, until, grants }) =>
        name === null || from === null
          ? []
          : [{ name, span: { from, until, ended: false }, grants: grants.map(readGrant) }],
      ),
      glass: row.glass && {
        words: row.glass.words,
        until: new Date(row.glass.until).toISOString(),
        placed: { kind: 'area', area: row.glass.area, path: row.glass.path },
      },
    },
    today,
  )
}

interface Found {
  readonly whose: readonly {
    readonly name: string | null
    readonly from: string | null
    readonly until: string | null
    readonly grants: readonly FoundGrant[]
  }[]
  readonly glass: {
    readonly area: string
    readonly words: string
    readonly until: string
    readonly path: string
  } | null
}

interface FoundGrant extends Span {
  readonly role: string
  readonly kind: On['kind']
  readonly area: string | null
  readonly section: string | null
  readonly unit: string | null
  readonly path: string | null
  readonly areaName: string | null
  readonly unitName: string | null
  /** Null: the built-in role as it is. */
  readonly roleName: string | null
  readonly verbs: readonly string[] | null
  readonly second: boolean | null
}

function grantsOf(account: RawBuilder<unknown>, district: string, today: string): RawBuilder<unknown> {
  return sql`select coalesce(json_agg(json_build_object(
      'role', g.role, 'kind', g.kind, 'area', g.area, 'section', g.section, 'unit', g.unit,
      'from', g.from_day, 'until', g.until_day, 'ended', false,
      'path', ar.path, 'areaName', ar.name, 'unitName', u.name,
      'roleName', r.name, 'verbs', r.verbs, 'second', r.needs_second_factor) order by g.id), '[]'::json)
    from access_grant g
    left join area ar on ${areaOfDay(sql`g`, district, today)}
    left join unit u on u.district = ${district} and u.id = g.unit
    left join lateral (select v.name, v.verbs, v.needs_second_factor from access_role v
      where v.district = ${district} and v.id = g.role order by v.version desc limit 1) r on true
    where g.district = ${district} and g.account = ${account} and g.ended_at is null
      and (g.until_day is null or g.until_day >= ${today}::date)`
}

/** The version of the row's area that is in force on the day. */
function areaOfDay(row: RawBuilder<unknown>, district: string, day: string): RawBuilder<unknown> {
  return sql`ar.district = ${district} and ar.id = ${row}.area and ar.valid_from <= ${day}::date
    and (ar.valid_to is null or ar.valid_to > ${day}::date)`
}

function readGrant(row: FoundGrant): Held {
  const on = onOf(row)
  const builtIn = findBuiltIn(row.role)
  const name = row.roleName ?? builtIn?.name ?? row.role
  return {
    span: { from: row.from, until: row.until, ended: row.ended },
    placed: on.kind === 'area' || on.kind === 'line' ? { ...on, path: row.path } : on,
    role: {
      verbs: row.verbs ?? builtIn?.verbs ?? [],
      needsSecondFactor: row.second ?? builtIn?.needsSecondFactor ?? false,
    },
    words: on.kind === 'self' ? name : `${name} · ${onWords(on, row.areaName, row.unitName)}`,
  }
}
