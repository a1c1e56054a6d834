import { ROLES } from './standing.ts'

export interface Protection {
  readonly table: string
  /**
   * When a scope that is not the whole office reaches a row. `everybody`: the table is the office's common ground (rules,
   * the tree of areas), read by all and changed only by whoever has the whole office. `nobody`: only the gates.
   */
  readonly part: { readonly where: string } | 'everybody' | 'nobody'
  /** What the gates (sign-in, seals, resolving of grants) may do with it; nothing unless said. */
  readonly gate?: 'read' | 'write'
  /** Rows are added and never changed or taken away, by anybody. */
  readonly append?: true
}

/**
 * SQL of the row-level security of a table, for a room's migration. A table without it cannot be read by any of the
 * roles that run queries. Settings are read in sub-selects: the planner then reads them once per query and not once per
 * row. Path prefixes are matched with LIKE here, after the query's own prefix (`under`) has narrowed the rows by index.
 */
export function protect({ table, part, gate, append }: Protection): string {
  const deeds = append ? 'select, insert' : 'select, insert, update, delete'
  const statements = [
    `alter table ${table} enable row level security`,
    `create policy gate on ${table} to juxin_gate using (${OWN_DISTRICT})`,
  ]
  if (gate !== undefined) statements.push(`grant ${gate === 'read' ? 'select' : deeds} on ${table} to juxin_gate`)
  if (part !== 'nobody') {
    statements.push(
      `create policy office on ${table} to juxin_office using (${OWN_DISTRICT})`,
      `grant ${deeds} on ${table} to juxin_office`,
    )
  }
  if (part === 'everybody') {
    statements.push(
      `create policy part on ${table} for select to juxin_part using (${OWN_DISTRICT})`,
      `grant select on ${table} to juxin_part`,
    )
  } else if (part !== 'nobody') {
    statements.push(
      `create policy part on ${table} to juxin_part using (${OWN_DISTRICT} and (${part.where}))`,
      `grant ${deeds} on ${table} to juxin_part`,
    )
  }
  return statements.map((statement) => `${statement};\n`).join('')
}

const setting = (name: string): string => `(select current_setting('app.${name}', true))`
const list = (name: string): string =>
  `coalesce((select nullif(current_setting('app.${name}', true), '')::text[]), '{}'::text[])`

export const OWN_DISTRICT = `district = ${setting('district')}`

/** The account that acts, for tables of one's own things. */
export const ACCOUNT = setting('account')

/** A row that stands in an area as a whole; the column holds the area's path. */
export const byArea = (column: string): string => `${column} like any (${list('paths')})`

/** A row with a path and a section: a unit, a cell of counters. */
export const BY_LINE = `(section || ':' || path) like any (${list('lines')})`

/** A row with ids of building, park and grid. */
export const BY_PLACE = ['building', 'park', 'grid'].map((column) => `${column} = any (${list('places')})`).join(' or ')

export const byUnit = (column: string): string => `${column} = any (${list('units')})`

/** A row that stands in the chain of a Party organisation; the column holds the chain (`o1/o7/`). */
export const byChain = (column: string): string => `${column} like any (${list('organizations')})`

/**
 * Whether any organisation is reached at all, asked once per query. In a policy of the trail it stands before the
 * sub-select, so that only they wait for it who cannot be shown their rows by the path that stands in the row.
 */
export const HOLDS_ORGANIZATIONS = `cardinality(${list('organizations')}) > 0`

/** A row that belongs to a unit is reached exactly when the unit is: the ledger's own policy answers inside the sub-select. */
export function withUnit(table: string, column: string): string {
  return `exists (select 1 from unit u where u.district = ${table}.district and u.id = ${table}.${column})`
}

/** Makes the roles where they are missing; a server's roles are shared by its databases. */
export const MAKE_ROLES: readonly string[] = ROLES.map(
  (role) =>
    `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
)
