import { sql, type RawBuilder } from 'kysely'

/**
 * What is hashed, to the byte, so that anybody can compute it again from an export.
 *
 * A row's text is one JSON array in the order district, id, at, actor, account, acting_for, came_from, request, action,
 * subject, path, details, as PostgreSQL's `json_build_array` writes it: elements parted by comma and blank, texts in
 * UTF-8 with only quotes, backslashes and control characters escaped, what is missing as null; `at` in UTC to the
 * microsecond; `acting_for` as a JSON array without blanks; `details` as PostgreSQL prints jsonb (keys by length, then by
 * bytes). The row's hash is the SHA-256 of this text. Exports carry the text itself.
 *
 * A seal's hash is the SHA-256 of, one behind the other: the 32 bytes of the previous seal's hash (zeros for the first);
 * the JSON array district, no, at, rows, total, ids in the same form; the 32 bytes of each row's hash in the order of ids.
 */
export function rowText(row: string): RawBuilder<string> {
  const column = (name: string) => sql.ref(`${row}.${name}`)
  return sql<string>`json_build_array(${column('district')}, ${column('id')}, ${instant(column('at'))},
    ${column('actor')}, ${column('account')}, ${column('acting_for')}, ${column('came_from')}, ${column('request')},
    ${column('action')}, ${column('subject')}, ${column('path')}, ${column('details')})::text`
}

export function rowHash(row: string): RawBuilder<Uint8Array> {
  return sql<Uint8Array>`sha256(convert_to(${rowText(row)}, 'UTF8'))`
}

export interface SealParts {
  readonly district: unknown
  readonly no: unknown
  readonly at: unknown
  readonly rows: unknown
  readonly total: unknown
  readonly ids: unknown
  readonly hashes: unknown
  readonly previous: unknown
}

/** From SQL expressions, or from values. */
export function sealHash({ district, no, at, rows, total, ids, hashes, previous }: SealParts): RawBuilder<Uint8Array> {
  return sql<Uint8Array>`sha256(${previous}::bytea || convert_to(json_build_array(${district}::text, ${no}::int,
    ${instant(at)}, ${rows}::int, ${total}::bigint, ${ids}::text[])::text, 'UTF8') || ${hashes}::bytea)`
}

/** The hash of a seal as it stands in the table. */
export function storedSealHash(seal: string): RawBuilder<Uint8Array> {
  const column = (name: string) => sql.ref(`${seal}.${name}`)
  return sealHash({
    district: column('district'),
    no: column('no'),
    at: column('at'),
    rows: column('rows'),
    total: column('total'),
    ids: column('ids'),
    hashes: column('row_hashes'),
    previous: column('previous'),
  })
}

/** `2026-11-22T00:30:00.123456Z`. */
export function instant(at: unknown): RawBuilder<string> {
  return sql<string>`to_char(${at}::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** What stands in for a hash before the first seal. */
export const NO_HASH = '0'.repeat(64)
