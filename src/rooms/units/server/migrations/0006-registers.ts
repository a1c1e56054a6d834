import type { Migration } from '../../../../platform/server/db/migrate.ts'

/** What later rooms moved along when two units were merged, so that undoing the merge can give it back. */
export const units6: Migration = {
  room: 'units',
  number: 6,
  sql: `
alter table unit_merge add column carried jsonb not null default '{}';
`,
}
