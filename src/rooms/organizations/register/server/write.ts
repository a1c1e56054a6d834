import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { searchText } from '../../../../standards/search-tokens.ts'
import { writeAudit } from '../../../../platform/server/audit.ts'
import { rowsOf, type Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { organizationsEvents } from '../../contract.ts'
import { chainOf } from '../../rules/chain.ts'
import { formOf } from '../../rules/cover.ts'
import type { OrganizationsChanged } from '../../server/deed.ts'
import { findOrganizations } from '../../server/organizations.ts'
import { stateUnits } from '../../server/unit-facts.ts'
import { hostKindOf } from '../rules/host-kind.ts'
import type { ComparedRow } from './compare.ts'
import { writeSeats } from './seats.ts'

export interface WrittenImport {
  readonly id: string
  readonly registered: number
}

/**
 * Puts all new rows on record in one transaction, as whole tables: what thousands of single deeds would take minutes for.
 * Each has its version, event and covers as if it had been registered by hand.
 */
export async function writeRegister(
  context: Context,
  tx: Tx,
  scope: Scope,
  file: { readonly file: string; readonly sha256: string },
  rows: readonly ComparedRow[],
): Promise<WrittenImport> {
  const { clock, database } = context
  const today = clock.today()
  const at = clock.now().toISOString()
  const id = clock.id()
  const fresh = rows.filter((row) => row.tab === 'new')
  const chains = await chainsOf(tx, scope, fresh)
  const events = new Map(fresh.map((row) => [row.id, clock.id()]))
  const since = (row: ComparedRow): Day => row.founded ?? today
  await database.copy(
    tx,
    'organization',
    COLUMNS.organization,
    fresh.map((row) => [
      scope.district,
      row.id,
      row.name,
      row.kind,
      'active',
      row.superiorId,
      chains.get(row.id) ?? '',
      row.areaId,
      row.areaPath,
      row.code,
      row.host === null ? null : hostKindOf(row.host),
      row.host,
      row.founded,
      remarkOf(row),
      searchText({ name: row.name, code: row.code, address: null }),
      row.unitIds.length,
      at,
    ]),
  )
  await database.copy(
    tx,
    'organization_version',
    COLUMNS.version,
    fresh.map((row) => [
      scope.district,
      row.id,
      since(row),
      null,
      events.get(row.id) ?? '',
      row.name,
      row.kind,
      'active',
      row.superiorId,
      chains.get(row.id) ?? '',
      row.areaId,
      row.areaPath,
    ]),
  )
  await database.copy(
    tx,
    'organization_event',
    COLUMNS.event,
    fresh.map((row) => [
      scope.district,
      events.get(row.id) ?? '',
      row.id,
      since(row),
      'registered',
      '补录：从党组织名册导入',
      { import: id, overrides: row.overrides, ...(row.unitIds.length > 0 ? { units: row.unitIds } : {}) },
      `名册“${file.file}”“${row.sheet}”第 ${row.row} 行`,
      scope.actor,
      at,
    ]),
  )
  await database.copy(
    tx,
    'organization_unit',
    COLUMNS.cover,
    fresh.flatMap((row) =>
      row.unitIds.map((unit) => [
        scope.district,
        row.id,
        unit,
        since(row),
        null,
        formOf(row.kind ?? 'branch', row.unitIds.length),
        events.get(row.id) ?? '',
      ]),
    ),
  )
  const dues = await writeSeats(context, tx, scope, fresh, (row) => events.get(row.id) ?? '')
  await sql`update organization o set term_due = d.due
    from json_to_recordset(${JSON.stringify([...dues].map(([own, due]) => ({ id: own, due })))}::json) as d(id text, due date)
    where o.district = ${scope.district} and o.id = d.id`.execute(tx)
  const counts = Object.fromEntries(
    (['new', 'differs', 'same', 'wrong'] as const).map((tab) => [tab, rows.filter((row) => row.tab === tab).length]),
  )
  const organizations = fresh.map((row) => row.id)
  await sql`insert into organization_import (district, id, file, sha256, at, actor, counts, organizations)
    values (${scope.district}, ${id}, ${file.file}, ${file.sha256}, ${at}, ${scope.actor}, ${JSON.stringify(counts)}::jsonb,
      ${organizations}::text[])`.execute(tx)
  await stateUnits(context, tx, scope, [...new Set(fresh.flatMap((row) => row.unitIds))])
  const after = await findOrganizations(tx, scope, organizations)
  const payload: OrganizationsChanged = {
    day: today,
    event: id,
    organizations: [...after.values()].map((row) => ({ id: row.id, before: null, after: row })),
    units: [...new Set(fresh.flatMap((row) => row.unitIds))],
    handover: [],
  }
  await context.reactions.emit(organizationsEvents.changed, tx, scope, payload)
  await writeAudit(tx, scope, clock, 'organizations.import-register', id, {
    file: file.file,
    sha256: file.sha256,
    counts,
  })
  return { id, registered: fresh.length }
}

const COLUMNS = {
  organization: [
    'district',
    'id',
    'name',
    'kind',
    'state',
    'superior',
    'chain',
    'area',
    'path',
    'code',
    'host_kind',
    'host_name',
    'founded',
    'remark',
    'search',
    'units',
    'changed_at',
  ],
  version: [
    'district',
    'id',
    'valid_from',
    'valid_to',
    'event',
    'name',
    'kind',
    'state',
    'superior',
    'chain',
    'area',
    'path',
  ],
  event: ['district', 'id', 'organization', 'day', 'kind', 'words', 'details', 'reason', 'actor', 'at'],
  cover: ['district', 'organization', 'unit_id', 'valid_from', 'valid_to', 'form', 'event'],
} as const

function remarkOf({ remark, superior, superiorId }: ComparedRow): string | null {
  const unplaced = superior !== null && superiorId === null ? `原名册写的上级：${superior}` : null
  return [remark, unplaced].filter((part) => part !== null).join('；') || null
}

/** Chains of the new ones, those of one file upon each other included. */
async function chainsOf(tx: Tx, scope: Scope, fresh: readonly ComparedRow[]): Promise<Map<string, string>> {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  const outside = [
    ...new Set(fresh.flatMap((row) => (row.superiorId === null || byId.has(row.superiorId) ? [] : [row.superiorId]))),
  ]
  const rows = await rowsOf<{ id: string; chain: string }>(
    tx,
    sql`select id, chain from organization where district = ${scope.district} and id = any(${outside}::text[])`,
  )
  const chains = new Map(rows.map((row) => [row.id, row.chain]))
  // The comparison has refused circles, so this ends.
  const chain = (id: string): string => {
    const known = chains.get(id)
    if (known !== undefined) return known
    const superior = byId.get(id)?.superiorId ?? null
    const made = chainOf(superior === null ? null : chain(superior), id)
    chains.set(id, made)
    return made
  }
  for (const row of fresh) chain(row.id)
  return chains
}
