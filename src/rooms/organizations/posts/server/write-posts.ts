import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { Organization } from '../../server/public.ts'
import { postsProblem } from '../contract.ts'
import { refuseHolding, type Bounds, type Holding } from '../rules/holding.ts'
import { ofCommittee, postNames, type PostHow, type PostKind } from '../rules/post-kinds.ts'
import { holderOf, type Holder } from './holders.ts'
import { listPosts, type PostRow } from './rows.ts'

export interface NewPost extends Holder {
  readonly post: PostKind
  readonly how: PostHow
  readonly from: Day
  readonly votes: number | null
  readonly reason: string
  readonly event: string
}

export const boundsOf = (organization: Organization, today: Day): Bounds => ({
  founded: organization.founded,
  ended: organization.ended,
  today,
})

/** Throws `posts.refused` where the holding cannot stand beside the others of the organisation. */
export function demandHolding(one: Holding, others: readonly Holding[], bounds: Bounds): void {
  const why = refuseHolding(one, others, bounds)
  if (why !== null) throw postsProblem('refused', { why })
}

/** Throws `posts.refused` for posts that do not come about in this way in such an organisation. */
export function demandWay({ kind }: Organization, post: PostKind, how: PostHow): void {
  const why =
    how === 'elected' && !ofCommittee(post)
      ? `${postNames[post]}由上级选派，不是选举产生`
      : how === 'elected' && kind === 'temporary'
        ? '临时党支部的班子由批准它的党组织指定，不选举'
        : null
  if (why !== null) throw postsProblem('refused', { why })
}

export async function addPost(
  context: Context,
  tx: Tx,
  scope: Scope,
  organization: Organization,
  given: NewPost,
): Promise<string> {
  const { secrets, clock } = context
  demandWay(organization, given.post, given.how)
  const holder = await holderOf(context, tx, scope, given)
  const id = clock.id()
  const { post, how, from, votes, reason, event } = given
  const others = await listPosts(tx, scope, organization.id)
  demandHolding({ id, post, from, to: null }, others, boundsOf(organization, clock.today()))
  const phone = holder.phone === null ? null : secrets.seal(holder.phone)
  await sql`insert into organization_post (district, id, organization, post, how, name, phone, member, votes, valid_from,
      reason, event)
    values (${scope.district}, ${id}, ${organization.id}, ${post}, ${how}, ${secrets.seal(holder.name)}, ${phone},
      ${holder.member}, ${votes}, ${from}, ${reason}, ${event})`.execute(tx)
  return id
}

/** Ends posts on a day. Throws `posts.refused` for one that began later. */
export async function endPosts(
  tx: Tx,
  scope: Scope,
  rows: readonly Pick<PostRow, 'id' | 'post' | 'from'>[],
  day: Day,
  event: string,
): Promise<void> {
  const late = rows.find(({ from }) => from > day)
  if (late) throw postsProblem('refused', { why: `${postNames[late.post]}自 ${late.from} 才任职，晚于 ${day}` })
  if (rows.length === 0) return
  await sql`update organization_post set valid_to = ${day}, ended_event = ${event}, version = version + 1
    where district = ${scope.district} and id = any(${rows.map(({ id }) => id)}::text[])`.execute(tx)
}
