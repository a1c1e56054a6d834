import { HOUR, MINUTE } from './times.ts'

/**
 * How long somebody waits after failed sign-ins: a few slips are free, then 1, 2, 4, 8 and 15 minutes, growing with each
 * further failure. A name is counted together with the address it is tried from, so that nobody can lock a colleague out
 * from elsewhere; an address is counted by itself, more patiently, for a whole office may sit behind one. Names that do
 * not exist are counted like those that do. Quiet for `FORGOTTEN_MS`, and it begins anew.
 */
export type Counted = 'name' | 'address'

/** Failures without a wait. */
export const FREE: Record<Counted, number> = { name: 4, address: 30 }
const STEP: Record<Counted, number> = { name: 1, address: 5 }
const MINUTES = [1, 2, 4, 8, 15]

export const FORGOTTEN_MS = 12 * HOUR

/** Milliseconds to wait after the `failures`-th failure in a row. */
export function waitAfter(kind: Counted, failures: number): number {
  const beyond = failures - FREE[kind]
  if (beyond <= 0) return 0
  const step = Math.min(MINUTES.length, Math.ceil(beyond / STEP[kind]))
  return (MINUTES[step - 1] ?? 15) * MINUTE
}
