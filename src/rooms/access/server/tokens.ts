import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, for sessions and one-time links. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. It is random, so a plain hash cannot be turned round. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
