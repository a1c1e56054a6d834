import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { noteEvent, requireChangeable } from '../../server/public.ts'
import { postNames } from '../rules/post-kinds.ts'
import { termRules, termYears } from '../rules/terms.ts'
import { settleClock } from './clock.ts'
import { beginTerm, type Officer } from './record-election.ts'
import { listTerms } from './rows.ts'
import { addPost } from './write-posts.ts'
import { bookOf } from './write-terms.ts'

export interface Seating {
  readonly organization: string
  readonly day: Day
  readonly how: 'elected' | 'appointed'
  readonly officers: readonly Officer[]
  readonly reason: string
}

/**
 * The first officers of an organisation that is being founded, inside the founding's transaction; where the form has terms,
 * the first one begins. Figures of that meeting stay with the founding. Throws as elections and appointments do.
 */
export async function seatOfficers(context: Context, tx: Tx, scope: Scope, given: Seating): Promise<void> {
  const { day, how, officers, reason } = given
  const organization = await requireChangeable(tx, scope, given.organization)
  const years = termYears(organization.kind, organization.hostKind, termRules(await bookOf(context, tx, scope, day)))
  const names = officers.map(({ post }) => postNames[post]).join('、')
  const words = `${how === 'elected' ? '选举' : '任命'}产生首届班子${names === '' ? '' : `：${names}`}`
  const event = await noteEvent(context, tx, scope, {
    organization: organization.id,
    day,
    kind: 'elected',
    words,
    reason,
  })
  if (years === null) {
    for (const one of officers)
      await addPost(context, tx, scope, organization, { ...one, how, from: day, reason, event })
  } else {
    const no = Math.max(0, ...(await listTerms(tx, scope, organization.id)).map((term) => term.no)) + 1
    await beginTerm(context, tx, scope, organization, { no, day, how, officers, ballots: [], reason, event })
  }
  await settleClock(context, tx, scope, [organization.id])
}
