import type { Day } from '../../../kernel/day.ts'

/**
 * Area trees with validity. An area keeps its id for life; every change of its name or place ends one version on a day and
 * begins the next, so the tree of any past day can be had from the versions alone. A version is in force from its first day
 * up to, not including, `validTo`.
 */
export type AreaTree = 'division' | 'building' | 'park' | 'grid'
export type AreaLevel = 'province' | 'city' | 'county' | 'town' | 'community' | 'building' | 'park' | 'grid'

export interface AreaVersion {
  readonly id: string
  readonly tree: AreaTree
  /** GB/T 2260 or a derived code; buildings, parks and grids have none. */
  readonly code: string | null
  readonly name: string
  readonly level: AreaLevel
  /** A functional zone: acts as a county, is not in GB/T 2260. */
  readonly zone: boolean
  readonly parent: string | null
  /** Ids from the root down to the area itself, each followed by `/`. */
  readonly path: string
  readonly validFrom: Day
  readonly validTo: Day | null
}

const LEVEL_ORDER: readonly AreaLevel[] = [
  'province',
  'city',
  'county',
  'town',
  'community',
  'grid',
  'park',
  'building',
]

/** Whether an area of one level may lie in an area of another. */
export function mayContain(outer: AreaLevel, inner: AreaLevel): boolean {
  return LEVEL_ORDER.indexOf(outer) < LEVEL_ORDER.indexOf(inner)
}

export function isInForce(version: AreaVersion, day: Day): boolean {
  return version.validFrom <= day && (version.validTo === null || day < version.validTo)
}

/** The versions in force on a day, by id. */
export function treeAsOf(versions: readonly AreaVersion[], day: Day): Map<string, AreaVersion> {
  const tree = new Map<string, AreaVersion>()
  for (const version of versions) if (isInForce(version, day)) tree.set(version.id, version)
  return tree
}

export function childrenOf(tree: ReadonlyMap<string, AreaVersion>, id: string): AreaVersion[] {
  return [...tree.values()].filter((area) => area.parent === id)
}

/** The area and everything below it, nearest first. */
export function subtreeOf(tree: ReadonlyMap<string, AreaVersion>, id: string): AreaVersion[] {
  const root = tree.get(id)
  if (root === undefined) return []
  return [...tree.values()]
    .filter((area) => area.path.startsWith(root.path))
    .sort((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
}

/** The chain of names from the root to an area. */
export function trailOf(tree: ReadonlyMap<string, AreaVersion>, id: string): AreaVersion[] {
  const area = tree.get(id)
  if (area === undefined) return []
  return area.path
    .split('/')
    .filter((step) => step !== '')
    .flatMap((step) => tree.get(step) ?? [])
}
