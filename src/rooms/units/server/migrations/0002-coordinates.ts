import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * Where a unit stands as a point, and whom it belongs to. Both come from records like every other column; a ledger that
 * is there already has no record that states them, so nothing is derived anew. The index answers "has anything changed,
 * and how many are there" without reading the wide rows.
 */
export const units2: Migration = {
  room: 'units',
  number: 2,
  sql: `
alter table unit add column lng double precision;
alter table unit add column lat double precision;
alter table unit add column parent_name text;
create index unit_changed on unit (district, changed_at);
`,
}
