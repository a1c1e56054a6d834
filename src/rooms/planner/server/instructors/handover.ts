import { sql } from 'kysely'
import { maskName } from '../../../../kernel/mask.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import type { WriteSheet } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import { scopeSql } from '../../../units/server/public.ts'
import { plannerProblem, type Handover } from '../../contract.ts'
import { addressKeys, inAddressOrder, isTownOpen } from '../../rules/address.ts'
import { nearWords, sayHandover, whyNobody, whySuccessor } from '../../rules/handover.ts'
import { placesOf } from '../../rules/instructor.ts'
import { findDivisions } from '../names.ts'
import { listInstructorSettings } from './settings.ts'
import { nearness, staffUnits, type StaffedInstructor, type Workplace } from './staffing.ts'

interface LookedAfter {
  readonly id: string
  readonly name: string
  readonly address: string | null
  readonly county: string | null
  readonly town: string | null
  readonly community: string | null
  readonly road: string | null
  readonly building: string | null
  readonly buildingName: string | null
  readonly number: string | null
  readonly employees: number | null
  readonly lng: number | null
  readonly lat: number | null
  readonly instructor: string
}

/** Operating units that somebody looks after. Of others than the caller's own only where they stand matters. */
async function readLookedAfter(db: Db, scope: Scope): Promise<readonly (LookedAfter & { readonly own: boolean })[]> {
  const [row] = await rowsOf<{ rows: readonly (LookedAfter & { own: boolean })[] | null }>(
    db,
    sql`select json_agg(u) as rows from (
        select id, name, address, county, town, community, road, building, place->>'building' as "buildingName",
          place->>'number' as number, employees, lng, lat, instructor, ${scopeSql(scope)} as own
        from unit where district = ${scope.district} and life = 'operating' and instructor is not null order by id) u`,
  )
  return row?.rows ?? []
}

/**
 * Who takes over from an instructor who leaves: each unit goes to somebody near who still has room, no unit across the
 * county, all together as near as can be.
 */
export async function findHandover(
  db: Db,
  scope: Scope,
  day: string,
  input: { readonly name: string; readonly capacity: number },
): Promise<Handover> {
  const { name, capacity } = input
  const all = await readLookedAfter(db, scope)
  if (!all.some((unit) => unit.own && unit.instructor === name))
    throw plannerProblem('instructor-not-found', { name: maskName(name) })
  const { names, cityOf } = await findDivisions(db, scope, day)
  const settings = await listInstructorSettings(db, scope)
  const ground = { cityOf, townOfBuilding: new Map<string, string>() }
  const placed = inAddressOrder(all.map((unit) => ({ unit, keys: addressKeys(unit, ground) })))

  const others = new Map<string, Workplace[]>()
  for (const { unit, keys } of placed) {
    if (unit.instructor === name) continue
    const list = others.get(unit.instructor)
    const place = { keys, lng: unit.lng, lat: unit.lat }
    if (list) list.push(place)
    else others.set(unit.instructor, [place])
  }
  const withRoom: StaffedInstructor[] = [...others]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([other, at]) => {
      const setting = settings.get(other)
      const places = placesOf(setting, { capacity }, day)
      return { name: other, load: at.length, places, at, conflicts: setting?.conflicts ?? [] }
    })
    .filter(({ load, places }) => load < places)

  const units = placed.filter(({ unit }) => unit.own && unit.instructor === name)
  const { instructorOf, second, reasons } = staffUnits(
    units.map(({ unit, keys }) => ({ ...unit, keys })),
    withRoom,
  )
  const gains = new Map<number, number>()
  for (const instructor of instructorOf) gains.set(instructor, (gains.get(instructor) ?? 0) + 1)
  const rows = units.map(({ unit, keys }, row) => {
    const at = instructorOf[row] ?? -1
    const successor = withRoom[at]
    const near = successor ? nearness({ ...unit, keys }, successor) : null
    return {
      unit: unit.id,
      name: unit.name,
      address: unit.address,
      townName: isTownOpen(keys) ? '镇街未定' : (names.get(keys[2] ?? '') ?? ''),
      successor: successor?.name ?? null,
      near: nearWords(near?.shared ?? 0, near?.kilometres ?? null),
      second: withRoom[second[row] ?? -1]?.name ?? null,
      why:
        successor && near
          ? whySuccessor({
              ...near,
              before: successor.load,
              after: successor.load + (gains.get(at) ?? 0),
              places: successor.places,
            })
          : whyNobody(reasons.get(row) ?? 'full', keys[1] !== null),
    }
  })
  const taken = rows.filter(({ successor }) => successor !== null)
  const sentence = sayHandover({
    name,
    units: rows.length,
    placed: taken.length,
    successors: new Set(taken.map(({ successor }) => successor)).size,
    capacity,
  })
  return { name, sentence, rows }
}

/** For the talk between the one who leaves and those who take over. */
export function handoverSheet({ name, sentence, rows }: Handover, day: string): WriteSheet {
  return {
    name: '交接名单',
    titles: [`${name}离任交接名单`],
    notes: [sentence, `数据截至 ${day}`],
    columns: [
      { title: '序号', width: 8, kind: 'number' },
      { title: '单位名称', width: 36 },
      { title: '地址', width: 40 },
      { title: '镇街', width: 16 },
      { title: '接手人', width: 14 },
      { title: '远近', width: 14 },
      { title: '备选', width: 14 },
      { title: '理由', width: 60 },
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.name,
      row.address,
      row.townName,
      row.successor ?? '待定',
      row.near,
      row.second,
      row.why,
    ]),
  }
}
