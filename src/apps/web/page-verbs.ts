import type { Verb } from '../../kernel/endpoint.ts'

/** What each page is for: whoever has the verb nowhere finds neither the page in the menu nor anything behind its address. */
const PAGES: readonly (readonly [at: string, verb: Verb])[] = [
  ['/import', 'units.import'],
  ['/units', 'units.read'],
  ['/review', 'units.review'],
  ['/areas', 'areas.read'],
  ['/coverage', 'coverage.read'],
  ['/blind-spots', 'coverage.read'],
  ['/snapshots', 'coverage.read'],
  ['/plan', 'planner.read'],
  ['/proposal', 'planner.read'],
  ['/rules', 'rulebook.read'],
  ['/accounts', 'access.read'],
  ['/roles', 'access.read'],
  ['/requests', 'access.read'],
  ['/retention', 'access.read'],
  ['/audit', 'audit.read'],
  ['/backups', 'platform.backup'],
]

/** The verb of the page at an address; `self` where whoever is signed in may look. */
export function verbOfPage(path: string): Verb {
  if (path === '/') return 'coverage.read'
  return PAGES.find(([at]) => `${path}/`.startsWith(`${at}/`))?.[1] ?? 'self'
}
