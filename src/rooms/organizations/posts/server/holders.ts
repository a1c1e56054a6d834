import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { postsProblem } from '../contract.ts'

/** Name of a member on file whom the actor reaches; null where there is none. */
export type FindMemberName = (tx: Tx, scope: Scope, member: string) => Promise<string | null>

const finders = new WeakMap<Context['reactions'], FindMemberName>()

/** The room of members, a later one, says who a member is. Until it has, posts are not tied to members. */
export function useMembers(context: Pick<Context, 'reactions'>, find: FindMemberName): void {
  finders.set(context.reactions, find)
}

export interface Holder {
  readonly name: string
  readonly phone: string | null
  readonly member: string | null
}

/**
 * Whoever is tied to a member on file is named as the file has it: by the id that somebody chose, never by an equal name.
 * Errors with `posts.refused` for an id that is not reached.
 */
export async function holderOf(context: Context, tx: Tx, scope: Scope, given: Holder): Promise<Holder> {
  if (given.member === null) return given
  const name = (await finders.get(context.reactions)?.(tx, scope, given.member)) ?? null
  if (name === null) throw postsProblem('refused', { why: '没有这名在册党员，或不在你负责的范围内。' })
  return { ...given, name }
}
