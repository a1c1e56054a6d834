import type { Trial } from '../contract.ts'
import { organizationsProblem } from '../contract.ts'

/** Soft rule → why it is broken here. */
export type Overrides = Readonly<Record<string, string>>

/**
 * Throws `organizations.bad-day` / `refused` with everything that stands against the deed, or `needs-reason` with the
 * soft rules for which no reason was given. Returns the reasons that were needed.
 */
export function obey({ refused, soft }: Trial, overrides: Overrides): Record<string, string> {
  if (refused.length > 0) {
    const why = refused.map((one) => one.why).join('')
    const code = refused.every((one) => one.code === 'bad-day') ? 'bad-day' : 'refused'
    throw organizationsProblem(code, { why, refused })
  }
  const missing = soft.filter(({ rule }) => (overrides[rule] ?? '').trim().length < 2)
  if (missing.length > 0) {
    throw organizationsProblem('needs-reason', { why: missing.map((one) => one.why).join(''), soft: missing })
  }
  return Object.fromEntries(soft.map(({ rule }) => [rule, overrides[rule] ?? '']))
}
