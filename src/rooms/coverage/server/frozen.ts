import type { Scope } from '../../../kernel/scope.ts'
import type { Database } from '../../../platform/server/db/database.ts'
import type { By } from '../contract.ts'
import type { Counts } from '../rules/counts.ts'
import { countBy, countSlice, type Slice } from './rollup.ts'

/**
 * Counts of a snapshot, kept in memory once asked for: a frozen day never changes, so they never go stale. Every page
 * that shows “较上次” asks for the same few slices again and again. Kept for each reach by itself.
 */
const kept = new WeakMap<Database, Map<string, Promise<unknown>>>()
const MOST = 300

function remember<T>(db: Database, key: readonly unknown[], count: () => Promise<T>): Promise<T> {
  const known = kept.get(db) ?? new Map<string, Promise<unknown>>()
  kept.set(db, known)
  const text = JSON.stringify(key)
  const found = known.get(text)
  // The key names the question, and each question is asked by one function only.
  if (found) return found as Promise<T>
  const answer = count().catch((error: unknown) => {
    known.delete(text)
    throw error
  })
  known.set(text, answer)
  for (const oldest of known.keys()) {
    if (known.size <= MOST) break
    known.delete(oldest)
  }
  return answer
}

/** What a frozen day has for one reach: asked about the same snapshot, all who reach the same get the same. */
export function rememberFrozen<T>(
  db: Database,
  scope: Scope,
  snapshot: string,
  question: readonly unknown[],
  count: () => Promise<T>,
): Promise<T> {
  const reach = [scope.paths, scope.places, scope.lines.map((line) => [line.section, line.path]), scope.units]
  return remember(db, [question, scope.district, reach, snapshot], count)
}

const sliceOf = ({ area, kind, section, size }: Slice): unknown[] => [
  area?.tree,
  area?.path ?? null,
  kind,
  section,
  size,
]

export function countFrozen(db: Database, scope: Scope, slice: Slice, snapshot: string): Promise<Counts> {
  return rememberFrozen(db, scope, snapshot, ['slice', ...sliceOf(slice)], () =>
    countSlice(db.as(scope), scope, slice, { snapshot }),
  )
}

export function countFrozenBy(
  db: Database,
  scope: Scope,
  slice: Slice,
  by: By,
  snapshot: string,
): Promise<ReadonlyMap<string, Counts>> {
  return rememberFrozen(db, scope, snapshot, [by, ...sliceOf(slice)], () =>
    countBy(db.as(scope), scope, slice, by, { snapshot }),
  )
}
