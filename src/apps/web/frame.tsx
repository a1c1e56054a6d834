import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { ReactNode } from 'react'
import { platformApi } from '../../platform/web/api/platform.ts'
import { DiskBand } from '../../platform/web/backups/disk-band.tsx'
import { ProblemPanel } from '../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../platform/web/parts/skeleton.tsx'
import { useMay } from '../../platform/web/session/use-may.ts'
import { FindBox } from '../../platform/web/shell/find-box.tsx'
import { Menu } from '../../platform/web/shell/menu.tsx'
import type { MenuEntry } from '../../platform/web/shell/menu.tsx'
import { Shell } from '../../platform/web/shell/shell.tsx'
import { areasApi } from '../../rooms/areas/web/api.ts'
import { AreaPicker } from '../../rooms/areas/web/parts/area-picker.tsx'
import { Guarded } from '../../rooms/access/web/public.tsx'
import { AccountMenu } from '../../rooms/access/web/session/account-menu.tsx'
import { Bands, LocalNotice } from '../../rooms/access/web/session/bands.tsx'
import { SessionGate } from '../../rooms/access/web/session/session-gate.tsx'
import { QuickRecord } from '../../rooms/organizations/life/web/record/quick-record.tsx'
import { WindowDrop } from '../../rooms/units/web/imports/window-drop.tsx'
import { useFinders } from './finders.ts'
import { useMenu } from './menu.ts'
import { nameOfPage, verbOfPage } from './page-verbs.ts'
import { useAppWords } from './words.ts'

/** Pages for whoever is not signed in, and those for the public; they stand without the frame. */
const OPEN = /^\/(sign-in|setup|invitation\/[^/]+|declare(\/(withdraw|form))?)\/?$/

/** Nothing is shown to whoever is not signed in, except the ways in. */
export function Frame() {
  const open = useRouterState({ select: (state) => OPEN.test(state.location.pathname) })
  // The address changes before its page is there: until then the page of before must not be drawn without its frame.
  const there = useRouterState({ select: (state) => OPEN.test(state.matches.at(-1)?.pathname ?? '') })
  return (
    <SessionGate open={open}>
      {open ? (
        there && (
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        )
      ) : (
        <Office />
      )}
    </SessionGate>
  )
}

/** The frame with what the rooms put into it. */
function Office() {
  const may = useMay('areas.read').ok
  const office = useQuery({ ...areasApi.query('areas.office', {}), enabled: may })
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
      account={<AccountMenu />}
      bands={
        <>
          <DiskBand />
          <Bands />
          {pageKey === '/' ? <LocalNotice /> : null}
        </>
      }
      menu={<Menu groups={groups} />}
      pageKey={pageKey}
    >
      <WindowDrop />
      <QuickRecord />
      <Allowed path={pageKey} first={groups[0]?.entries[0]?.to}>
        {!may || office.data !== undefined ? (
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        ) : office.error !== null ? (
          <div className="page">
            <ProblemPanel error={office.error} onRetry={() => void office.refetch()} />
          </div>
        ) : (
          <Waiting />
        )}
      </Allowed>
    </Shell>
  )
}

/** The page, or why not; whoever may not see the overview begins at the first page they may. */
function Allowed({
  path,
  first,
  children,
}: {
  readonly path: string
  readonly first: MenuEntry['to'] | undefined
  readonly children: ReactNode
}) {
  const { pages } = useAppWords()
  const verb = verbOfPage(path)
  const name = nameOfPage(path)
  const may = useMay(verb)
  if (!may.ok && path === '/' && first !== undefined) {
    return <Navigate to={first} params={{ id: undefined }} replace />
  }
  if (name === null) return children
  return (
    <Guarded verb={verb} page={pages[name]}>
      {children}
    </Guarded>
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
