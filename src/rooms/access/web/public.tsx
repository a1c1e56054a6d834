import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../../platform/web/session/session.ts'
import { useMay } from '../../../platform/web/session/use-may.ts'
import { personalApi } from './api.ts'

export { PersonalExport, PersonalExportButton } from './personal/personal-export.tsx'
export { Guarded } from './session/denied.tsx'
export { MaskedHint } from './session/masked-hint.tsx'

interface AdminWaiting {
  /** Whether the page of releases has anything for the person. */
  readonly releasing: boolean
  readonly releases: number | undefined
  readonly requests: number | undefined
}

/** Releases and requests that wait for somebody to decide, for those who can; undefined while unknown. */
export function useAdminWaiting(): AdminWaiting {
  const { accounts } = useSession()
  const release = useMay('access.release').ok
  const reveal = useMay('access.reveal').ok
  const decide = useMay('access.accounts').ok
  const releases = useQuery({
    ...personalApi.query('personal.releases', {}),
    enabled: accounts && (release || reveal),
  })
  const requests = useQuery({
    ...personalApi.query('personal.requests', { limit: 100 }),
    enabled: accounts && decide,
  })
  const rows = releases.data?.rows ?? []
  return {
    releasing: release || rows.length > 0,
    releases: rows.filter(({ state, mine }) => state === 'open' && !mine).length,
    requests: requests.data?.total ?? requests.data?.rows.length,
  }
}
