import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../../platform/server/room.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import { findSecret } from './accounts.ts'
import { matchTotp } from './totp.ts'
import { tokenHash } from './tokens.ts'

/**
 * Whether a typed code is the app's of this moment or one of the recovery codes, and if so, uses it up: the same code does
 * not count twice, and of two calls at the same time only one gets through.
 */
export async function useCode(context: Context, tx: Tx, account: string, typed: string): Promise<boolean> {
  const { district } = context.config
  const secret = await findSecret(tx, district, account)
  if (!secret?.totp) return false
  const step = matchTotp(context.secrets.open(secret.totp), typed, context.clock.now(), secret.totp_step)
  if (step !== null) {
    const used = await sql`update account_secret set totp_step = ${step}
      where district = ${district} and account = ${account} and totp_step < ${step}`.execute(tx)
    return used.numAffectedRows === 1n
  }
  const hash = recoveryHash(typed)
  const used = await sql`update account_secret set recovery = array_remove(recovery, ${hash})
    where district = ${district} and account = ${account} and ${hash} = any (recovery)`.execute(tx)
  return used.numAffectedRows === 1n
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes of 12 characters, some 59 bits each, without letters that look alike: `k3mw-9xqa-7d2p`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => {
    const letters: string[] = []
    while (letters.length < 12) {
      for (const byte of randomBytes(16)) {
        const letter = LETTERS[byte & 31]
        if (letter !== undefined && letters.length < 12) letters.push(letter)
      }
    }
    return letters.join('').replace(/^(.{4})(.{4})/, '$1-$2-')
  })
}

/** Written by hand they come back with blanks and capitals. */
export function recoveryHash(code: string): string {
  return tokenHash(`recovery ${code.toLowerCase().replaceAll(/[\s-]/g, '')}`)
}
