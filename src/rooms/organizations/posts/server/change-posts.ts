import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { keyed } from '../../../../platform/server/audit.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { postsProblem } from '../contract.ts'
import { howNames, postNames, type PostHow, type PostKind } from '../rules/post-kinds.ts'
import { doDeed, keyedHolder, type PostsDeed } from './deeds.ts'
import { holderOf, type Holder } from './holders.ts'
import { findPost, listPosts, listTerms, type PostRow } from './rows.ts'
import { addPost, boundsOf, demandHolding, demandWay, endPosts } from './write-posts.ts'

export interface Appointing extends Holder {
  readonly id: string
  readonly post: PostKind
  readonly how: PostHow
  readonly day: Day
  readonly reason: string
}

/** By-election, appointment, acting. Throws `posts.refused` for a second secretary and the like. */
export async function appoint(context: Context, scope: Scope, given: Appointing): Promise<void> {
  const { id, post, how, day, reason } = given
  await doDeed(context, scope, id, async ({ tx, organization, note, audit }) => {
    const words = `${postNames[post]}到任（${howNames[how]}）`
    const event = await note({ day, kind: 'post-changed', words, reason, details: { post, how } })
    await addPost(context, tx, scope, organization, { ...given, from: day, votes: null, event })
    await audit('posts.appoint', {
      post: postNames[post],
      how: howNames[how],
      ...keyedHolder(context, given),
      from: day,
      reason,
    })
  })
}

/** Errors: `posts.not-found`, `posts.changed-meanwhile`. Returns the organisation. */
async function changing(
  context: Context,
  scope: Scope,
  given: { readonly post: string; readonly version: number },
  work: (deed: PostsDeed, row: PostRow) => Promise<void>,
): Promise<string> {
  const before = await findPost(context.database.as(scope), scope, given.post)
  if (!before) throw postsProblem('not-found')
  await doDeed(context, scope, before.organization, async (deed) => {
    const row = await findPost(deed.tx, scope, given.post)
    if (!row) throw postsProblem('not-found')
    if (row.version !== given.version) throw postsProblem('changed-meanwhile')
    await work(deed, row)
  })
  return before.organization
}

export async function endPost(
  context: Context,
  scope: Scope,
  given: { readonly post: string; readonly version: number; readonly day: Day; readonly reason: string },
): Promise<string> {
  return changing(context, scope, given, async ({ tx, organization, note, audit }, row) => {
    const { day, reason } = given
    if (row.to !== null) throw postsProblem('refused', { why: `已于 ${row.to} 离任` })
    const others = await listPosts(tx, scope, organization.id)
    demandHolding({ ...row, to: day }, others, boundsOf(organization, context.clock.today()))
    const event = await note({ day, kind: 'post-changed', words: `${postNames[row.post]}离任`, reason })
    await endPosts(tx, scope, [row], day, event)
    await audit('posts.end', { post: postNames[row.post], to: day, reason })
  })
}

export interface Correcting {
  readonly post: string
  readonly version: number
  readonly name?: string | undefined
  readonly phone?: string | null | undefined
  readonly member?: string | null | undefined
  readonly how?: PostHow | undefined
  readonly from?: Day | undefined
  readonly to?: Day | null | undefined
  readonly withdraw: boolean
  readonly reason: string
}

/** What was recorded wrongly; the event and the trail say what it was. A withdrawn row stays and counts for nothing. */
export async function correctPost(context: Context, scope: Scope, given: Correcting): Promise<string> {
  const { secrets, clock } = context
  return changing(context, scope, given, async ({ tx, organization, note, audit }, row) => {
    const { reason, withdraw } = given
    const name = postNames[row.post]
    const ofTerm = (await listTerms(tx, scope, organization.id)).some(({ event }) => event === row.event)
    if (ofTerm && (withdraw || (given.from !== undefined && given.from !== row.from))) {
      throw postsProblem('refused', { why: '这是换届产生的任职，撤回那一届再重新登记' })
    }
    const day = clock.today()
    if (withdraw) {
      await note({ day, kind: 'corrected', words: `${name}一条任职登记错了，撤回`, reason })
      await sql`update organization_post set withdrawn = true, version = version + 1
        where district = ${scope.district} and id = ${row.id}`.execute(tx)
      await audit('posts.correct', { post: name, withdrawn: true, reason })
      return
    }
    const was: Holder = {
      name: secrets.open(row.name),
      phone: row.phone === null ? null : secrets.open(row.phone),
      member: row.member,
    }
    const holder = await holderOf(context, tx, scope, {
      name: given.name ?? was.name,
      phone: given.phone === undefined ? was.phone : given.phone,
      member: given.member === undefined ? was.member : given.member,
    })
    const next = {
      how: given.how ?? row.how,
      from: given.from ?? row.from,
      to: given.to === undefined ? row.to : given.to,
    }
    demandWay(organization, row.post, next.how)
    const others = await listPosts(tx, scope, organization.id)
    demandHolding({ id: row.id, post: row.post, from: next.from, to: next.to }, others, boundsOf(organization, day))
    await note({ day, kind: 'corrected', words: `更正${name}的任职登记`, reason })
    await sql`update organization_post set name = ${secrets.seal(holder.name)},
        phone = ${holder.phone === null ? null : secrets.seal(holder.phone)}, member = ${holder.member}, how = ${next.how},
        valid_from = ${next.from}, valid_to = ${next.to}, version = version + 1
      where district = ${scope.district} and id = ${row.id}`.execute(tx)
    const said = (one: Holder, dates: Pick<PostRow, 'how' | 'from' | 'to'>) => ({
      name: keyed(secrets, 'name', one.name),
      phone: keyed(secrets, 'phone', one.phone),
      member: one.member,
      how: howNames[dates.how],
      from: dates.from,
      to: dates.to,
    })
    await audit('posts.correct', { post: name, before: said(was, row), after: said(holder, next), reason })
  })
}
