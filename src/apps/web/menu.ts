import { useQuery } from '@tanstack/react-query'
import type { MenuEntry, MenuGroup } from '../../platform/web/shell/menu.tsx'
import { decide } from '../../platform/web/session/decide.ts'
import { useSession } from '../../platform/web/session/session.ts'
import { useMay } from '../../platform/web/session/use-may.ts'
import { verbs } from 'virtual:routes'
import { useAdminWaiting } from '../../rooms/access/web/public.tsx'
import { useArea } from '../../rooms/areas/web/public.ts'
import { coverageApi } from '../../rooms/coverage/web/api.ts'
import { openProposals, useLatestPlan } from '../../rooms/planner/web/public.ts'
import { useDueThisMonth } from '../../rooms/organizations/deadlines/web/public.tsx'
import { useOpenDeclarations } from '../../rooms/members/declarations/web/public.ts'
import { unitsApi } from '../../rooms/units/web/api.ts'
import { verbOfPage } from './page-verbs.ts'
import { useAppWords } from './words.ts'

/** The menu as far as the person may use it. */
export function useMenu(): readonly MenuGroup[] {
  const session = useSession()
  const open = ({ to }: MenuEntry): boolean => decide(verbs, session, { verb: verbOfPage(to) }).ok
  return useWholeMenu()
    .map(({ name, entries }) => ({ name, entries: entries.filter(open) }))
    .filter(({ entries }) => entries.length > 0)
}

/** The office's questions, with the work waiting behind each. */
function useWholeMenu(): readonly MenuGroup[] {
  const { groups, pages, waiting } = useAppWords()
  const area = useArea()
  const may = {
    import: useMay('units.import').ok,
    coverage: useMay('coverage.read').ok,
    review: useMay('units.review').ok,
    plan: useMay('planner.read').ok,
  }
  const imports = useQuery({ ...unitsApi.query('units.listImports', {}), enabled: may.import })
  const coverage = useQuery({ ...coverageApi.query('coverage.summary', { area }), enabled: may.coverage })
  const any = (coverage.data?.tally.registered ?? 0) > 0
  const reviews = useQuery({ ...unitsApi.query('units.listReviews', { limit: 1 }), enabled: any && may.review })
  const plan = useLatestPlan(any && may.plan)
  const admin = useAdminWaiting()
  const due = useDueThisMonth()
  const declarations = useOpenDeclarations()
  const open = plan == null ? undefined : openProposals(plan)
  return [
    { name: null, entries: [{ to: '/', name: pages.overview }] },
    {
      name: groups.base,
      entries: [
        { to: '/import', name: pages.import, waiting: imports.data?.rows.length, waitingWords: waiting.import },
        { to: '/units', name: pages.units },
        { to: '/review', name: pages.review, waiting: reviews.data?.total, waitingWords: waiting.review },
        { to: '/members', name: pages.members },
        { to: '/areas', name: pages.areas },
      ],
    },
    {
      name: groups.coverage,
      entries: [
        { to: '/coverage', name: pages.coverage },
        {
          to: '/blind-spots',
          name: pages.blindSpots,
          waiting: coverage.data?.tally.none,
          waitingWords: waiting.blindSpots,
        },
        { to: '/snapshots', name: pages.snapshots },
      ],
    },
    {
      name: groups.build,
      entries: [
        { to: '/organizations', name: pages.organizations },
        { to: '/founding', name: pages.founding },
        { to: '/plan/{-$id}', name: pages.plan, waiting: open, waitingWords: waiting.plan },
        { to: '/plan/scenarios', name: pages.scenarios },
        { to: '/plan/instructors', name: pages.instructors },
        { to: '/plan/belts', name: pages.belts },
      ],
    },
    {
      name: groups.doing,
      entries: [
        { to: '/due', name: pages.due, waiting: due?.due, waitingWords: waiting.due },
        { to: '/terms', name: pages.terms },
        { to: '/life', name: pages.life },
        { to: '/transfers', name: pages.transfers },
        { to: '/floating', name: pages.floating },
        { to: '/development', name: pages.development },
        {
          to: '/declarations',
          name: pages.declarations,
          waiting: declarations,
          waitingWords: waiting.declarations,
        },
      ],
    },
    { name: groups.rules, entries: [{ to: '/rules', name: pages.rules }] },
    {
      name: groups.admin,
      entries: [
        { to: '/accounts', name: pages.accounts },
        { to: '/roles', name: pages.roles },
        ...(admin.releasing
          ? [
              {
                to: '/releases',
                name: pages.releases,
                waiting: admin.releases,
                waitingWords: waiting.releases,
              } as const,
            ]
          : []),
        { to: '/requests', name: pages.requests, waiting: admin.requests, waitingWords: waiting.requests },
        { to: '/retention', name: pages.retention },
        { to: '/audit', name: pages.audit },
        { to: '/backups', name: pages.backups },
      ],
    },
  ]
}
