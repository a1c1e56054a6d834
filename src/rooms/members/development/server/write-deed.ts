import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { StepKey } from '../contract.ts'

export type DeedKind = 'open' | 'step' | 'take-back' | 'prolong' | 'move' | 'correct' | 'end' | 'follow' | 'account'

export interface NewDeed {
  readonly id?: string
  readonly development: string
  readonly path: string
  readonly deed: DeedKind
  readonly step?: StepKey
  readonly day: Day
  /** One sentence without names. */
  readonly words: string
  /** Never a person's name. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly papers?: string
  readonly note?: string
  readonly reason?: string
  readonly late?: string | null
}

/** Adds to the history of a case and to the trail; gives the deed's id. */
export async function writeDeed({ clock }: Context, tx: Tx, wide: Scope, deed: NewDeed): Promise<string> {
  const id = deed.id ?? clock.id()
  const { development, day, words, details = {}, papers = '', note = '', reason = '', late = null, step = null } = deed
  await sql`insert into development_deed (district, id, development, deed, step, day, words, details, papers, note, reason, late, actor, at)
    values (${wide.district}, ${id}, ${development}, ${deed.deed}, ${step}, ${day}, ${words}, ${JSON.stringify(details)}::jsonb,
      ${papers}, ${note}, ${reason}, ${late}, ${wide.actor}, ${clock.now().toISOString()})`.execute(tx)
  const told = { words, day, ...(late === null ? {} : { late }), ...(reason === '' ? {} : { reason }) }
  await writeAudit(tx, wide, clock, `development.${deed.deed}`, development, told, { path: deed.path })
  return id
}

/** Marks a step as done now. */
export async function writeStep(
  tx: Tx,
  wide: Scope,
  { development, step, day, deed }: { development: string; step: StepKey; day: Day | null; deed: string },
): Promise<void> {
  await sql`insert into development_step (district, development, step, day, deed)
    values (${wide.district}, ${development}, ${step}, ${day}, ${deed})
    on conflict (district, development, step) do update set day = excluded.day, deed = excluded.deed`.execute(tx)
}

export async function dropSteps(tx: Tx, wide: Scope, development: string, steps: readonly StepKey[]): Promise<void> {
  await sql`delete from development_step where district = ${wide.district} and development = ${development}
    and step = any(${[...steps]}::text[])`.execute(tx)
}

export type PersonRole = 'contact' | 'introducer'

/** Puts names in the place of those that stood in the role. */
export async function writePersons(
  { secrets }: Context,
  tx: Tx,
  wide: Scope,
  development: string,
  role: PersonRole,
  names: readonly string[],
): Promise<void> {
  await sql`delete from development_person where district = ${wide.district} and development = ${development}
    and role = ${role}`.execute(tx)
  for (const [position, name] of names.entries()) {
    await sql`insert into development_person (district, development, role, position, name)
      values (${wide.district}, ${development}, ${role}, ${position}, ${secrets.seal(name)})`.execute(tx)
  }
}
