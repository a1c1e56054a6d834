import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { compact, parseSearch, stringifySearch, textParam } from '../../platform/web/search.ts'
import { Broken } from '../../platform/web/shell/error-boundary.tsx'
import { areasSearch } from '../../rooms/areas/web/search.ts'
import { blindSpotSearch, coverageSearch, overviewSearch, snapshotSearch } from '../../rooms/coverage/web/search.ts'
import { planSearch } from '../../rooms/planner/web/search.ts'
import { importSearch, ledgerSearch, reviewSearch } from '../../rooms/units/web/search.ts'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'

/** Every address of the application. The chosen area stays in the address from page to page. */
const root = createRootRoute({
  validateSearch: (raw) => compact({ area: textParam(raw, 'area') }),
  search: { middlewares: [retainSearchParams(['area'])] },
  component: Frame,
  notFoundComponent: NotFound,
})
const at = { getParentRoute: () => root }

const routeTree = root.addChildren([
  createRoute({
    ...at,
    path: '/',
    validateSearch: overviewSearch,
    component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
  }),
  createRoute({
    ...at,
    path: '/import',
    component: lazyRouteComponent(() => import('../../rooms/units/web/pages/import.tsx'), 'ImportPage'),
  }),
  createRoute({
    ...at,
    path: '/import/$id',
    validateSearch: importSearch,
    component: lazyRouteComponent(() => import('../../rooms/units/web/pages/import-one.tsx'), 'ImportOnePage'),
  }),
  createRoute({
    ...at,
    path: '/units',
    validateSearch: ledgerSearch,
    component: lazyRouteComponent(() => import('../../rooms/units/web/pages/ledger.tsx'), 'LedgerPage'),
  }),
  createRoute({
    ...at,
    path: '/units/$id',
    component: lazyRouteComponent(() => import('../../rooms/units/web/pages/unit.tsx'), 'UnitPage'),
  }),
  createRoute({
    ...at,
    path: '/review',
    validateSearch: reviewSearch,
    component: lazyRouteComponent(() => import('../../rooms/units/web/pages/review.tsx'), 'ReviewPage'),
  }),
  createRoute({
    ...at,
    path: '/areas',
    validateSearch: areasSearch,
    component: lazyRouteComponent(() => import('../../rooms/areas/web/pages/areas.tsx'), 'AreasPage'),
  }),
  createRoute({
    ...at,
    path: '/coverage',
    validateSearch: coverageSearch,
    component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/coverage.tsx'), 'CoveragePage'),
  }),
  createRoute({
    ...at,
    path: '/blind-spots',
    validateSearch: blindSpotSearch,
    component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/blind-spots.tsx'), 'BlindSpotsPage'),
  }),
  createRoute({
    ...at,
    path: '/snapshots',
    component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/snapshots.tsx'), 'SnapshotsPage'),
  }),
  createRoute({
    ...at,
    path: '/snapshots/$id',
    validateSearch: snapshotSearch,
    component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/change-note.tsx'), 'ChangeNotePage'),
  }),
  createRoute({
    ...at,
    path: '/plan/{-$id}',
    validateSearch: planSearch,
    component: lazyRouteComponent(() => import('../../rooms/planner/web/pages/plan.tsx'), 'PlanPage'),
  }),
  createRoute({
    ...at,
    path: '/rules',
    component: lazyRouteComponent(() => import('../../rooms/rulebook/web/pages/rules.tsx'), 'RulesPage'),
  }),
])

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultErrorComponent: Broken,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
