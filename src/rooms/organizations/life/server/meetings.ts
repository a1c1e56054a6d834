import { sql, type RawBuilder } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Meeting } from '../contract.ts'
import type { LifeKind } from '../rules/life-kinds.ts'

interface Row {
  readonly id: string
  readonly day: Day
  readonly kinds: LifeKind[]
  readonly title: string
  readonly note: string
  readonly bySecretary: boolean
  readonly source: Meeting['source']
  readonly withdrawn: boolean
  readonly version: number
  readonly by: string
  readonly at: Date
}

interface HolderRow {
  readonly meeting: string
  readonly organization: string
  readonly name: string
  readonly due: number | null
  readonly present: number | null
}

const COLUMNS = sql`m.id, m.day, m.kinds, m.title, m.note, m.by_secretary as "bySecretary", m.source, m.withdrawn,
  m.version, m.actor as "by", m.at`

/** Meetings by a condition on `organization_meeting m`, with those of their holders that are reached. */
export async function readMeetings(
  db: Db | Tx,
  scope: Scope,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`m.day desc, m.id desc`,
  limit = 1000,
): Promise<Meeting[]> {
  const rows = await rowsOf<Row>(
    db,
    sql`select ${COLUMNS} from organization_meeting m where m.district = ${scope.district} and ${where}
      order by ${order} limit ${limit}`,
  )
  const holders = await readHolders(
    db,
    scope,
    rows.map(({ id }) => id),
  )
  return rows.map(({ at, ...row }) => ({ ...row, holders: holders.get(row.id) ?? [], at: at.toISOString() }))
}

export async function findMeeting(db: Db | Tx, scope: Scope, id: string): Promise<Meeting | null> {
  return (await readMeetings(db, scope, sql`m.id = ${id}`))[0] ?? null
}

async function readHolders(db: Db | Tx, scope: Scope, meetings: readonly string[]) {
  const found = new Map<string, Meeting['holders']>()
  if (meetings.length === 0) return found
  const rows = await rowsOf<HolderRow>(
    db,
    sql`select h.meeting, h.organization, o.name, h.due, h.present from organization_meeting_of h
      join organization o on o.district = h.district and o.id = h.organization
      where h.district = ${scope.district} and h.meeting = any(${[...meetings]}::text[]) order by o.chain`,
  )
  for (const { meeting, ...holder } of rows) {
    const list = found.get(meeting)
    if (list) list.push(holder)
    else found.set(meeting, [holder])
  }
  return found
}
