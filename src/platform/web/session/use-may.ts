import { needs, verbs } from 'virtual:routes'
import type { Verb } from '../../../kernel/endpoint.ts'
import type { Decision, Thing } from '../../../kernel/verbs.ts'
import { decide } from './decide.ts'
import { useSession } from './session.ts'

/** Whether the person may use a verb, on a thing or anywhere: for menus and whole pages. */
export function useMay(verb: Verb, thing: Thing = null): Decision {
  return decide(verbs, useSession(), { verb }, thing)
}

/** Why an endpoint may not be called, for `ReasonButton`; null when it may. */
export function useWhyNot(endpoint: string, thing: Thing = null): string | null {
  return useWhyNots()(endpoint, thing)
}

/** The same for several endpoints, e.g. of the buttons in a table's rows. */
export function useWhyNots(): (endpoint: string, thing?: Thing) => string | null {
  const session = useSession()
  return (endpoint, thing = null) => {
    const need = needs[endpoint]
    if (need === undefined) throw new Error(`no endpoint ${endpoint}`)
    const decision = decide(verbs, session, need, thing)
    return decision.ok ? null : decision.why
  }
}
