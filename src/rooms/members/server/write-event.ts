import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'

/** Kinds of what is done to a member. Words hold no personal data. */
export type MemberEventKind =
  | 'registered'
  | 'status'
  | 'moved'
  | 'corrected'
  | 'workplace'
  | 'floating'
  | 'lost'
  | 'part'
  | 'account'
  | 'undone'

export interface MemberEvent {
  readonly member: string
  readonly day: string
  readonly kind: MemberEventKind
  readonly words: string
  readonly reason: string
  readonly details?: Readonly<Record<string, unknown>>
  /** The unit that somebody stopped working in, so that its numbers are known to be the register's for good. */
  readonly leftUnit?: string | null
}

export async function writeEvent(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  wide: Scope,
  event: MemberEvent,
): Promise<string> {
  const id = clock.id()
  await sql`insert into member_event (district, id, member, day, kind, words, details, left_unit, reason, actor, at)
    values (${wide.district}, ${id}, ${event.member}, ${event.day}, ${event.kind}, ${event.words},
      ${JSON.stringify(event.details ?? {})}::jsonb, ${event.leftUnit ?? null}, ${event.reason}, ${wide.actor},
      ${clock.now().toISOString()})`.execute(tx)
  return id
}
