import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { rulebookEvents } from '../../rulebook/contract.ts'
import { RULES_VERSION } from '../../rulebook/public.ts'
import { activePreset, type PresetActivated } from '../../rulebook/server/public.ts'
import { unitsEvents } from '../../units/contract.ts'
import { relabelAll, useLabeller, type UnitsChanged } from '../../units/server/public.ts'
import { LABEL_EDITION, labelUnit } from '../rules/state.ts'
import { moveCells } from './cells.ts'

/** The ledger asks this room how a unit is labelled, and tells it which units moved; both in the ledger's transaction. */
export function reactToUnits(context: Context): void {
  useLabeller(context, async (tx, scope) => {
    const preset = await activePreset(tx, scope)
    return (unit) => labelUnit(unit, preset)
  })
  context.reactions.on<UnitsChanged>(unitsEvents.changed, moveCells)
  context.reactions.on<PresetActivated>(rulebookEvents.presetActivated, async (tx, scope, { preset }) => {
    const changed = await relabelAll(context, tx, scope)
    await writeAudit(tx, scope, context.clock, 'coverage.relabelled', preset.id, { changed })
  })
}

/** A ledger labelled by an earlier edition of the rules is labelled anew, once, when the program starts. */
export async function relabelOnUpgrade(context: Context): Promise<void> {
  const scope = context.localScope()
  const edition = `${RULES_VERSION}/${LABEL_EDITION}`
  const known = await rowsOf<{ edition: string }>(
    context.database.as(scope),
    sql`select edition from coverage_edition where district = ${scope.district}`,
  )
  if (known[0]?.edition === edition) return
  await context.database.write(scope, async (tx) => {
    const changed = await relabelAll(context, tx, scope)
    await setEdition(tx, scope, edition)
    if (changed > 0) await writeAudit(tx, scope, context.clock, 'coverage.relabelled', null, { edition, changed })
  })
}

async function setEdition(tx: Tx, scope: Scope, edition: string): Promise<void> {
  await sql`insert into coverage_edition (district, edition) values (${scope.district}, ${edition})
    on conflict (district) do update set edition = excluded.edition`.execute(tx)
}
