import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense } from 'react'
import { platformApi } from '../../platform/web/api/platform.ts'
import { ProblemPanel } from '../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../platform/web/parts/skeleton.tsx'
import { FindBox } from '../../platform/web/shell/find-box.tsx'
import { Menu } from '../../platform/web/shell/menu.tsx'
import { Shell } from '../../platform/web/shell/shell.tsx'
import { areasApi } from '../../rooms/areas/web/api.ts'
import { AreaPicker } from '../../rooms/areas/web/parts/area-picker.tsx'
import { WindowDrop } from '../../rooms/units/web/imports/window-drop.tsx'
import { useFinders } from './finders.ts'
import { useMenu } from './menu.ts'

/** The frame with what the rooms put into it. */
export function Frame() {
  const office = useQuery(areasApi.query('areas.office', {}))
  const health = useQuery({ ...platformApi.query('platform.health', {}), staleTime: Infinity })
  const pageKey = useRouterState({ select: (state) => state.location.pathname })
  const finders = useFinders()
  const groups = useMenu()
  return (
    <Shell
      crumb={office.data === undefined ? null : <AreaPicker />}
      asOf={office.data?.root == null ? null : office.data.asOf}
      loopbackOnly={health.data?.loopbackOnly ?? false}
      find={<FindBox finders={finders} />}
      menu={<Menu groups={groups} />}
      pageKey={pageKey}
    >
      <WindowDrop />
      {office.error !== null && office.data === undefined ? (
        <div className="page">
          <ProblemPanel error={office.error} onRetry={() => void office.refetch()} />
        </div>
      ) : office.data === undefined ? (
        <Waiting />
      ) : (
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      )}
    </Shell>
  )
}

function Waiting() {
  return (
    <div className="page" aria-busy="true">
      <SkeletonBlock height={60} />
      <SkeletonBlock height={420} />
    </div>
  )
}
