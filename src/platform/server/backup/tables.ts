import { rowDigest, type TableSum } from './digest.ts'
import { quoted, type Store } from './source.ts'

/** A table as it is taken out: columns in their order, without those the database computes by itself. */
export interface TableShape {
  readonly name: string
  readonly columns: readonly string[]
}

/** Which steps were done stands in the header; the steps themselves make this table. */
const OWN = 'schema_migration'

/** All tables, those that others point to first. */
export async function findTables(store: Store): Promise<TableShape[]> {
  const rows = await store.ask<{ name: string; column: string }>(`
    select c.relname::text as name, a.attname::text as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '${OWN}'
    order by c.relname collate "C", a.attnum`)
  const columns = new Map<string, string[]>()
  for (const { name, column } of rows) columns.set(name, [...(columns.get(name) ?? []), column])
  const links = await store.ask<{ from: string; to: string }>(`
    select distinct f.relname::text as from, t.relname::text as to from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and f.oid <> t.oid`)
  return inOrder([...columns.keys()], links).map((name) => ({ name, columns: columns.get(name) ?? [] }))
}

export function inOrder(names: readonly string[], links: readonly { from: string; to: string }[]): string[] {
  const done = new Set<string>()
  const place = (name: string, above: readonly string[]): void => {
    if (done.has(name) || !names.includes(name)) return
    if (above.includes(name)) throw new Error(`tables point at each other in a ring: ${[...above, name].join(' → ')}`)
    for (const link of links) if (link.from === name) place(link.to, [...above, name])
    done.add(name)
  }
  for (const name of names) place(name, [])
  return [...done]
}

export interface Sequence {
  readonly name: string
  /** Null: never drawn from. */
  readonly last: string | null
}

export async function findSequences(store: Store): Promise<Sequence[]> {
  return store.ask<Sequence>(`select sequencename::text as name, last_value::text as last from pg_sequences
    where schemaname = 'public' order by sequencename collate "C"`)
}

export async function setSequences(store: Store, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, last } of sequences) {
    if (last !== null && /^-?\d+$/.test(last)) {
      await store.ask(`select setval('${quoted(name).replaceAll("'", "''")}', ${last})`)
    }
  }
}

export async function doneSteps(store: Store): Promise<string[]> {
  const [there] = await store.ask<{ there: boolean }>(`select to_regclass('public.${OWN}') is not null as there`)
  if (there?.there !== true) return []
  const rows = await store.ask<{ step: string }>(
    `select room || ' ' || number as step from ${OWN} order by room, number`,
  )
  return rows.map(({ step }) => step)
}

/** Count and checksum of every table. */
export async function sumTables(store: Store, tables: readonly TableShape[]): Promise<Map<string, TableSum>> {
  const sums = new Map<string, TableSum>()
  for (const { name, columns } of tables) {
    const digest = rowDigest()
    for await (const piece of store.copyOut(name, columns)) digest.add(piece)
    sums.set(name, digest.end())
  }
  return sums
}

/** What differs, in words; null when nothing does. */
export function sayDifference(
  expected: ReadonlyMap<string, TableSum>,
  found: ReadonlyMap<string, TableSum>,
): string | null {
  for (const [name, { rows, sum }] of expected) {
    const other = found.get(name)
    if (!other) return `缺表 ${name}`
    if (other.rows !== rows) return `${name} 应有 ${rows} 行，实有 ${other.rows} 行`
    if (other.sum !== sum) return `${name} 的 ${rows} 行内容不同`
  }
  for (const [name, { rows }] of found) if (!expected.has(name) && rows > 0) return `多出表 ${name}`
  return null
}
