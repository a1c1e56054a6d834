import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router'
import { compact, parseSearch, stringifySearch, textParam } from '../../platform/web/search.ts'
import { Broken } from '../../platform/web/shell/error-boundary.tsx'
import {
  accountSearch,
  accountsSearch,
  releasesSearch,
  requestsSearch,
  rolesSearch,
  setUpSearch,
  signInSearch,
} from '../../rooms/access/web/search.ts'
import { areasSearch } from '../../rooms/areas/web/search.ts'
import { auditSearch } from '../../rooms/audit/web/search.ts'
import { blindSpotSearch, coverageSearch, overviewSearch, snapshotSearch } from '../../rooms/coverage/web/search.ts'
import { declarationsSearch, declareSearch } from '../../rooms/members/declarations/web/search.ts'
import {
  calendarSearch,
  caseSearch,
  developmentSearch,
  duesSearch,
  quotasSearch,
} from '../../rooms/members/development/web/search.ts'
import { floatingSearch, transfersSearch } from '../../rooms/members/transfers/web/search.ts'
import { memberSearch, membersSearch, rosterSearch } from '../../rooms/members/web/search.ts'
import { foundingSearch, newFoundingSearch } from '../../rooms/organizations/founding/web/search.ts'
import { lifeSearch, lifeYearSearch } from '../../rooms/organizations/life/web/search.ts'
import { electionSearch, termsSearch } from '../../rooms/organizations/posts/web/search.ts'
import { organizationSearch, organizationsSearch } from '../../rooms/organizations/web/search.ts'
import {
  beltsSearch,
  compareSearch,
  instructorsSearch,
  planSearch,
  scenariosSearch,
} from '../../rooms/planner/web/search.ts'
import { dueSearch } from '../../rooms/organizations/deadlines/web/search.ts'
import { rulesSearch } from '../../rooms/rulebook/web/search.ts'
import { importSearch, ledgerSearch, reviewSearch } from '../../rooms/units/web/search.ts'
import { Frame } from './frame.tsx'
import { NotFound } from './not-found.tsx'

/** Every address of the application. The chosen area stays in the address from page to page. */
const root = createRootRoute({
  validateSearch: (raw) => compact({ area: textParam(raw, 'area') }),
  search: { middlewares: [retainSearchParams<{ area?: string | undefined }>(['area'])] },
  component: Frame,
  notFoundComponent: NotFound,
})
const getParentRoute = () => root

