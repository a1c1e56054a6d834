import type { Scope } from '../../../../kernel/scope.ts'
import { keyed, writeAudit } from '../../../../platform/server/audit.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { noteEvent, requireChangeable, type NewEvent, type Organization } from '../../server/public.ts'
import { lockOrganizations } from '../../server/deed.ts'
import type { Holder } from './holders.ts'
import { settleClock } from './clock.ts'

/** One deed upon an organisation's posts or terms: judged and written under one lock, then what follows from it. */
export interface PostsDeed {
  readonly tx: Tx
  readonly organization: Organization
  note(event: Omit<NewEvent, 'organization'>): Promise<string>
  /** Row of the trail. */
  audit(action: string, details: Readonly<Record<string, unknown>>): Promise<void>
}

export async function doDeed(
  context: Context,
  scope: Scope,
  organization: string,
  work: (deed: PostsDeed) => Promise<void>,
): Promise<void> {
  await context.database.write(scope, (tx) => doDeedIn(context, tx, scope, organization, work))
}

/** The same inside a transaction that is open already. */
export async function doDeedIn(
  context: Context,
  tx: Tx,
  scope: Scope,
  organization: string,
  work: (deed: PostsDeed) => Promise<void>,
): Promise<void> {
  await lockOrganizations(tx, scope)
  const found = await requireChangeable(tx, scope, organization)
  await work({
    tx,
    organization: found,
    note: (event) => noteEvent(context, tx, scope, { ...event, organization }),
    audit: (action, details) =>
      writeAudit(tx, scope, context.clock, action, organization, details, { path: found.path }),
  })
  await settleClock(context, tx, scope, [organization])
}

/** A holder as the trail keeps them. */
export const keyedHolder = ({ secrets }: Context, { name, phone, member }: Holder) => ({
  name: keyed(secrets, 'name', name),
  ...(phone === null ? {} : { phone: keyed(secrets, 'phone', phone) }),
  ...(member === null ? {} : { member }),
})
