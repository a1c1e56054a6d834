import { sql, type RawBuilder } from 'kysely'

/**
 * Everything under a path prefix, as a range. Under row-level security LIKE cannot use an index (its function is not
 * leakproof, so it runs only after the policy), these two comparisons can. `column` must be a text column whose index has
 * `text_pattern_ops`; the empty prefix is everything.
 */
export function under(column: RawBuilder<unknown>, prefix: string): RawBuilder<boolean> {
  if (prefix === '') return sql`true`
  return sql<boolean>`(${column} ~>=~ ${prefix} and ${column} ~<~ ${pastPrefix(prefix)})`
}

/** The first text after all that begin with the prefix, by bytes: U+10FFFF sorts behind every character in use. */
function pastPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`
}
