import { timingSafeEqual } from 'node:crypto'
import type { Context } from '../../../platform/server/room.ts'
import { newToken } from './tokens.ts'

/** Until there is an account, whoever reads the console may make the first one. Made anew at every start. */
const tokens = new WeakMap<Context['gates'], string>()

/** `/setup?token=…`, to be printed behind the server's address; null once there are accounts. */
export async function setupLink(context: Context): Promise<string | null> {
  if (await context.gates.current.accounts()) return null
  const token = tokens.get(context.gates) ?? newToken()
  tokens.set(context.gates, token)
  return `/setup?token=${token}`
}

export function isSetupToken(context: Context, typed: string): boolean {
  const token = tokens.get(context.gates)
  if (token === undefined || token.length !== typed.length) return false
  return timingSafeEqual(Buffer.from(token), Buffer.from(typed.padEnd(token.length).slice(0, token.length), 'latin1'))
}
