import type { PersonalKind } from '../../../../kernel/mask.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db, Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { personalProblem } from '../../personal/contract.ts'
import { findOwnFact, type OwnFactKey } from '../../rules/personal/own-facts.ts'
import { changeOwnFact, readOwnFacts } from './account-facts.ts'

/** Something held on a person: of the account itself, or of a room that declared it by the beginning of its key. */
export interface AnyFact {
  readonly label: string
  readonly kind: PersonalKind | null
  readonly value: string | null
  readonly where: string
  readonly correctable: boolean
  readonly stays: string | null
}

export async function findFact(
  context: Pick<Context, 'secrets' | 'clock' | 'personal' | 'database'>,
  db: Db | Tx,
  scope: Scope,
  account: string,
  key: string,
): Promise<AnyFact | null> {
  const own = findOwnFact(key)
  if (own) {
    const { label, kind, correctable, stays } = own
    const now = await readOwnFacts(context, db, scope, account)
    // Found by this very key.
    return { label, kind, correctable, stays, where: '账号本身', value: now?.values[key as OwnFactKey] ?? null }
  }
  const room = context.personal.own.find(({ prefix }) => key.startsWith(prefix))
  return (await room?.facts(context, db, scope, account))?.find((fact) => fact.key === key) ?? null
}

/** @throws personal.fact-not-found */
export async function changeFact(
  context: Context,
  tx: Tx,
  scope: Scope,
  asked: { readonly account: string; readonly key: string; readonly value: string | null; readonly reason: string },
): Promise<void> {
  const own = findOwnFact(asked.key)
  if (own) return changeOwnFact(context, tx, scope, asked.account, own.key as OwnFactKey, asked.value)
  const room = context.personal.own.find(({ prefix }) => asked.key.startsWith(prefix))
  if (!room) throw personalProblem('fact-not-found')
  return room.change(context, tx, scope, asked)
}
