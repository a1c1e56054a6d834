import { sql } from 'kysely'
import { isWhole, joinReaches } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { concerns, type Watch } from '../../rules/grants/glass.ts'
import { passesThroughGlass } from '../../rules/grants/passing.ts'
import type { Power } from '../../rules/grants/power.ts'
import { pathsOf } from './organizations.ts'

export interface GlassRow {
  readonly id: string
  readonly account: string
  readonly who: string
  readonly area: string
  readonly path: string
  readonly area_name: string
  readonly from_at: Date
  readonly until_at: Date
  readonly ended_at: Date | null
  readonly reason: string
}

const MOST = 500

/** Broken glasses that concern somebody, the newest first: their own, and those over what they are responsible for. */
export async function listGlassFor(
  context: Context,
  account: string | null,
  power: Power | 'everything',
): Promise<readonly (GlassRow & { readonly open: boolean })[]> {
  const { database, config, clock } = context
  const rows = await rowsOf<GlassRow>(
    database.gate,
    sql`select x.id, x.account, x.who, x.area, x.path, x.from_at, x.until_at, x.ended_at, x.reason,
        case when x.area = '' then '全区' else coalesce((select a.name from area a where a.district = x.district
          and a.id = x.area and a.valid_from <= ${clock.today()}::date order by a.valid_from desc limit 1), x.area) end as area_name
      from access_glass x where x.district = ${config.district} order by x.from_at desc limit ${MOST}`,
  )
  const watch =
    power === 'everything' ? EVERYWHERE : await watchOf(database.gate, config.district, power, clock.today())
  const now = clock.now()
  return rows
    .filter((row) => row.account === account || concerns(row, watch))
    .map((row) => ({ ...row, open: row.ended_at === null && row.until_at > now }))
}

const EVERYWHERE: Watch = { paths: [''], units: [] }

/** How many others are looking, at this moment, into what somebody is responsible for: the notice beside their name. */
export async function countOpenGlass(context: Context, account: string, power: Power): Promise<number> {
  const rows = await listGlassFor(context, account, power)
  return rows.filter((row) => row.open && row.account !== account).length
}

/** By one's own grants only: whoever merely looks through a glass is not responsible for what they see. */
async function watchOf(db: Db, district: string, power: Power, today: string): Promise<Watch> {
  const verbs = power.verbs.filter(passesThroughGlass) as `${string}.${string}`[]
  const reach = joinReaches(verbs.map((verb) => power.ownReach(verb)))
  if (isWhole(reach)) return EVERYWHERE
  const places = await rowsOf<{ path: string }>(
    db,
    sql`select path from area where district = ${district} and id = any(${reach.places}::text[])
      and valid_from <= ${today}::date and (valid_to is null or valid_to > ${today}::date)`,
  )
  const units = await rowsOf<{ path: string; places: string[] }>(
    db,
    sql`select path, array_remove(array[building, park, grid], null) as places from unit
      where district = ${district} and id = any(${reach.units}::text[])`,
  )
  const organizations = await pathsOf(db, district, reach.organizations)
  const lines = reach.lines.map(({ path }) => path)
  return { paths: [...reach.paths, ...lines, ...places.map(({ path }) => path), ...organizations], units }
}
