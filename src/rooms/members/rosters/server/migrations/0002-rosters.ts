import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../../platform/server/db/policies.ts'

/**
 * Registers that were written in: one row each, and of every row of theirs that became or changed somebody what was there
 * before (sealed), so that it can be undone. `row_hash` is a keyed hash of what the row said: the same row again is the same
 * person again. Whole office only: a register is matched against the whole district.
 */
export const members2: Migration = {
  room: 'members',
  number: 2,
  sql: `
create table roster_batch (
  district text not null,
  id text not null,
  file text not null,
  kind text not null,
  as_of date not null,
  actor text not null,
  at timestamptz not null,
  added int not null,
  changed int not null,
  undone_at timestamptz,
  undone_by text,
  primary key (district, id)
);
create table roster_row (
  district text not null,
  batch text not null,
  member text not null,
  row_hash text not null,
  action text not null,
  before text,
  version int not null,
  primary key (district, batch, member)
);
create index roster_row_hash on roster_row (district, row_hash);
${protect({ table: 'roster_batch', part: { where: 'false' } })}
${protect({ table: 'roster_row', part: { where: 'false' } })}
`,
}
