import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import { rulebookProblem, type Preset } from '../contract.ts'
import { DEFAULT_PRESET } from '../rules/presets.ts'

/** Who put which preset in force when, and why. */
export interface Choice {
  readonly preset_id: string
  readonly version: number
  readonly at: Date
  readonly actor: string
  readonly reason: string
}

/** The choice in force; null while nobody has chosen and the built-in default applies. */
export async function findChoice(db: Db | Tx, scope: Scope): Promise<Choice | null> {
  const rows = await rowsOf<Choice>(
    db,
    sql`select preset_id, version, at, actor, reason from preset_choice
      where district = ${scope.district} order by at desc, id desc limit 1`,
  )
  return rows[0] ?? null
}

interface PresetRow {
  readonly id: string
  readonly version: number
  readonly built_in: boolean
  readonly body: Omit<Preset, 'id' | 'version' | 'builtIn' | 'active'>
}

function presetOf(row: PresetRow, active: boolean): Preset {
  return { ...row.body, id: row.id, version: row.version, builtIn: row.built_in, active }
}

/** One row per preset: the version in force of the active one, the newest of the others; the active one first. */
export async function listPresets(db: Db | Tx, scope: Scope): Promise<Preset[]> {
  const choice = await findChoice(db, scope)
  const active = choice?.preset_id ?? DEFAULT_PRESET
  const rows = await rowsOf<PresetRow>(
    db,
    sql`select distinct on (id) id, version, built_in, body from preset_version
      where district = ${scope.district}
      order by id, (id = ${active} and version = ${choice?.version ?? null}) is true desc, version desc`,
  )
  return rows
    .map((row) => presetOf(row, row.id === active))
    .sort((a, b) => Number(b.active) - Number(a.active) || Number(b.builtIn) - Number(a.builtIn))
}

/** As `listPresets` shows it; throws `rulebook.preset-not-found`. */
export async function getPreset(db: Db | Tx, scope: Scope, id: string): Promise<Preset> {
  const found = (await listPresets(db, scope)).find((preset) => preset.id === id)
  if (!found) throw rulebookProblem('preset-not-found')
  return found
}

/** The preset in force: what counts as due, the headline denominator, capacities, targets. */
export async function activePreset(db: Db | Tx, scope: Scope): Promise<Preset> {
  return (await findPresetInForce(db, scope)).preset
}

export async function findPresetInForce(
  db: Db | Tx,
  scope: Scope,
): Promise<{ readonly preset: Preset; readonly choice: Choice | null }> {
  const choice = await findChoice(db, scope)
  const version = choice === null ? sql`true` : sql`version = ${choice.version}`
  const rows = await rowsOf<PresetRow>(
    db,
    sql`select id, version, built_in, body from preset_version
      where district = ${scope.district} and id = ${choice?.preset_id ?? DEFAULT_PRESET} and ${version}
      order by version desc limit 1`,
  )
  if (!rows[0]) throw rulebookProblem('preset-not-found')
  return { preset: presetOf(rows[0], true), choice }
}

/** A version that was in force once, as it was then; versions are never changed. Throws `rulebook.preset-not-found`. */
export async function getPresetVersion(db: Db | Tx, scope: Scope, id: string, version: number): Promise<Preset> {
  const rows = await rowsOf<PresetRow>(
    db,
    sql`select id, version, built_in, body from preset_version
      where district = ${scope.district} and id = ${id} and version = ${version}`,
  )
  if (!rows[0]) throw rulebookProblem('preset-not-found')
  return presetOf(rows[0], false)
}
