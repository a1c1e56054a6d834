import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import { isWhole, reachesPath, type Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import { runClock } from '../../deadlines/server/run-clock.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { foundingProblem, type FoundingDeed } from '../contract.ts'
import { isOpen, mayTake } from '../rules/lifecycle.ts'
import { refuseDay } from '../rules/order-of-days.ts'
import { findCase, getCase, listCaseUnits, listDeeds, type CaseRow } from './cases.ts'
import { settleDue } from './settle-due.ts'
import { writeDeed } from './write-deed.ts'

export interface Taking {
  readonly id: string
  /** The version that the actor saw. */
  readonly version: number
  readonly day: Day
  readonly deed: FoundingDeed
  readonly reason: string
}

/** What a deed does beyond moving the case: columns that change, fields kept of it. */
export interface Done {
  readonly fields: Readonly<Record<string, unknown>>
  readonly change?: {
    readonly overrides?: Readonly<Record<string, string>>
    readonly membersFull?: number | null
    readonly members?: number | null
    readonly applied?: Day | null
    readonly approved?: Day
    readonly elected?: Day
    readonly organization?: string
  }
}

/** What a deed is given: the case, the rules of its day, the actor's own scope and the whole office's. */
export interface Ground {
  readonly row: CaseRow
  readonly book: RuleBook
  readonly scope: Scope
}

/**
 * One step of a case: within the actor's reach, in its turn, on a day that fits; `act` does what belongs to it, then the
 * case moves, its clock is set and the deed stands in the history and the trail. Throws `founding.not-found`,
 * `outside-scope`, `changed-meanwhile`, `out-of-order`, `bad-day` and what `act` throws.
 */
export async function takeDeed(
  context: Context,
  tx: Tx,
  scope: Scope,
  taking: Taking,
  act: (ground: Ground) => Promise<Done> = async () => ({ fields: {} }),
): Promise<void> {
  const { id, version, day, deed, reason } = taking
  await requireAct(tx, scope, id)
  await context.database.derive(tx, scope, async (wide) => {
    await sql`select id from founding where district = ${wide.district} and id = ${id} for update`.execute(tx)
    const row = await getCase(tx, wide, id)
    if (row.version !== version) throw foundingProblem('changed-meanwhile')
    const ruling = mayTake(row.step, deed)
    if (!ruling.ok) throw foundingProblem('out-of-order', { why: ruling.why })
    const why = refuseDay(day, context.clock.today(), await listDeeds(tx, wide, id))
    if (why !== null) throw foundingProblem('bad-day', { why })
  })
  const row = await getCase(tx, scope, id)
  const ruling = mayTake(row.step, deed)
  const to = ruling.ok ? ruling.to : row.step
  const book = await findRuleBook(tx, scope, day)
  const { fields, change = {} } = await act({ row, book, scope })
  await context.database.derive(tx, scope, async (wide) => {
    const next = { ...row, ...change }
    await sql`update founding set step = ${to}, step_since = ${day}, version = version + 1,
        overrides = ${JSON.stringify(next.overrides)}::jsonb, members_full = ${next.membersFull}, members = ${next.members},
        applied = ${next.applied}, approved = ${next.approved}, elected = ${next.elected},
        organization = ${next.organization}, changed_at = ${context.clock.now().toISOString()}
      where district = ${wide.district} and id = ${id}`.execute(tx)
    if (!isOpen(to)) {
      await sql`update founding_unit set open = false where district = ${wide.district} and founding = ${id}`.execute(
        tx,
      )
    }
    await settleDue(tx, wide, book, id)
    await writeDeed(context, tx, wide, { founding: id, path: row.path, deed, day, fields, reason })
    await runClock(context, tx, wide, 'founding', [id])
  })
  if ((await findCase(tx, scope, id)) === null) throw foundingProblem('not-found')
}

/**
 * A case is acted upon by whoever reaches its area, its superior-to-be or every one of its units. To see it because one
 * unit of several is one's own is not enough.
 */
export function mayAct(scope: Scope, row: CaseRow, unitsReached: number): boolean {
  if (isWhole(scope) || reachesPath(scope, row.path)) return true
  if (row.chain !== '' && scope.organizations.some((prefix) => row.chain.startsWith(prefix))) return true
  return unitsReached > 0 && unitsReached === row.units
}

/** Throws `founding.not-found`, or `outside-scope` for who only sees it. */
export async function requireAct(tx: Tx, scope: Scope, id: string): Promise<CaseRow> {
  const row = await getCase(tx, scope, id)
  const units = await listCaseUnits(tx, scope, id)
  if (!mayAct(scope, row, units.length)) {
    throw foundingProblem('outside-scope', { area: row.areaName === null ? '上一级' : `管${row.areaName}` })
  }
  return row
}
