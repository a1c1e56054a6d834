import { sql } from 'kysely'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { KnownMember } from '../rules/match.ts'

/** Everybody on file, in force or not, with sealed names beside; one pass over each table. */
export async function loadKnown(
  db: Db | Tx,
  { district }: Scope,
): Promise<{ known: KnownMember[]; names: Map<string, string> }> {
  const rows = await rowsOf<Omit<KnownMember, 'identityHash' | 'phoneHash' | 'statusSince'> & { name: string }>(
    db,
    sql`select id, name, name_hash as "nameHash", status, organization, chain, since, place, unit_id as unit, born, joined,
        full_on as "fullOn", gender, ethnicity, education, job, post_kind as "postKind", group_kind as "group",
        floating, lost_since as "lostSince", ended, end_reason as "endReason"
      from member where district = ${district}`,
  )
  const numbers = await rowsOf<{ owner: string; kind: string; hash: string }>(
    db,
    sql`select owner, kind, hash from personal_vault where district = ${district} and kind in ('identity', 'phone')`,
  )
  const since = await rowsOf<{ member: string; day: string }>(
    db,
    sql`select member, valid_from as day from member_status where district = ${district} and valid_to is null`,
  )
  const identities = new Map<string, string>()
  const phones = new Map<string, string>()
  for (const { owner, kind, hash } of numbers) (kind === 'identity' ? identities : phones).set(owner, hash)
  const days = new Map(since.map(({ member, day }) => [member, day]))
  return {
    known: rows.map(({ name: _, ...row }) => ({
      ...row,
      identityHash: identities.get(row.id) ?? null,
      phoneHash: phones.get(row.id) ?? null,
      statusSince: days.get(row.id) ?? row.since,
    })),
    names: new Map(rows.map(({ id, name }) => [id, name])),
  }
}

/** Of rows written before, by what they said: whom they became. Only registers that were not undone. */
export async function loadRemembered(db: Db | Tx, { district }: Scope): Promise<Map<string, string>> {
  const rows = await rowsOf<{ hash: string; member: string }>(
    db,
    sql`select r.row_hash as hash, r.member from roster_row r
      join roster_batch b on b.district = r.district and b.id = r.batch
      where r.district = ${district} and b.undone_at is null order by r.batch`,
  )
  return new Map(rows.map(({ hash, member }) => [hash, member]))
}

/** How far members and organisations have come; another text after anybody's deed. */
export async function readBasis(db: Db | Tx, { district }: Scope): Promise<string> {
  const [row] = await rowsOf<{ basis: string }>(
    db,
    sql`select coalesce((select max(id) from member_event where district = ${district}), '') || ' '
      || coalesce((select max(changed_at)::text from organization where district = ${district}), '') || ' '
      || (select count(*) from member where district = ${district}) as basis`,
  )
  return row?.basis ?? ''
}
