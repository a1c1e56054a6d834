import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { byArea, protect } from '../../../../../platform/server/db/policies.ts'

/**
 * What people say of themselves (自愿申报). It is written by the gate, because whoever declares has no account and reaches
 * nothing. All that the person wrote is sealed, in `name`, `phone`, `identity` and `said` (the rest, as JSON), and is gone
 * once it is withdrawn or its time is over; the row stays for the counts. The hashes are of kinds of their own: a declared
 * name equals no key of any other table, even where the names do. There is no identity hash at all. `consent_months` is how long it was said
 * to be kept. `path` is the town's, or
 * the district's where no town was named. `declaration_link` is what stands in the links that units were given.
 */
export const members5: Migration = {
  room: 'members',
  number: 5,
  sql: `
create table declaration (
  district text not null,
  id text not null,
  state text not null,
  name text,
  name_hash text,
  phone text,
  phone_hash text,
  identity text,
  said text,
  place_kind text not null,
  unit_id text,
  town text,
  path text not null,
  declared date not null,
  paper boolean not null,
  consent text not null,
  consent_day date not null,
  consent_months int,
  code_hash text not null,
  status text,
  joined date,
  full_on date,
  why text,
  transfer text,
  member text,
  ended date,
  erased date,
  changed date not null,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, id)
);
create unique index declaration_code on declaration (district, code_hash);
create index declaration_state on declaration (district, state, declared, (id collate "C"));
create index declaration_path on declaration (district, path text_pattern_ops);
create index declaration_unit on declaration (district, unit_id) where unit_id is not null;
create index declaration_name on declaration (district, name_hash) where name_hash is not null;
create index declaration_phone on declaration (district, phone_hash) where phone_hash is not null;
create index declaration_transfer on declaration (district, transfer) where transfer is not null;
create table declaration_event (
  district text not null,
  id text not null,
  declaration text not null,
  day date not null,
  deed text not null,
  words text not null,
  reason text not null default '',
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index declaration_event_of on declaration_event (district, declaration, id);
create table declaration_link (
  district text not null,
  at text not null,
  unit_id text,
  town text,
  name text not null,
  path text not null,
  made date not null,
  primary key (district, at)
);
create index declaration_link_unit on declaration_link (district, unit_id) where unit_id is not null;
${protect({ table: 'declaration', part: { where: byArea('path') }, gate: 'write' })}
${protect({
  table: 'declaration_event',
  part: {
    where: `exists (select 1 from declaration d
      where d.district = declaration_event.district and d.id = declaration_event.declaration)`,
  },
  gate: 'write',
})}
${protect({ table: 'declaration_link', part: { where: byArea('path') }, gate: 'read' })}
`,
}
