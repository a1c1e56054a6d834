import { NOTHING, reachesPath } from '../../../kernel/scope.ts'
import type { Person } from '../../../platform/web/session/session.ts'

/**
 * What somebody reaches of a place that is not all theirs: an industry, a building, single units, two towns of a district.
 * Every figure shown for the place is then theirs and not the place's, and says so. Null: everything there is theirs.
 *
 * @param path of the place in the tree of areas.
 */
export function partsOf(person: Person | null, path: string): readonly string[] | null {
  if (person === null || person.parts.length === 0) return null
  return reachesPath(person.verbs['units.read'] ?? NOTHING, path) ? null : person.parts
}
