import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { writeAudit } from '../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { rulebookEvents, rulebookProblem, type Preset } from '../contract.ts'
import { builtInRules, RULES_VERSION } from '../rules/builtin.ts'
import { refusePreset } from '../rules/check-preset.ts'
import { builtInPresets } from '../rules/presets.ts'
import { findPresetInForce, getPreset, listPresets } from './reads.ts'

/** Payload of `rulebook.preset-activated`. */
export interface PresetActivated {
  readonly preset: Preset
  readonly reason: string
}

/** Adds the built-in rules and presets that are not there yet; running it again adds nothing. */
export async function addBuiltIns(context: Context): Promise<void> {
  const scope = context.localScope()
  const at = context.clock.now().toISOString()
  await context.database.write(scope, async (tx) => {
    const rules = builtInRules.map(({ version, ...body }) => ({ id: body.id, version, body }))
    const presets = builtInPresets.map(({ id, version, ...body }) => ({ id, version, body }))
    const addedRules = await rowsOf<{ id: string }>(
      tx,
      sql`insert into rule_version (district, id, version, body, valid_from, valid_to, added_at)
        select ${scope.district}, id, version, body, (body->>'validFrom')::date, (body->>'validTo')::date, ${at}::timestamptz
        from json_to_recordset(${JSON.stringify(rules)}::json) as n(id text, version int, body jsonb)
        on conflict do nothing returning id`,
    )
    const addedPresets = await rowsOf<{ id: string }>(
      tx,
      sql`insert into preset_version (district, id, version, built_in, body, added_at, added_by)
        select ${scope.district}, id, version, true, body, ${at}::timestamptz, ${'聚新'}
        from json_to_recordset(${JSON.stringify(presets)}::json) as n(id text, version int, body jsonb)
        on conflict do nothing returning id`,
    )
    if (addedRules.length + addedPresets.length === 0) return
    await writeAudit(tx, scope, context.clock, 'rulebook.built-ins-added', null, {
      edition: RULES_VERSION,
      rules: addedRules.map(({ id }) => id),
      presets: addedPresets.map(({ id }) => id),
    })
  })
}

/** Saves an office's own preset as a new version. Built-in ones and the one in force stay as they are. */
export async function savePreset(
  context: Context,
  scope: Scope,
  id: string,
  body: Omit<Preset, 'id' | 'builtIn' | 'version' | 'active'>,
): Promise<Preset> {
  const why = refusePreset(body)
  if (why !== null) throw rulebookProblem('preset-invalid', { why })
  return context.database.write(scope, async (tx) => {
    const known = (await listPresets(tx, scope)).find((preset) => preset.id === id)
    if (known?.builtIn) throw rulebookProblem('preset-built-in')
    if (known?.active) throw rulebookProblem('preset-active')
    const version = (known?.version ?? 0) + 1
    await sql`insert into preset_version (district, id, version, built_in, body, added_at, added_by)
      values (${scope.district}, ${id}, ${version}, false, ${JSON.stringify(body)}::jsonb,
        ${context.clock.now().toISOString()}, ${scope.actor})`.execute(tx)
    await writeAudit(tx, scope, context.clock, 'rulebook.preset-saved', id, {
      before: known === undefined ? null : bodyOf(known),
      after: { ...body, version },
    })
    return { ...body, id, version, builtIn: false, active: false }
  })
}

/** What an office decides of a preset, with the version that says it. */
function bodyOf({ id: _id, builtIn: _builtIn, active: _active, ...body }: Preset) {
  return body
}

/** Puts a preset in force and announces it, so that later rooms label and count anew in the same transaction. */
export async function putInForce(context: Context, tx: Tx, scope: Scope, id: string, reason: string): Promise<Preset> {
  const preset = await getPreset(tx, scope, id)
  const { preset: before } = await findPresetInForce(tx, scope)
  await sql`insert into preset_choice (district, id, preset_id, version, at, actor, reason)
    values (${scope.district}, ${context.clock.id()}, ${id}, ${preset.version},
      ${context.clock.now().toISOString()}, ${scope.actor}, ${reason})`.execute(tx)
  await writeAudit(tx, scope, context.clock, 'rulebook.preset-activated', id, {
    before: { name: before.name, version: before.version },
    after: { name: preset.name, version: preset.version },
    reason,
  })
  const payload: PresetActivated = { preset: { ...preset, active: true }, reason }
  await context.reactions.emit(rulebookEvents.presetActivated, tx, scope, payload)
  return payload.preset
}
