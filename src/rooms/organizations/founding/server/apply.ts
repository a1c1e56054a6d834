import { sql } from 'kysely'
import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { foundingProblem, type foundingEndpoints } from '../contract.ts'
import { sumKnown, type FormUnit } from '../rules/check-form.ts'
import { listCaseUnits, type CaseRow, type CaseUnit } from './cases.ts'
import { takeDeed } from './take.ts'
import { demandReasons, refuseHard, weigh } from './weigh.ts'

type Apply = z.output<(typeof foundingEndpoints)['founding.apply']['input']>

/** The form of a case as the rules look at it, with the counts that its application states. */
export function formOf(row: CaseRow, units: readonly FormUnit[], day: Day) {
  const { kind, hostKind: host, until, secretaryReady } = row
  return { kind, units, host, until, secretaryReady, day }
}

/** Units with their counts; a case without units has one total, under its host's name. */
export function countedUnits(row: CaseRow, units: readonly CaseUnit[]): FormUnit[] {
  if (units.length > 0 || row.membersFull === null) return [...units]
  const probationary = row.members === null ? null : row.members - row.membersFull
  return [{ name: row.hostName ?? row.name, full: row.membersFull, probationary }]
}

/** The unit applies: from here on the counts of members are those that the application states. */
export async function applyFor(context: Context, tx: Tx, scope: Scope, input: Apply): Promise<void> {
  const { id, version, reason, paperNo } = input
  const day = input.day as Day
  await takeDeed(context, tx, scope, { id, version, day, deed: 'apply', reason }, async ({ row, book }) => {
    const units = await context.database.derive(tx, scope, (wide) => listCaseUnits(tx, wide, id))
    const stated = new Map(input.counts.map((one) => [one.unit, one]))
    const missing = units.filter(({ unit }) => !stated.has(unit)).map(({ name }) => name)
    if (missing.length > 0) throw foundingProblem('counts-missing', { units: missing.slice(0, 5).join('、') })
    const counted = units.map(({ unit, name }) => {
      const { full = 0, probationary = 0 } = stated.get(unit) ?? {}
      return { unit, name, full, probationary }
    })
    const all: FormUnit[] =
      units.length > 0 || input.total === null ? counted : [{ name: row.hostName ?? row.name, ...input.total }]
    const { trial } = weigh(formOf(row, all, day), book)
    refuseHard(trial)
    const overrides = { ...row.overrides, ...demandReasons(trial, { ...row.overrides, ...input.overrides }) }
    await context.database.derive(tx, scope, (wide) => writeCounts(tx, wide, id, counted))
    const membersFull = all.length === 0 ? null : sumKnown(all.map(({ full }) => full))
    const members = all.length === 0 ? null : sumKnown(all.flatMap(({ full, probationary }) => [full, probationary]))
    const counts = counted.map(({ unit, full, probationary }) => ({ unit, full, probationary }))
    return {
      fields: { membersFull, members, counts, ...(paperNo === '' ? {} : { paperNo }), ...given(overrides) },
      change: { applied: day, membersFull, members, overrides },
    }
  })
}

export const given = (overrides: Readonly<Record<string, string>>): object =>
  Object.keys(overrides).length === 0 ? {} : { overrides }

async function writeCounts(
  tx: Tx,
  wide: Scope,
  id: string,
  counted: readonly { readonly unit: string; readonly full: number; readonly probationary: number }[],
): Promise<void> {
  await sql`update founding_unit set members_full = n."full", members_probationary = n.probationary
    from json_to_recordset(${JSON.stringify(counted)}::json) as n(unit text, "full" int, probationary int)
    where founding_unit.district = ${wide.district} and founding_unit.founding = ${id} and founding_unit.unit_id = n.unit`.execute(
    tx,
  )
}
