import { Link, useRouterState } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'
import { countText } from '../format.ts'
import { usePlatformWords } from '../words.ts'

export interface MenuEntry {
  readonly to: NonNullable<LinkProps['to']>
  readonly name: string
  /** Work waiting there; nothing is shown for 0 or unknown. */
  readonly waiting?: number | null | undefined
  readonly waitingWords?: string
}

export interface MenuGroup {
  /** One of the office's questions; the first group has none. */
  readonly name: string | null
  readonly entries: readonly MenuEntry[]
}

export function Menu({ groups }: { readonly groups: readonly MenuGroup[] }) {
  const words = usePlatformWords()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const here = nearest(
    groups.flatMap(({ entries }) => entries.map(({ to }) => to)),
    path,
  )
  return (
    <nav className="shell-nav num" aria-label={words.menu}>
      {groups.map((group) => (
        <div key={group.name ?? ''}>
          {group.name === null ? null : <h2>{group.name}</h2>}
          <ul>
            {group.entries.map((entry) => (
              <li key={entry.to}>
                <Link
                  to={entry.to}
                  params={{ id: undefined }}
                  activeOptions={{ exact: entry.to !== here, includeSearch: false }}
                >
                  {entry.name}
                  {entry.waiting == null || entry.waiting === 0 ? null : (
                    <i title={entry.waitingWords}>{countText(entry.waiting)}</i>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Of entries that lie above each other (`/plan`, `/plan/belts`) the nearest to the page is where one is. */
function nearest(entries: readonly MenuEntry['to'][], path: string): MenuEntry['to'] | undefined {
  const base = (to: string): string => to.replace(/\/\{-\$\w+\}$/, '')
  return entries
    .filter((to) => to !== '/' && `${path}/`.startsWith(`${base(to)}/`))
    .sort((one, other) => base(other).length - base(one).length)[0]
}
