import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { releaseProblem } from '../../contract.ts'
import { writeAudit } from '../audit.ts'
import type { Clock } from '../clock.ts'
import { rowsOf, type Db, type Tx } from '../db/database.ts'

/**
 * A second person lets a file with many names go out: asked by one, decided by another, used once within a day, for the
 * very same file and no more persons than were counted when it was asked for. Every step is in the trail.
 */
export interface Release {
  readonly id: string
  readonly account: string | null
  readonly who: string
  readonly export: string
  readonly query: string
  readonly words: string
  readonly persons: number
  readonly purpose: string
  readonly asked_at: Date
  readonly state: 'open' | 'released' | 'refused' | 'used' | 'expired'
  readonly decided_by: string | null
  readonly answer: string | null
  readonly until: Date | null
}

const HOURS = 24
const DAYS_OPEN = 7
const THRESHOLD = 50

/** From how many persons on a file needs a release; the office may set another number. */
export async function findThreshold(db: Db | Tx, scope: Scope): Promise<number> {
  const [row] = await rowsOf<{ value: number }>(
    db,
    sql`select value from personal_setting where district = ${scope.district} and name = 'release-threshold'`,
  )
  return row?.value ?? THRESHOLD
}

export async function setThreshold(tx: Tx, scope: Scope, value: number): Promise<void> {
  await sql`insert into personal_setting (district, name, value) values (${scope.district}, 'release-threshold', ${value})
    on conflict (district, name) do update set value = excluded.value`.execute(tx)
}

export interface Wanted {
  /** Name of the endpoint. */
  readonly export: string
  /** The same selection has the same text, see `selectionText`. */
  readonly query: string
}

/** Everything that decides what is in the file, in a fixed order. */
export function selectionText(given: Readonly<Record<string, unknown>>): string {
  return Object.entries(given)
    .filter(([name, value]) => name !== 'release' && value !== undefined && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .sort()
    .join('&')
}

export async function askRelease(
  tx: Tx,
  scope: Scope,
  clock: Clock,
  wanted: Wanted & { readonly words: string; readonly persons: number; readonly purpose: string },
): Promise<string> {
  const id = clock.id()
  await sql`insert into personal_release (district, id, account, who, export, query, words, persons, purpose, asked_at, state)
    values (${scope.district}, ${id}, ${scope.account}, ${scope.actor}, ${wanted.export}, ${wanted.query}, ${wanted.words},
      ${wanted.persons}, ${wanted.purpose}, ${clock.now().toISOString()}, 'open')`.execute(tx)
  const { persons, purpose } = wanted
  await writeAudit(tx, scope, clock, 'personal.ask-release', id, { what: wanted.export, persons, purpose })
  return id
}

/** Newest first; what row-level security reaches: one's own, or all of the office. */
export async function listReleases(
  db: Db,
  scope: Scope,
  clock: Clock,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<Release[]> {
  return rowsOf<Release>(
    db,
    sql`select id, account, who, export, query, words, persons, purpose, asked_at, ${stateNow(clock)} as state, decided_by,
        answer, until
      from personal_release where district = ${scope.district} and id < ${page.after ?? '~'}
      order by id desc limit ${page.limit}`,
  )
}

function stateNow(clock: Clock) {
  const now = clock.now()
  const asked = new Date(now.getTime() - DAYS_OPEN * 86_400_000)
  return sql`case when state = 'released' and until < ${now.toISOString()}::timestamptz then 'expired'
    when state = 'open' and asked_at < ${asked.toISOString()}::timestamptz then 'expired' else state end`
}

/** Errors for a release of one's own, and for one that is not open any more. */
export async function decideRelease(
  tx: Tx,
  scope: Scope,
  clock: Clock,
  decision: { readonly id: string; readonly release: boolean; readonly answer: string },
): Promise<void> {
  const [found] = await rowsOf<{ account: string | null; state: string; persons: number }>(
    tx,
    sql`select account, persons, ${stateNow(clock)} as state from personal_release
      where district = ${scope.district} and id = ${decision.id} for update`,
  )
  if (!found || found.state !== 'open') throw releaseProblem('release-not-found')
  if (found.account === scope.account) throw releaseProblem('own-release')
  const until = new Date(clock.now().getTime() + HOURS * 3_600_000)
  const state = decision.release ? 'released' : 'refused'
  await sql`update personal_release set state = ${state}, decided_by = ${scope.actor}, decided_account = ${scope.account},
      answer = ${decision.answer}, until = ${decision.release ? until.toISOString() : null}
    where district = ${scope.district} and id = ${decision.id}`.execute(tx)
  const details = { release: decision.release, answer: decision.answer, persons: found.persons }
  await writeAudit(tx, scope, clock, 'personal.decide-release', decision.id, details)
}

/** Takes the release for one file. False: there is none for this person, this file and this many persons, or it was used. */
export async function useRelease(
  tx: Tx,
  scope: Scope,
  clock: Clock,
  wanted: Wanted & { readonly id: string; readonly persons: number },
): Promise<boolean> {
  const taken = await rowsOf(
    tx,
    sql`update personal_release set state = 'used'
      where district = ${scope.district} and id = ${wanted.id} and account = ${scope.account} and state = 'released'
        and until >= ${clock.now().toISOString()}::timestamptz and export = ${wanted.export} and query = ${wanted.query}
        and persons >= ${wanted.persons}
      returning id`,
  )
  return taken.length > 0
}
