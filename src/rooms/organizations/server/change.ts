import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { organizationsEvents, organizationsProblem, type OrganizationChange, type Trial } from '../contract.ts'
import { judgeChange, type Judged } from '../rules/judge-change.ts'
import type { Known } from '../rules/known.ts'
import { isEnded } from '../rules/lifecycle.ts'
import { listAllCovers, spansFrom } from './covers.ts'
import { lockOrganizations, openDeed, type OrganizationsRevoking } from './deed.ts'
import { findKnown } from './known.ts'
import { obey, type Overrides } from './obey.ts'
import {
  findOrganization,
  findOrganizations,
  mayChange,
  requireChangeable,
  type Organization,
} from './organizations.ts'
import { performChange } from './perform.ts'
import { reachedUnits } from './reached-units.ts'

export interface ChangeOrder {
  readonly id: string
  /** From which day on it holds. */
  readonly day: Day
  readonly reason: string
  /** The version that the actor saw; somebody else's later change is not overwritten. */
  readonly version?: number
  readonly overrides?: Overrides
  readonly what: OrganizationChange
}

interface Looked {
  readonly organization: Organization
  readonly known: Known
  readonly judged: Judged
}

/** What the change would do, by the same judgement that `changeOrganization` obeys. Throws `not-found`, `outside-scope`. */
export async function tryChange(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: Pick<ChangeOrder, 'id' | 'day' | 'what'>,
): Promise<Trial> {
  const { refused, soft, follows } = (await look(context, tx, scope, order)).judged
  return { refused, soft, follows }
}

/** One deed upon an organisation within the actor's reach. Throws the room's problems. */
export async function changeOrganization(
  context: Context,
  tx: Tx,
  scope: Scope,
  order: ChangeOrder,
): Promise<{ readonly event: string }> {
  await lockOrganizations(tx, scope)
  const { organization, known, judged } = await look(context, tx, scope, order)
  if (order.version !== undefined && order.version !== organization.version) {
    throw organizationsProblem('changed-meanwhile', { name: organization.name })
  }
  const overrides = obey(judged, order.overrides ?? {})
  const event = await context.database.derive(tx, scope, async (wide) => {
    const deed = openDeed(context, tx, wide, order.day, order.reason)
    const done = await performChange(context, tx, wide, deed, {
      organization,
      known,
      judged,
      what: order.what,
      overrides,
    })
    await deed.close(done)
    return done
  })
  await requireStill(tx, scope, organization)
  const details = {
    day: order.day,
    change: order.what,
    reason: order.reason,
    ...(Object.keys(overrides).length > 0 ? { overrides } : {}),
  }
  await writeAudit(tx, scope, context.clock, `organizations.${order.what.change}`, organization.id, details, {
    path: organization.path,
  })
  return { event }
}

async function look(
  context: Context,
  tx: Tx,
  scope: Scope,
  { id, day, what }: Pick<ChangeOrder, 'id' | 'day' | 'what'>,
): Promise<Looked> {
  const organization = await requireChangeable(tx, scope, id)
  const reachedOthers = [...(await findOrganizations(tx, scope, namedOrganizations(what))).keys()]
  const units = await reachedUnits(tx, scope, namedUnits(what))
  return context.database.derive(tx, scope, async (wide) => {
    // Its own superior counts also when the actor does not reach it.
    const own =
      ['retype', 'split'].includes(what.change) && organization.superior !== null ? [organization.superior] : []
    const into = what.change === 'merge' && reachedOthers.includes(what.into) ? what.into : null
    const known = await findKnown(context, tx, wide, {
      day,
      organization,
      others: [...reachedOthers, ...own],
      units,
      name: nameOf(organization, what),
      superior: what.change === 'move' ? what.superior : organization.superior,
      code: what.change === 'details' ? (what.code ?? null) : null,
      spans: spansFrom(await listAllCovers(tx, wide, id)),
      spansInto: into === null ? [] : spansFrom(await listAllCovers(tx, wide, into)),
      laterThan: what.change === 'details' ? EVER : day,
    })
    const judged = judgeChange(known, what)
    const objections = await askLaterRooms(context, tx, wide, organization, day, what)
    const refused = [...judged.refused, ...objections.map((why) => ({ code: 'objection', why, article: null }))]
    return { organization, known, judged: { ...judged, refused } }
  })
}

const EVER = '0001-01-01' as Day

function namedOrganizations(what: OrganizationChange): string[] {
  if (what.change === 'move') return what.superior === null ? [] : [what.superior]
  if (what.change === 'merge') return [what.into]
  return what.change === 'revoke' && what.membersTo !== undefined ? [what.membersTo] : []
}

function namedUnits(what: OrganizationChange): string[] {
  return what.change === 'attach' ? what.units : []
}

/** The name by which namesakes are looked for; null where no name changes or moves. */
function nameOf(organization: Organization, what: OrganizationChange): string | null {
  if (what.change === 'rename') return what.name
  if (what.change === 'retype') return what.name ?? null
  return what.change === 'move' ? organization.name : null
}

/** Members that have nowhere to go, a founding under way and the like are other rooms' knowledge. */
async function askLaterRooms(
  context: Context,
  tx: Tx,
  wide: Scope,
  organization: Organization,
  day: Day,
  what: OrganizationChange,
): Promise<string[]> {
  if (what.change !== 'merge' && what.change !== 'revoke') return []
  const to = what.change === 'merge' ? what.into : (what.membersTo ?? null)
  const payload: OrganizationsRevoking = { organization, day, to, objections: [] }
  await context.reactions.emit(organizationsEvents.revoking, tx, wide, payload)
  return payload.objections
}

/** Nobody hands an organisation on to where they do not reach it: whoever reaches both does that. */
async function requireStill(tx: Tx, scope: Scope, before: Organization): Promise<void> {
  const after = await findOrganization(tx, scope, before.id)
  if (after !== null && (isEnded(after.state) || mayChange(scope, after))) return
  if (after === null && isEnded(before.state)) return
  throw organizationsProblem('outside-scope', { name: before.name })
}
