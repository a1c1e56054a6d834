import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { searchText } from '../../../standards/search-tokens.ts'
import type { Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import type { OrganizationChange, OrganizationEventKind } from '../contract.ts'
import type { Deed } from './deed.ts'
import type { Organization } from './organizations.ts'
import { listVersions } from './versions.ts'

type Details = Extract<OrganizationChange, { change: 'details' }>
type Note = (kind: OrganizationEventKind, words: string, details?: Record<string, unknown>) => Promise<string>

const NAMES = { code: '组织代码', host: '依托', section: '行业门类', remark: '备注', founded: '成立日期' } as const

/** Corrections hold for all days; only the first day on record moves with the day of founding. */
export async function performDetails(
  context: Context,
  tx: Tx,
  wide: Scope,
  deed: Deed,
  organization: Organization,
  what: Details,
  note: Note,
): Promise<string> {
  const { id } = organization
  const given = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((key) => what[key] !== undefined)
  const event = await note('corrected', `更正${given.map((key) => NAMES[key]).join('、') || '信息'}`, {
    before: { code: organization.code, founded: organization.founded, remark: organization.remark },
  })
  const code = what.code === undefined ? organization.code : what.code
  const host =
    what.host === undefined
      ? { kind: organization.hostKind, name: organization.hostName }
      : { kind: what.host?.kind ?? null, name: what.host?.name ?? null }
  const founded = what.founded === undefined ? organization.founded : what.founded
  await sql`update organization set code = ${code}, host_kind = ${host.kind}, host_name = ${host.name},
      remark = ${what.remark === undefined ? organization.remark : what.remark}, founded = ${founded},
      search = ${searchText({ name: organization.name, code, address: null })}, changed_at = ${context.clock.now().toISOString()}
    where district = ${wide.district} and id = ${id}`.execute(tx)
  if (what.section !== undefined) {
    const section = what.section
    const versions = (await listVersions(tx, wide, [id])).get(id) ?? []
    await deed.replace(
      id,
      versions.map((one) => (one.to === null ? { ...one, section } : one)),
    )
  }
  if (what.founded !== undefined && what.founded !== null) {
    // The contract has checked the day's shape.
    await moveFirstDay(tx, wide, deed, id, what.founded as Day, event)
  }
  return event
}

async function moveFirstDay(tx: Tx, wide: Scope, deed: Deed, id: string, day: Day, event: string): Promise<void> {
  const versions = (await listVersions(tx, wide, [id])).get(id) ?? []
  const since = versions[0]?.from
  if (since === undefined) return
  await deed.replace(
    id,
    versions.map((one) => (one.from === since ? { ...one, from: day } : one)),
  )
  await deed.cover(id, event, (spans) => spans.map((one) => (one.from === since ? { ...one, from: day } : one)))
}
