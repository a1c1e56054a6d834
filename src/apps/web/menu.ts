import { useQuery } from '@tanstack/react-query'
import type { MenuGroup } from '../../platform/web/shell/menu.tsx'
import { useArea } from '../../rooms/areas/web/public.ts'
import { coverageApi } from '../../rooms/coverage/web/api.ts'
import { openProposals, useLatestPlan } from '../../rooms/planner/web/public.ts'
import { unitsApi } from '../../rooms/units/web/api.ts'
import { useAppWords } from './words.ts'

/** The office's questions, with the work waiting behind each. */
export function useMenu(): readonly MenuGroup[] {
  const { groups, pages, waiting } = useAppWords()
  const area = useArea()
  const imports = useQuery(unitsApi.query('units.listImports', {}))
  const coverage = useQuery(coverageApi.query('coverage.summary', { area }))
  const when = { enabled: (coverage.data?.tally.registered ?? 0) > 0 }
  const reviews = useQuery({ ...unitsApi.query('units.listReviews', { limit: 1 }), ...when })
  const plan = useLatestPlan(when.enabled)
  const open = plan == null ? undefined : openProposals(plan)
  return [
    { name: null, entries: [{ to: '/', name: pages.overview }] },
    {
      name: groups.base,
      entries: [
        { to: '/import', name: pages.import, waiting: imports.data?.rows.length, waitingWords: waiting.import },
        { to: '/units', name: pages.units },
        { to: '/review', name: pages.review, waiting: reviews.data?.total, waitingWords: waiting.review },
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
        { to: '/plan/{-$id}', name: pages.plan, waiting: open, waitingWords: waiting.plan },
        { to: '/plan/scenarios', name: pages.scenarios },
        { to: '/plan/instructors', name: pages.instructors },
        { to: '/plan/belts', name: pages.belts },
      ],
    },
    { name: groups.rules, entries: [{ to: '/rules', name: pages.rules }] },
  ]
}
