import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { findIndustry } from '../../../standards/industries.ts'
import { listAreasInForce } from '../../areas/server/public.ts'
import { plannerProblem } from '../contract.ts'
import type { AreaNamesById } from './places.ts'

/** The divisions of a day: their names and paths, and the city of each county. */
export async function findDivisions(
  db: Db | Tx,
  scope: Scope,
  day: string,
): Promise<{
  readonly names: AreaNamesById
  readonly paths: ReadonlyMap<string, string>
  readonly cityOf: ReadonlyMap<string, string>
}> {
  const areas = await listAreasInForce(db, scope, day, ['division'])
  const counties = areas.filter(({ level }) => level === 'county')
  return {
    names: new Map(areas.map(({ id, name }) => [id, name])),
    paths: new Map(areas.map(({ id, path }) => [id, path])),
    cityOf: new Map(counties.flatMap(({ id, parent }) => (parent === null ? [] : [[id, parent]]))),
  }
}

/** Id of the division that is called so, or has this id; the widest where several are. */
export async function findAreaByName(context: Context, scope: Scope, name: string): Promise<string> {
  const areas = await listAreasInForce(context.database.as(scope), scope, context.clock.today(), ['division'])
  const found = areas
    .filter((area) => area.id === name || area.code === name || area.name === name)
    .sort((a, b) => a.path.length - b.path.length)[0]
  if (!found) throw plannerProblem('area-not-found', { name })
  return found.id
}

/** Name of a GB/T 4754 section: I → 信息传输、软件和信息技术服务业. */
export function sectionName(section: string): string {
  return findIndustry(section)?.name ?? section
}
