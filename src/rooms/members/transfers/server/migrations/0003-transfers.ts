import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import {
  ACCOUNT,
  byArea,
  byChain,
  HOLDS_ORGANIZATIONS,
  OWN_DISTRICT,
  protect,
} from '../../../../../platform/server/db/policies.ts'

/**
 * Transfers and floating members, each with two sides: an organisation of the district with its chain and area kept beside
 * it, or the name of one outside. Either side reaches the row. Names are sealed and stand in the row itself, because the
 * receiving side does not reach the record of somebody who is still the sender's. Of contacts only the day is kept. Whoever
 * the record is of sees the row, too. Numbers that came with a letter from outside are in the platform's vault under the
 * case's id until the person is received; `name_hash` tells two letters of one newcomer by the name.
 */
const sides = ['from', 'to']
  .map((side) => `${side}_org text, ${side}_chain text, ${side}_path text, ${side}_name text not null,`)
  .join('\n  ')

const BY_SIDES = ['from', 'to'].map((side) => `${byArea(`${side}_path`)} or ${byChain(`${side}_chain`)}`).join(' or ')

const reached = (table: string): string =>
  `${BY_SIDES} or (member is not null and exists (select 1 from member m where m.district = ${table}.district
    and m.id = ${table}.member and m.account = ${ACCOUNT}))`

const inside = (table: string, key: string, of: string): string =>
  `exists (select 1 from ${of} o where o.district = ${table}.district and o.id = ${table}.${key})`

export const members3: Migration = {
  room: 'members',
  number: 3,
  sql: `
create table transfer (
  district text not null,
  id text not null,
  direction text not null,
  state text not null,
  member text,
  name text not null,
  name_hash text,
  status text not null,
  joined date,
  full_on date,
  unit_id text,
  place text,
  stays boolean not null default false,
  ${sides}
  opened date not null,
  letter_no text,
  letter_day date,
  valid_until date,
  reminded_on date,
  received_on date,
  receipt_on date,
  takes_on date,
  takes_reason text,
  ended_on date,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, id)
);
create unique index transfer_open on transfer (district, member) where member is not null and state in ('draft', 'issued');
create index transfer_member on transfer (district, member);
create index transfer_state on transfer (district, state, opened);
create index transfer_from on transfer (district, from_org);
create index transfer_to on transfer (district, to_org);
create index transfer_coming on transfer (district, name_hash) where name_hash is not null;
create index transfer_takes on transfer (district, takes_on) where takes_on is not null;
create table transfer_event (
  district text not null,
  id text not null,
  transfer text not null,
  day date not null,
  deed text not null,
  words text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index transfer_event_of on transfer_event (district, transfer, id);
create table floating_stay (
  district text not null,
  id text not null,
  member text,
  name text not null,
  ${sides}
  since date not null,
  until date,
  end_words text,
  fixed boolean not null,
  abroad boolean not null,
  dual boolean not null,
  last_contact date,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, id)
);
create unique index floating_stay_open on floating_stay (district, member) where member is not null and until is null;
create index floating_stay_member on floating_stay (district, member);
create index floating_stay_from on floating_stay (district, from_org);
create index floating_stay_to on floating_stay (district, to_org);
create table floating_contact (
  district text not null,
  stay text not null,
  day date not null,
  side text not null,
  actor text not null,
  primary key (district, stay, day, side)
);
create index member_lost on member (district, lost_since) where lost_since is not null;
${['transfer', 'floating_stay'].map((table) => protect({ table, part: { where: reached(table) } })).join('')}
${protect({ table: 'transfer_event', part: { where: inside('transfer_event', 'transfer', 'transfer') }, append: true })}
${protect({ table: 'floating_contact', part: { where: inside('floating_contact', 'stay', 'floating_stay') } })}
create policy part_of_transfer on personal_vault for select to juxin_part
  using (${OWN_DISTRICT} and ${inside('personal_vault', 'owner', 'transfer')});
create policy part_of_transfer on audit for select to juxin_part
  using (${OWN_DISTRICT} and ${HOLDS_ORGANIZATIONS} and (${inside('audit', 'subject', 'transfer')}
    or ${inside('audit', 'subject', 'floating_stay')}));
`,
}
