import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../platform/server/db/database.ts'
import type { Eyes } from '../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../platform/server/room.ts'
import { industries } from '../../../standards/industries.ts'
import { findArea } from '../../areas/server/public.ts'
import { organizationsProblem, type OrganizationPage } from '../contract.ts'
import { idsAbove } from '../rules/chain.ts'
import { sayOrganization } from '../rules/sentence.ts'
import { countDue, type Beside } from './beside.ts'
import { listCovered } from './covers.ts'
import { listEvents } from './events.ts'
import { findOrganizations, getOrganization, mayChange } from './organizations.ts'
import { reachedUnits } from './reached-units.ts'
import { findVersionOn } from './versions.ts'

/** What of an organisation's surroundings lies beyond the reach is told by name only. */
interface Beyond {
  readonly above: readonly { readonly id: string; readonly name: string }[]
  readonly covers: readonly Omit<OrganizationPage['covers'][number], 'reached'>[]
}

/** One organisation, now or as it was on a day. `db` is bound to the scope. */
export async function getPage(
  context: Context,
  db: Db | Tx,
  scope: Scope,
  { id, asOf }: { id: string; asOf: Day | null },
  beside: Beside,
  eyes: Eyes,
): Promise<OrganizationPage> {
  const today = context.clock.today()
  const row = await getOrganization(db, scope, id)
  const version = asOf === null ? null : await findVersionOn(db, scope, id, asOf)
  if (asOf !== null && version === null) throw organizationsProblem('bad-day', { why: '那一天还没有这个党组织。' })
  const { name, kind, state, superior, chain, area, section } = version ?? row
  const beyond = await lookBeyond(context, scope, db, id, chain, asOf)
  const reached = new Set(
    await reachedUnits(
      db,
      scope,
      beyond.covers.map((one) => one.unit),
    ),
  )
  const seen = await findOrganizations(
    db,
    scope,
    beyond.above.map((one) => one.id),
  )
  const place = area === null ? null : await findArea(db, scope, area, asOf ?? today)
  const due = (await countDue(db, scope, [id], today)).get(id) ?? { due: 0, overdue: 0 }
  const secretary = (await beside.secretaries(context, db, scope, [id])).get(id) ?? null
  const facts = {
    id,
    name,
    kind,
    state,
    superior,
    superiorName: beyond.above.at(-1)?.name ?? null,
    area,
    areaName: place?.name ?? null,
    founded: row.founded,
    units: new Set(beyond.covers.map((one) => one.unit)).size,
    membersFull: row.membersFull,
    membersProbationary: row.membersProbationary,
    secretary: eyes.show('name', secretary),
    termDue: row.termDue,
    ...due,
    ended: row.ended,
  }
  return {
    ...facts,
    code: row.code,
    section,
    sectionName: section === null ? null : (industries().get(section)?.name ?? section),
    host: row.hostKind === null ? null : { kind: row.hostKind, name: row.hostName ?? '' },
    remark: row.remark,
    version: row.version,
    changeable: mayChange(scope, row),
    above: beyond.above.map((one) => ({ ...one, reached: seen.has(one.id) })),
    covers: beyond.covers.map((one) => ({ ...one, reached: reached.has(one.unit) })),
    events: (await listEvents(db, scope, id)).map((event) => ({
      id: event.id,
      day: event.day,
      kind: event.kind,
      words: event.words,
      reason: event.reason,
      by: event.actor,
      at: event.at.toISOString(),
    })),
    evidence: await beside.evidence(db, scope, id),
    sentence: sayOrganization(facts),
  }
}

/** The whole office may lie around what somebody reaches: names of superiors and of units covered together with theirs. */
async function lookBeyond(
  context: Context,
  scope: Scope,
  db: Db | Tx,
  id: string,
  chain: string,
  asOf: Day | null,
): Promise<Beyond> {
  return context.database.beyond(db, scope, async (within, wide) => {
    const above = await findOrganizations(within, wide, idsAbove(chain))
    const names = idsAbove(chain).flatMap((one) => {
      const found = above.get(one)
      return found ? [{ id: one, name: found.name }] : []
    })
    const covers = await listCovered(within, wide, id, asOf ?? undefined)
    const units = await findUnits(
      within,
      wide,
      covers.map((one) => one.unit),
    )
    return {
      above: names,
      covers: covers.flatMap(({ unit, form, from, to }) => {
        const found = units.get(unit)
        return found ? [{ unit, form, from, to, name: found.name, membersFull: found.full, life: found.life }] : []
      }),
    }
  })
}

async function findUnits(db: Db | Tx, scope: Scope, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { name: string; life: string; full: number | null }>()
  const rows = await rowsOf<{ id: string; name: string; life: string; full: number | null }>(
    db,
    sql`select id, name, life, members_full as "full" from unit
      where district = ${scope.district} and id = any(${[...ids]}::text[])`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}
