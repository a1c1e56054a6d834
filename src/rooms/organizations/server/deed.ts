import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { organizationsEvents } from '../contract.ts'
import type { UnitSpan } from '../rules/cover.ts'
import { splice, type Version } from '../rules/versions.ts'
import { spansFrom, listAllCovers, writeCovers } from './covers.ts'
import { noteEvent, type NewEvent } from './events.ts'
import { findOrganizations, type Organization } from './organizations.ts'
import { stateUnits } from './unit-facts.ts'
import { listVersions, settlePresent, writeVersions, type OrganizationVersion } from './versions.ts'

/** Payload of `organizations.changed`. */
export interface OrganizationsChanged {
  readonly day: Day
  /** The leading event. */
  readonly event: string
  /** Every organisation whose row is another one now: with all below when its chain or path is. */
  readonly organizations: readonly OrganizationMoved[]
  /** Units that came to be covered, are no longer, or in another form. */
  readonly units: readonly string[]
  /** An organisation ended: where its members go; null: nowhere, since it had none. */
  readonly handover: readonly Handover[]
}

export interface OrganizationMoved {
  readonly id: string
  readonly before: Organization | null
  readonly after: Organization
}

export interface Handover {
  readonly from: string
  readonly to: string | null
  readonly day: Day
  readonly event: string
}

/** Payload of `organizations.revoking`: later rooms push a sentence for what stands against it. */
export interface OrganizationsRevoking {
  readonly organization: Organization
  readonly day: Day
  readonly to: string | null
  readonly objections: string[]
}

/** One deed in the making: its steps write versions, covers and events; `close` says what follows to everybody else. */
export interface Deed {
  readonly day: Day
  note(event: Omit<NewEvent, 'day' | 'reason'>): Promise<string>
  /** Changes what the organisations are from the day on. */
  patch(
    ids: readonly string[],
    event: string,
    change: (version: OrganizationVersion) => Partial<Omit<OrganizationVersion, keyof Version | 'id'>>,
  ): Promise<void>
  /** Puts all versions of one in their place, for a beginning or a corrected first day. */
  replace(id: string, versions: readonly OrganizationVersion[]): Promise<void>
  /** Changes which units it covers; forms follow, also when only its kind changed. */
  cover(id: string, event: string, change?: (spans: readonly UnitSpan[]) => readonly UnitSpan[]): Promise<void>
  /** To be called before a row is changed by other means. */
  touch(ids: readonly string[]): Promise<void>
  handOver(from: string, to: string | null, event: string): void
  close(event: string): Promise<void>
}

/** All deeds of an office one after another: a move cannot be judged while another one is under way. */
export async function lockOrganizations(tx: Tx, { district }: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`juxin organizations ${district}`}))`.execute(tx)
}

export function openDeed(context: Context, tx: Tx, wide: Scope, day: Day, reason: string): Deed {
  const before = new Map<string, Organization | null>()
  const units = new Set<string>()
  const handover: Handover[] = []
  const touch = async (ids: readonly string[]): Promise<void> => {
    const fresh = ids.filter((id) => !before.has(id))
    const rows = await findOrganizations(tx, wide, fresh)
    for (const id of fresh) before.set(id, rows.get(id) ?? null)
  }
  const write = async (versions: ReadonlyMap<string, readonly OrganizationVersion[]>): Promise<void> => {
    await writeVersions(context.database, tx, wide, versions)
    await settlePresent(tx, wide, [...versions.keys()], context.clock.now())
  }
  return {
    day,
    touch,
    note: (event) => noteEvent(context, tx, wide, { ...event, day, reason }),
    async patch(ids, event, change) {
      await touch(ids)
      const versions = await listVersions(tx, wide, ids)
      await write(
        new Map([...versions].map(([id, own]) => [id, splice(own, day, event, (one) => ({ ...one, ...change(one) }))])),
      )
    },
    async replace(id, versions) {
      await touch([id])
      await write(new Map([[id, versions]]))
    },
    async cover(id, event, change = (spans) => spans) {
      await touch([id])
      const spans = spansFrom(await listAllCovers(tx, wide, id))
      const kinds = (await listVersions(tx, wide, [id])).get(id) ?? []
      const concerned = await writeCovers(context.database, tx, wide, id, change(spans), kinds, event)
      for (const unit of concerned) units.add(unit)
    },
    handOver: (from, to, event) => void handover.push({ from, to, day, event }),
    async close(event) {
      await stateUnits(context, tx, wide, [...units])
      const after = await findOrganizations(tx, wide, [...before.keys()])
      const organizations = [...after].map(([id, row]) => ({ id, before: before.get(id) ?? null, after: row }))
      const payload: OrganizationsChanged = { day, event, organizations, units: [...units], handover }
      await context.reactions.emit(organizationsEvents.changed, tx, wide, payload)
    },
  }
}