const home = createRoute({
  getParentRoute,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
})
const imports = createRoute({
  getParentRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../../rooms/units/web/pages/import.tsx'), 'ImportPage'),
})
const importOne = createRoute({
  getParentRoute,
  path: '/import/$id',
  validateSearch: importSearch,
  component: lazyRouteComponent(() => import('../../rooms/units/web/pages/import-one.tsx'), 'ImportOnePage'),
})
const units = createRoute({
  getParentRoute,
  path: '/units',
  validateSearch: ledgerSearch,
  component: lazyRouteComponent(() => import('../../rooms/units/web/pages/ledger.tsx'), 'LedgerPage'),
})
const unit = createRoute({
  getParentRoute,
  path: '/units/$id',
  component: lazyRouteComponent(() => import('../../rooms/units/web/pages/unit.tsx'), 'UnitPage'),
})
const review = createRoute({
  getParentRoute,
  path: '/review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('../../rooms/units/web/pages/review.tsx'), 'ReviewPage'),
})
const areas = createRoute({
  getParentRoute,
  path: '/areas',
  validateSearch: areasSearch,
  component: lazyRouteComponent(() => import('./areas.tsx'), 'Areas'),
})
const coverage = createRoute({
  getParentRoute,
  path: '/coverage',
  validateSearch: coverageSearch,
  component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/coverage.tsx'), 'CoveragePage'),
})
const blindSpots = createRoute({
  getParentRoute,
  path: '/blind-spots',
  validateSearch: blindSpotSearch,
  component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/blind-spots.tsx'), 'BlindSpotsPage'),
})
const snapshots = createRoute({
  getParentRoute,
  path: '/snapshots',
  component: lazyRouteComponent(() => import('../../rooms/coverage/web/pages/snapshots.tsx'), 'SnapshotsPage'),
})
const changeNote = createRoute({
  getParentRoute,
  path: '/snapshots/$id',
  validateSearch: snapshotSearch,
  component: lazyRouteComponent(() => import('./change-note.tsx'), 'ChangeNote'),
})
const terms = createRoute({
  getParentRoute,
  path: '/terms',
  validateSearch: termsSearch,
  component: lazyRouteComponent(() => import('../../rooms/organizations/posts/web/pages/terms.tsx'), 'TermsPage'),
})
const election = createRoute({
  getParentRoute,
  path: '/election',
  validateSearch: electionSearch,
  component: lazyRouteComponent(() => import('../../rooms/organizations/posts/web/pages/election.tsx'), 'ElectionPage'),
})
const life = createRoute({
  getParentRoute,
  path: '/life',
  validateSearch: lifeSearch,
  component: lazyRouteComponent(() => import('../../rooms/organizations/life/web/pages/life.tsx'), 'LifePage'),
})
const lifeYear = createRoute({
  getParentRoute,
  path: '/life/$organization',
  validateSearch: lifeYearSearch,
  component: lazyRouteComponent(() => import('../../rooms/organizations/life/web/pages/life-year.tsx'), 'LifeYearPage'),
})
const organizations = createRoute({
  getParentRoute,
  path: '/organizations',
  validateSearch: organizationsSearch,
  component: lazyRouteComponent(
    () => import('../../rooms/organizations/web/pages/organizations.tsx'),
    'OrganizationsPage',
  ),
})
const organizationsImport = createRoute({
  getParentRoute,
  path: '/organizations/import',
  component: lazyRouteComponent(
    () => import('../../rooms/organizations/web/pages/import-register.tsx'),
    'ImportRegisterPage',
  ),
})
const organization = createRoute({
  getParentRoute,
  path: '/organizations/$id',
  validateSearch: organizationSearch,
  component: lazyRouteComponent(() => import('./organization.tsx'), 'Organization'),
})
const members = createRoute({
  getParentRoute,
  path: '/members',
  validateSearch: membersSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/web/pages/members.tsx'), 'MembersPage'),
})
const rosters = createRoute({
  getParentRoute,
  path: '/members/rosters',
  component: lazyRouteComponent(() => import('../../rooms/members/web/pages/rosters.tsx'), 'RostersPage'),
})
const roster = createRoute({
  getParentRoute,
  path: '/members/rosters/$id',
  validateSearch: rosterSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/web/pages/roster.tsx'), 'RosterPage'),
})
const member = createRoute({
  getParentRoute,
  path: '/members/$id',
  validateSearch: memberSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/web/pages/member.tsx'), 'MemberPage'),
})
const development = createRoute({
  getParentRoute,
  path: '/development',
  validateSearch: developmentSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/development/web/pages/board.tsx'), 'DevelopmentPage'),
})
const developmentCalendar = createRoute({
  getParentRoute,
  path: '/development/calendar',
  validateSearch: calendarSearch,
  component: lazyRouteComponent(
    () => import('../../rooms/members/development/web/pages/calendar.tsx'),
    'DevelopmentCalendarPage',
  ),
})
const developmentQuotas = createRoute({
  getParentRoute,
  path: '/development/quotas',
  validateSearch: quotasSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/development/web/pages/quotas.tsx'), 'QuotasPage'),
})
const developmentCase = createRoute({
  getParentRoute,
  path: '/development/$id',
  validateSearch: caseSearch,
  component: lazyRouteComponent(
    () => import('../../rooms/members/development/web/pages/case.tsx'),
    'DevelopmentCasePage',
  ),
})
const transfers = createRoute({
  getParentRoute,
  path: '/transfers',
  validateSearch: transfersSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/transfers/web/pages/transfers.tsx'), 'TransfersPage'),
})
const floating = createRoute({
  getParentRoute,
  path: '/floating',
  validateSearch: floatingSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/transfers/web/pages/floating.tsx'), 'FloatingPage'),
})
const declarations = createRoute({
  getParentRoute,
  path: '/declarations',
  validateSearch: declarationsSearch,
  component: lazyRouteComponent(
    () => import('../../rooms/members/declarations/web/pages/declarations.tsx'),
    'DeclarationsPage',
  ),
})
const declare = createRoute({
  getParentRoute,
  path: '/declare',
  validateSearch: declareSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/declarations/web/pages/declare.tsx'), 'DeclarePage'),
})
const declareForm = createRoute({
  getParentRoute,
  path: '/declare/form',
  validateSearch: declareSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/declarations/web/pages/form.tsx'), 'DeclareFormPage'),
})
const declareWithdraw = createRoute({
  getParentRoute,
  path: '/declare/withdraw',
  component: lazyRouteComponent(
    () => import('../../rooms/members/declarations/web/pages/withdraw.tsx'),
    'WithdrawPage',
  ),
})
const dues = createRoute({
  getParentRoute,
  path: '/dues',
  validateSearch: duesSearch,
  component: lazyRouteComponent(() => import('../../rooms/members/development/web/pages/dues.tsx'), 'DuesPage'),
})
const founding = createRoute({
  getParentRoute,
  path: '/founding',
  validateSearch: foundingSearch,
  component: lazyRouteComponent(
    () => import('../../rooms/organizations/founding/web/pages/desk.tsx'),
    'FoundingDeskPage',
  ),
})
const foundingNew = createRoute({
  getParentRoute,
  path: '/founding/new',
  validateSearch: newFoundingSearch,
  component: lazyRouteComponent(
    () => import('../../rooms/organizations/founding/web/pages/new.tsx'),
    'NewFoundingPage',
  ),
})
const foundingCase = createRoute({
  getParentRoute,
  path: '/founding/$id',
  component: lazyRouteComponent(
    () => import('../../rooms/organizations/founding/web/pages/case.tsx'),
    'FoundingCasePage',
  ),
})
const plan = createRoute({
  getParentRoute,
  path: '/plan/{-$id}',
  validateSearch: planSearch,
  component: lazyRouteComponent(() => import('./plan.tsx'), 'Plan'),
})
const proposal = createRoute({
  getParentRoute,
  path: '/proposal/$id',
  component: lazyRouteComponent(() => import('../../rooms/planner/web/pages/proposal.tsx'), 'ProposalPage'),
})
const scenarios = createRoute({
  getParentRoute,
  path: '/plan/scenarios',
  validateSearch: scenariosSearch,
  component: lazyRouteComponent(() => import('../../rooms/planner/web/pages/scenarios.tsx'), 'ScenariosPage'),
})
const compare = createRoute({
  getParentRoute,
  path: '/plan/compare',
  validateSearch: compareSearch,
  component: lazyRouteComponent(() => import('../../rooms/planner/web/pages/compare.tsx'), 'ComparePage'),
})
const instructors = createRoute({
  getParentRoute,
  path: '/plan/instructors',
  validateSearch: instructorsSearch,
  component: lazyRouteComponent(() => import('../../rooms/planner/web/pages/instructors.tsx'), 'InstructorsPage'),
})
const belts = createRoute({
  getParentRoute,
  path: '/plan/belts',
  validateSearch: beltsSearch,
  component: lazyRouteComponent(() => import('../../rooms/planner/web/pages/belts.tsx'), 'BeltsPage'),
})
const due = createRoute({
  getParentRoute,
  path: '/due',
  validateSearch: dueSearch,
  component: lazyRouteComponent(() => import('../../rooms/organizations/deadlines/web/pages/due.tsx'), 'DuePage'),
})
const rules = createRoute({
  getParentRoute,
  path: '/rules',
  validateSearch: rulesSearch,
  component: lazyRouteComponent(() => import('./rules.tsx'), 'Rules'),
})
const signIn = createRoute({
  getParentRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/sign-in.tsx'), 'SignInPage'),
})
const setUp = createRoute({
  getParentRoute,
  path: '/setup',
  validateSearch: setUpSearch,
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/set-up.tsx'), 'SetUpPage'),
})
const invitation = createRoute({
  getParentRoute,
  path: '/invitation/$token',
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/invitation.tsx'), 'InvitationPage'),
})
const account = createRoute({
  getParentRoute,
  path: '/account',
  validateSearch: accountSearch,
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/account.tsx'), 'AccountPage'),
})
const accounts = createRoute({
  getParentRoute,
  path: '/accounts',
  validateSearch: accountsSearch,
  component: lazyRouteComponent(() => import('./accounts.tsx'), 'Accounts'),
})
const roles = createRoute({
  getParentRoute,
  path: '/roles',
  validateSearch: rolesSearch,
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/roles.tsx'), 'RolesPage'),
})
const releases = createRoute({
  getParentRoute,
  path: '/releases',
  validateSearch: releasesSearch,
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/releases.tsx'), 'ReleasesPage'),
})
const requests = createRoute({
  getParentRoute,
  path: '/requests',
  validateSearch: requestsSearch,
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/requests.tsx'), 'RequestsPage'),
})
const retention = createRoute({
  getParentRoute,
  path: '/retention',
  component: lazyRouteComponent(() => import('../../rooms/access/web/pages/retention.tsx'), 'RetentionPage'),
})
const audit = createRoute({
  getParentRoute,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../../rooms/audit/web/pages/trail.tsx'), 'TrailPage'),
})
const backups = createRoute({
  getParentRoute,
  path: '/backups',
  component: lazyRouteComponent(() => import('../../platform/web/backups/backups-page.tsx'), 'BackupsPage'),
})
const selfCheck = createRoute({
  getParentRoute,
  path: '/self-check',
  component: lazyRouteComponent(() => import('./self-check/self-check-page.tsx'), 'SelfCheckPage'),
})

// Routes are named first: written in place, their addresses would lose their types.
const routeTree = root.addChildren([
  home,
  imports,
  importOne,
  units,
  unit,
  review,
  areas,
  coverage,
  blindSpots,
  snapshots,
  changeNote,
  terms,
  election,
  life,
  lifeYear,
  organizations,
  organizationsImport,
  organization,
  founding,
  foundingNew,
  foundingCase,
  development,
  developmentCalendar,
  developmentQuotas,
  developmentCase,
  transfers,
  floating,
  declarations,
  declare,
  declareForm,
  declareWithdraw,
  dues,
  members,
  rosters,
  roster,
  member,
  plan,
  proposal,
  scenarios,
  compare,
  instructors,
  belts,
  due,
  rules,
  signIn,
  setUp,
  invitation,
  account,
  accounts,
  roles,
  releases,
  requests,
  retention,
  audit,
  backups,
  selfCheck,
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
