import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../../platform/server/db/policies.ts'

/** Registers that were imported: which organisations each put on record, so that it can be taken back. */
export const register7: Migration = {
  room: 'organizations',
  number: 7,
  sql: `
create table organization_import (
  district text not null,
  id text not null,
  file text not null,
  sha256 text not null,
  at timestamptz not null,
  actor text not null,
  counts jsonb not null,
  organizations text[] not null,
  undone_at timestamptz,
  undone_why text,
  primary key (district, id)
);
${protect({ table: 'organization_import', part: { where: 'false' } })}
`,
}
