import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../../platform/server/db/policies.ts'
import { withOrganization } from '../../../server/public.ts'

/**
 * Organisation life: one meeting, held by one organisation or several together, each with its numbers of those due and
 * present. Day, kinds and whether it counts stand beside each holder, for they are what gaps are counted by. Every earlier
 * version stays. Who holds it reaches it.
 */
export const life4: Migration = {
  room: 'organizations',
  number: 4,
  sql: `
create table organization_meeting (
  district text not null,
  id text not null,
  day date not null,
  kinds text[] not null,
  title text not null,
  note text not null,
  by_secretary boolean not null,
  source text not null,
  key text,
  withdrawn boolean not null default false,
  version int not null default 1,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create table organization_meeting_of (
  district text not null,
  organization text not null,
  meeting text not null,
  day date not null,
  kinds text[] not null,
  by_secretary boolean not null,
  due int,
  present int,
  key text,
  withdrawn boolean not null default false,
  primary key (district, organization, meeting),
  check (present is null or due is null or present <= due)
);
create index organization_meeting_of_day on organization_meeting_of (district, organization, day) where not withdrawn;
create index organization_meeting_of_meeting on organization_meeting_of (district, meeting);
create index organization_meeting_day on organization_meeting (district, day desc, id desc);
create table organization_meeting_version (
  district text not null,
  meeting text not null,
  version int not null,
  body jsonb not null,
  words text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, meeting, version)
);
create table organization_life_plan (
  district text not null,
  organization text not null,
  year int not null,
  items jsonb not null,
  version int not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, organization, year)
);
${protect({ table: 'organization_meeting_of', part: { where: withOrganization('organization_meeting_of', 'organization') } })}
${['organization_meeting', 'organization_meeting_version']
  .map((table) =>
    protect({ table, part: { where: withMeeting(table, table === 'organization_meeting' ? 'id' : 'meeting') } }),
  )
  .join('')}
${protect({ table: 'organization_life_plan', part: { where: withOrganization('organization_life_plan', 'organization') } })}`,
}

function withMeeting(table: string, column: string): string {
  return `exists (select 1 from organization_meeting_of mo where mo.district = ${table}.district and mo.meeting = ${table}.${column})`
}
