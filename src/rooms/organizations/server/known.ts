import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Scope } from '../../../kernel/scope.ts'
import { rowsOf, type Tx } from '../../../platform/server/db/database.ts'
import type { Context } from '../../../platform/server/room.ts'
import { idsAbove } from '../rules/chain.ts'
import type { UnitSpan } from '../rules/cover.ts'
import type { Known, KnownOrganization, KnownUnit, LaterDeed } from '../rules/known.ts'
import { findCoversFrom } from './covers.ts'
import { listEventsAfter } from './events.ts'
import { findOrganizations, ORGANIZATION_COLUMNS, type Organization } from './organizations.ts'
import { numbersOn } from './rules.ts'

/** What has to be looked up before a deed is judged. Only `reached` organisations and units may be named by it. */
export interface Question {
  readonly day: Day
  readonly organization: Organization | null
  /** Organisations that the deed names and the actor reaches. */
  readonly others: readonly string[]
  /** Units that the deed names and the actor reaches. */
  readonly units: readonly string[]
  /** The name it will have, and under whom. */
  readonly name: string | null
  readonly superior: string | null
  readonly code: string | null
  readonly spans: readonly UnitSpan[]
  readonly spansInto: readonly UnitSpan[]
  /** Later deeds are looked for from here on; earlier than `day` for corrections. */
  readonly laterThan: Day
}

/** `wide` sees the whole office: what stands against a deed may lie beyond the actor's reach. */
export async function findKnown(context: Context, tx: Tx, wide: Scope, question: Question): Promise<Known> {
  const { day, organization } = question
  const named = [...new Set([...question.others, ...(organization === null ? [] : [organization.id])])]
  const rows = await findOrganizations(tx, wide, named)
  const since = await findSince(tx, wide, named)
  const knownOf = (row: Organization): KnownOrganization => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    state: row.state,
    superior: row.superior,
    chain: row.chain,
    code: row.code,
    since: since.get(row.id) ?? day,
    members: { full: row.membersFull, probationary: row.membersProbationary },
  })
  const others = new Map(question.others.flatMap((id) => entry(rows.get(id), knownOf)))
  const spans = [...question.spans, ...question.spansInto]
  const units = [...new Set([...question.units, ...spans.map((one) => one.unit)])]
  return {
    day,
    today: context.clock.today(),
    organization: organization === null ? null : knownOf(organization),
    others,
    children: organization === null ? [] : (await listChildren(tx, wide, organization.id)).map(knownOf),
    namesakes: question.name === null ? [] : await findNamesakes(tx, wide, question.name, question.superior),
    codeHolder: question.code === null ? null : await findCodeHolder(tx, wide, question.code),
    spans: question.spans,
    spansInto: question.spansInto,
    later: await findLater(tx, wide, question, [...others.values()]),
    units: await findUnits(tx, wide, units, day),
    numbers: await numbersOn(tx, wide, day > context.clock.today() ? context.clock.today() : day),
  }
}

const entry = <T>(row: Organization | undefined, as: (row: Organization) => T): [string, T][] =>
  row === undefined ? [] : [[row.id, as(row)]]

/** First day on record of each. */
async function findSince(tx: Tx, wide: Scope, ids: readonly string[]): Promise<Map<string, Day>> {
  const rows = await rowsOf<{ id: string; since: Day }>(
    tx,
    sql`select id, min(valid_from) as since from organization_version
      where district = ${wide.district} and id = any(${[...ids]}::text[]) group by id`,
  )
  return new Map(rows.map((row) => [row.id, row.since]))
}

export async function listChildren(tx: Tx, wide: Scope, id: string): Promise<Organization[]> {
  return rowsOf<Organization>(
    tx,
    sql`select ${ORGANIZATION_COLUMNS} from organization
      where district = ${wide.district} and superior = ${id} and state in ('forming', 'active') order by name`,
  )
}

async function findNamesakes(tx: Tx, wide: Scope, name: string, superior: string | null) {
  return rowsOf<{ id: string; name: string }>(
    tx,
    sql`select id, name from organization where district = ${wide.district} and name = ${name}
      and superior is not distinct from ${superior} and state in ('forming', 'active')`,
  )
}

async function findCodeHolder(tx: Tx, wide: Scope, code: string) {
  const rows = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select id, name from organization
      where district = ${wide.district} and code = ${code} and state in ('forming', 'active')`,
  )
  return rows[0] ?? null
}

async function findLater(
  tx: Tx,
  wide: Scope,
  { organization, laterThan }: Question,
  others: readonly KnownOrganization[],
): Promise<LaterDeed[]> {
  const ids = [...others.flatMap((one) => [one.id, ...idsAbove(one.chain)]), ...(organization ? [organization.id] : [])]
  const events = await listEventsAfter(tx, wide, [...new Set(ids)], laterThan)
  if (events.length === 0) return []
  const names = await findOrganizations(tx, wide, [...new Set(events.map((one) => one.organization))])
  return events.map(({ organization: id, day, kind, words, details }) => ({
    organization: id,
    organizationName: names.get(id)?.name ?? '',
    day,
    kind,
    words,
    units: details.units ?? [],
  }))
}

async function findUnits(tx: Tx, wide: Scope, ids: readonly string[], day: Day): Promise<Map<string, KnownUnit>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf<{ id: string; name: string; life: string }>(
    tx,
    sql`select id, name, life from unit where district = ${wide.district} and id = any(${[...ids]}::text[])`,
  )
  const covers = await findCoversFrom(tx, wide, ids, day)
  return new Map(
    rows.map(({ id, name, life }) => [
      id,
      {
        id,
        name,
        life,
        covers: (covers.get(id) ?? []).map(({ name: organizationName, ...cover }) => ({ ...cover, organizationName })),
      },
    ]),
  )
}
