import { useSuspenseQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ownArea } from '../../../platform/web/session/decide.ts'
import { useSession } from '../../../platform/web/session/session.ts'
import { areasApi } from './api.ts'
import { partsOf } from './part.ts'
import { useAreasWords } from './words.ts'

/** The area chosen in the top bar: `?area=` on every page; undefined is the whole office. */
export function useArea(): string | undefined {
  const search: { area?: string | undefined } = useSearch({ strict: false })
  return search.area
}

/**
 * The office: its root area (null before anything was imported), as-of date, today. Loaded before the frame is drawn.
 * Whoever works in one area only has that area for a root.
 */
export function useOffice() {
  const office = useSuspenseQuery(areasApi.query('areas.office', {})).data
  const own = ownArea(useSession())
  const mine = useQuery({ ...areasApi.query('areas.get', { id: own ?? '' }), enabled: own !== null }).data
  return mine === undefined || own === null ? office : { ...office, root: mine.area }
}

/** The chosen area with its trail; the root when none is chosen; null while unknown. */
export function useChosenArea() {
  const area = useArea()
  const { root } = useOffice()
  const id = area ?? root?.id
  const { data } = useQuery({ ...areasApi.query('areas.get', { id: id ?? '' }), enabled: id !== undefined })
  return data ?? null
}

/** In words, what of the chosen area is the person's own; null: all of it. */
export function usePart(): string | null {
  const words = useAreasWords()
  const { person } = useSession()
  const { root } = useOffice()
  const path = useChosenArea()?.area.path ?? root?.path
  const parts = path === undefined ? null : partsOf(person, path)
  return parts === null ? null : words.part(parts)
}

/** Looks at another area on the page at hand; the root is the whole office and is not written into the address. */
export function useChooseArea(): (id: string) => void {
  const navigate = useNavigate()
  const { data } = useQuery(areasApi.query('areas.office', {}))
  const own = ownArea(useSession())
  return (id) => {
    const area = id === (own ?? data?.root?.id) ? undefined : id
    void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, area }) })
  }
}
export { areasApi } from './api.ts'
