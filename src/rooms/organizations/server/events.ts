import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { OrganizationEventKind } from '../contract.ts'

export interface NewEvent {
  readonly organization: string
  /** From which day on it holds. */
  readonly day: Day
  readonly kind: OrganizationEventKind
  /** One sentence without personal names. */
  readonly words: string
  readonly reason: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** Adds to the history of an organisation; no version is made. `wide` when the actor may not reach it. */
export async function noteEvent(
  { clock }: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  event: NewEvent,
): Promise<string> {
  const id = clock.id()
  await sql`insert into organization_event (district, id, organization, day, kind, words, details, reason, actor, at)
    values (${scope.district}, ${id}, ${event.organization}, ${event.day}, ${event.kind}, ${event.words},
      ${JSON.stringify(event.details ?? {})}::jsonb, ${event.reason}, ${scope.actor}, ${clock.now().toISOString()})`.execute(
    tx,
  )
  return id
}

export interface EventRow {
  readonly id: string
  readonly organization: string
  readonly day: Day
  readonly kind: OrganizationEventKind
  readonly words: string
  readonly details: { readonly units?: readonly string[] }
  readonly reason: string
  readonly actor: string
  readonly at: Date
}

const COLUMNS = sql`id, organization, day, kind, words, details, reason, actor, at`

/** The newest first. */
export async function listEvents(db: Db | Tx, scope: Scope, organization: string, most = 200): Promise<EventRow[]> {
  return rowsOf<EventRow>(
    db,
    sql`select ${COLUMNS} from organization_event where district = ${scope.district} and organization = ${organization}
      order by day desc, id desc limit ${most}`,
  )
}

/** Deeds upon any of the organisations in force from a later day on, the earliest first. */
export async function listEventsAfter(
  db: Db | Tx,
  scope: Scope,
  organizations: readonly string[],
  day: Day,
): Promise<EventRow[]> {
  return rowsOf<EventRow>(
    db,
    sql`select ${COLUMNS} from organization_event
      where district = ${scope.district} and organization = any(${[...organizations]}::text[]) and day > ${day}::date
      order by day, id`,
  )
}
