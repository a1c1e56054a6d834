import type { Migration } from '../../../../platform/server/db/migrate.ts'
import {
  ACCOUNT,
  byArea,
  byChain,
  HOLDS_ORGANIZATIONS,
  OWN_DISTRICT,
  protect,
  withUnit,
} from '../../../../platform/server/db/policies.ts'

/**
 * Names are sealed. They are found by keyed hashes only: `name_hash` is that of the whole name, `member_name_key` holds
 * those of each two characters in a row and of the initials as well. It is a table and not an array because under
 * row-level security only the comparisons of a btree reach an index. Numbers (phone, identity) are in the vault under the
 * member's id. `chain` and `path` are those of the organisation that holds the relation, kept beside it when the
 * organisation moves: by them, by the unit somebody works in, or as oneself a member is reached.
 */
export const members1: Migration = {
  room: 'members',
  number: 1,
  sql: `
create table member (
  district text not null,
  id text not null,
  name text not null,
  name_hash text not null,
  status text not null,
  place text not null,
  organization text,
  chain text not null default '',
  path text not null default '',
  unit_id text,
  joined date,
  full_on date,
  gender text,
  born date,
  ethnicity text,
  education text,
  job text,
  post_kind text,
  group_kind text,
  floating boolean not null default false,
  lost_since date,
  since date not null,
  ended date,
  end_reason text,
  account text,
  source text not null,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, id)
);
create index member_order on member (district, (chain collate "C"), (id collate "C"));
create index member_joined on member (district, coalesce(joined, '0001-01-01'::date), (id collate "C"));
create index member_since on member (district, since, (id collate "C"));
create index member_chain on member (district, chain text_pattern_ops);
create index member_path on member (district, path text_pattern_ops);
create index member_organization on member (district, organization);
create index member_unit on member (district, unit_id);
create index member_name on member (district, name_hash);
create index member_account on member (district, account);
create table member_name_key (
  district text not null,
  key text not null,
  member text not null,
  primary key (district, key, member)
);
create index member_name_key_of on member_name_key (district, member);
create table member_relation (
  district text not null,
  member text not null,
  valid_from date not null,
  valid_to date,
  organization text,
  place text not null,
  how text not null,
  event text not null,
  primary key (district, member, valid_from, event)
);
create index member_relation_of on member_relation (district, organization, valid_from);
create table member_status (
  district text not null,
  member text not null,
  valid_from date not null,
  valid_to date,
  status text not null,
  event text not null,
  primary key (district, member, valid_from, event)
);
create table member_part (
  district text not null,
  member text not null,
  organization text not null,
  kind text not null,
  valid_from date not null,
  valid_to date,
  event text not null,
  primary key (district, member, organization, valid_from)
);
create index member_part_of on member_part (district, organization);
create table member_event (
  district text not null,
  id text not null,
  member text not null,
  day date not null,
  kind text not null,
  words text not null,
  details jsonb not null default '{}',
  left_unit text,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index member_event_of on member_event (district, member, day);
create index member_event_left on member_event (district, left_unit) where left_unit is not null;
${protect({
  table: 'member',
  part: {
    where: `${byArea('path')} or ${byChain('chain')} or account = ${ACCOUNT}
      or (unit_id is not null and ${withUnit('member', 'unit_id')})`,
  },
})}
${['member_name_key', 'member_relation', 'member_status', 'member_part', 'member_event']
  .map((table) => protect({ table, part: { where: withMember(table, 'member') } }))
  .join('')}
create policy part_of_member on audit for select to juxin_part
  using (${OWN_DISTRICT} and ${HOLDS_ORGANIZATIONS} and ${withMember('audit', 'subject')});
create policy part_of_member on personal_vault for select to juxin_part
  using (${OWN_DISTRICT} and ${withMember('personal_vault', 'owner')});
`,
}

/** A row that belongs to a member is reached exactly when the member is. */
export function withMember(table: string, column: string): string {
  return `exists (select 1 from member m where m.district = ${table}.district and m.id = ${table}.${column})`
}
