import type { Scope } from '../../../kernel/scope.ts'
import type { Db, Tx } from '../../../platform/server/db/database.ts'
import { findIndustry } from '../../../standards/industries.ts'
import { listAreasInForce } from '../../areas/server/public.ts'
import type { AreaNamesById } from './places.ts'

/** Names of divisions on a day, by id. */
export async function findAreaNames(db: Db | Tx, scope: Scope, day: string): Promise<AreaNamesById> {
  const areas = await listAreasInForce(db, scope, day, ['division'])
  return new Map(areas.map(({ id, name }) => [id, name]))
}

/** Name of a GB/T 4754 section: I → 信息传输、软件和信息技术服务业. */
export function sectionName(section: string): string {
  return findIndustry(section)?.name ?? section
}
