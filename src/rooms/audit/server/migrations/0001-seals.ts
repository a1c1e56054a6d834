import { OWN_DISTRICT } from '../../../../platform/server/db/policies.ts'
import type { Migration } from '../../../../platform/server/db/migrate.ts'

/**
 * A seal closes the rows that waited when it was made. It is never changed or removed: the gate adds, the whole office
 * reads, a part of it does not (the hashes of short rows could be tried out). `first_id` and `last_id` narrow the search
 * for the seal of a row; they follow from `ids`. Hashes do not compress, so they are kept as they are.
 */
export const audit1: Migration = {
  room: 'audit',
  number: 1,
  sql: `
create table audit_seal (
  district text not null,
  no int not null,
  at timestamptz not null,
  rows int not null,
  total bigint not null,
  ids text[] collate "C" not null,
  row_hashes bytea not null,
  previous bytea not null,
  hash bytea not null,
  first_id text collate "C" generated always as (ids[1]) stored,
  last_id text collate "C" generated always as (ids[cardinality(ids)]) stored,
  primary key (district, no)
);
alter table audit_seal alter column row_hashes set storage external;
create index audit_seal_ids on audit_seal (district, last_id, first_id);
alter table audit_seal enable row level security;
grant select, insert on audit_seal to juxin_gate;
grant select on audit_seal to juxin_office;
create policy gate on audit_seal to juxin_gate using (${OWN_DISTRICT});
create policy office on audit_seal for select to juxin_office using (${OWN_DISTRICT});
`,
}
