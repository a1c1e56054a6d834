import type { Verb } from '../../../kernel/endpoint.ts'
import { isWhole, NOTHING } from '../../../kernel/scope.ts'
import { may } from '../../../kernel/verbs.ts'
import type { Decision, Thing, VerbTable } from '../../../kernel/verbs.ts'
import type { Session } from './session.ts'

/** What an endpoint demands: its verb, and why it takes the whole office where it does. */
export interface Need {
  readonly verb: Verb
  readonly whole?: string
}

export type NeedTable = Readonly<Record<string, Need>>

const SIGN_IN: Decision = { ok: false, why: '请先登录' }

/** The same decision as the server's, from what the session says; for the screen only, the server decides again. */
export function decide(kinds: VerbTable, session: Session, { verb, whole }: Need, thing: Thing = null): Decision {
  if (verb === 'open') return { ok: true }
  const { person } = session
  if (person === null) return SIGN_IN
  if (verb === 'self') return { ok: true }
  const kind = kinds[verb]
  if (kind === undefined) return { ok: false, why: `没有“${verb}”这项权限` }
  const reason = whole ?? kind.whole
  return may(
    { words: kind.words, ...(reason === undefined ? {} : { whole: reason }) },
    person.verbs[verb] ?? NOTHING,
    thing,
  )
}

/**
 * The one area that somebody works in, as an id; null for the whole office, for several areas, and for lines, places,
 * organisations or single units, which lie across the tree. Paths are ids from the root down, each ended by `/`.
 */
export function ownArea(session: Session): string | null {
  const reach = session.person?.verbs['units.read'] ?? NOTHING
  const [path, more] = reach.paths
  if (path === undefined || more !== undefined || isWhole(reach)) return null
  if (reach.places.length + reach.lines.length + reach.units.length + reach.organizations.length > 0) return null
  return path.split('/').findLast((part) => part !== '') ?? null
}

/** An address of this application to go on to after signing in; anything else is home. */
export function safeAddress(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(to) ? to : '/'
}
