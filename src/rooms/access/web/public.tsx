import { useQuery } from '@tanstack/react-query'
import { useSession } from '../../../platform/web/session/session.ts'
import { useMay } from '../../../platform/web/session/use-may.ts'
import { personalApi } from './api.ts'
import { useSessionWords } from './session/words.ts'

export { Guarded } from './session/denied.tsx'

/** Releases and requests that wait for somebody to decide, for those who can; undefined while unknown. */
export function useAdminWaiting(): { readonly releases: number | undefined; readonly requests: number | undefined } {
  const { accounts } = useSession()
  const release = useMay('access.release').ok
  const decide = useMay('access.accounts').ok
  const releases = useQuery({ ...personalApi.query('personal.releases', {}), enabled: accounts && release })
  const requests = useQuery({ ...personalApi.query('personal.requests', { limit: 1 }), enabled: accounts && decide })
  return {
    releases: releases.data?.rows.filter(({ state, mine }) => state === 'open' && !mine).length,
    requests: requests.data?.total ?? undefined,
  }
}

/** Beside masked names: how to see them; nothing for whoever may not, or sees them already. */
export function MaskedHint() {
  const { purpose: words } = useSessionWords()
  const { person } = useSession()
  const may = useMay('access.reveal').ok
  if (person === null || person.account === null || person.purpose !== null || !may) return null
  return <span className="faint no-print">{words.hint}</span>
}
