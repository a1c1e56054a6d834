import { EVERYTHING, NOTHING, type Reach } from '../../../../kernel/scope.ts'

/**
 * What a role is granted upon, with the area's path in the tree of the day, and an organisation's chain; either is null when
 * the area or the organisation is no more.
 */
export type Placed =
  | { readonly kind: 'area'; readonly area: string; readonly path: string | null }
  | { readonly kind: 'line'; readonly section: string; readonly area: string; readonly path: string | null }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'organization'; readonly organization: string; readonly chain: string | null }
  | { readonly kind: 'self' }

/** The whole office. */
export const WHOLE = ''

/** Buildings, parks and grids run across the division tree: units name them instead of standing under their path. */
export function isParallel(area: string): boolean {
  return /^[bpg]:/.test(area)
}

/** What is no more reaches nothing: whoever had it is granted its successor by a decision, not by accident. */
export function reachOf(placed: Placed): Reach {
  switch (placed.kind) {
    case 'self':
      return NOTHING
    case 'unit':
      return { ...NOTHING, units: [placed.unit] }
    case 'organization':
      return placed.chain === null ? NOTHING : { ...NOTHING, organizations: [placed.chain] }
    case 'area':
      if (placed.area === WHOLE) return EVERYTHING
      if (placed.path === null) return NOTHING
      return isParallel(placed.area) ? { ...NOTHING, places: [placed.area] } : { ...NOTHING, paths: [placed.path] }
    case 'line': {
      const path = placed.area === WHOLE ? '' : isParallel(placed.area) ? null : placed.path
      return path === null ? NOTHING : { ...NOTHING, lines: [{ section: placed.section, path }] }
    }
  }
}
