import type { Verb } from '../../kernel/endpoint.ts'
import type { zh } from './words.zh.ts'

type PageName = keyof typeof zh.pages

/**
 * What each page is for and what it is called: whoever has the verb nowhere finds neither the page in the menu nor anything
 * behind its address, and is told so by its name. A longer address stands before the shorter that it begins with.
 */
const PAGES: readonly (readonly [at: string, verb: Verb, name: PageName])[] = [
  ['/import', 'units.import', 'import'],
  ['/units', 'units.read', 'units'],
  ['/review', 'units.review', 'review'],
  ['/members/rosters', 'members.import', 'rosters'],
  ['/members', 'members.read', 'members'],
  ['/development', 'members.read', 'development'],
  ['/declarations', 'members.declare', 'declarations'],
  ['/dues', 'members.read', 'dues'],
  ['/transfers', 'members.read', 'transfers'],
  ['/floating', 'members.read', 'floating'],
  ['/areas', 'areas.read', 'areas'],
  ['/coverage', 'coverage.read', 'coverage'],
  ['/blind-spots', 'coverage.read', 'blindSpots'],
  ['/snapshots', 'coverage.read', 'snapshots'],
  ['/organizations/import', 'organizations.import', 'organizations'],
  ['/organizations', 'organizations.read', 'organizations'],
  ['/founding', 'organizations.read', 'founding'],
  ['/plan/scenarios', 'planner.read', 'scenarios'],
  ['/plan/instructors', 'planner.read', 'instructors'],
  ['/plan/belts', 'planner.read', 'belts'],
  ['/plan', 'planner.read', 'plan'],
  ['/proposal', 'planner.read', 'plan'],
  ['/due', 'organizations.read', 'due'],
  ['/terms', 'organizations.read', 'terms'],
  ['/election', 'organizations.read', 'terms'],
  ['/life', 'organizations.read', 'life'],
  ['/rules', 'rulebook.read', 'rules'],
  ['/accounts', 'access.read', 'accounts'],
  ['/roles', 'access.read', 'roles'],
  ['/requests', 'access.read', 'requests'],
  ['/retention', 'access.read', 'retention'],
  ['/audit', 'audit.read', 'audit'],
  ['/backups', 'platform.backup', 'backups'],
]

/** The page at an address; null for what whoever is signed in may look at. */
function pageAt(path: string): { readonly verb: Verb; readonly name: PageName } | null {
  if (path === '/') return { verb: 'coverage.read', name: 'overview' }
  const [, verb, name] = PAGES.find(([at]) => `${path}/`.startsWith(`${at}/`)) ?? []
  return verb === undefined || name === undefined ? null : { verb, name }
}

/** The verb of the page at an address; `self` where whoever is signed in may look. */
export function verbOfPage(path: string): Verb {
  return pageAt(path)?.verb ?? 'self'
}

/** What the page at an address is called in the menu. */
export function nameOfPage(path: string): PageName | null {
  return pageAt(path)?.name ?? null
}
