import type { Migration } from '../../../../platform/server/db/migrate.ts'
import {
  byArea,
  byChain,
  HOLDS_ORGANIZATIONS,
  OWN_DISTRICT,
  protect,
  withUnit,
} from '../../../../platform/server/db/policies.ts'

/**
 * `organization` is the present; `organization_version` every version with its days (the present one without an end), from
 * which any earlier day is answered; `organization_event` what was done, when and why. `chain` is the ids from the top
 * down to the organisation, each followed by `/`, so that all below it are one prefix. `path` is its area's path.
 *
 * Who reaches an organisation: by its area, by itself or one above it, or by a unit that it covers. What belongs to it is
 * reached with it.
 */
export const organizations1: Migration = {
  room: 'organizations',
  number: 1,
  sql: `
create table organization (
  district text not null,
  id text not null,
  name text not null,
  kind text not null,
  state text not null,
  superior text,
  chain text not null,
  area text,
  path text not null,
  section text,
  code text,
  host_kind text,
  host_name text,
  founded date,
  ended date,
  units int not null default 0,
  members_full int not null default 0,
  members_probationary int not null default 0,
  term_due date,
  remark text,
  search text not null,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, id),
  check (chain like '%' || id || '/')
);
create index organization_chain on organization (district, chain text_pattern_ops);
create index organization_path on organization (district, path text_pattern_ops);
create index organization_superior on organization (district, superior);
create unique index organization_code on organization (district, code) where code is not null and state in ('forming', 'active');
create table organization_version (
  district text not null,
  id text not null,
  valid_from date not null,
  valid_to date,
  event text not null,
  name text not null,
  kind text not null,
  state text not null,
  superior text,
  chain text not null,
  area text,
  path text not null,
  section text,
  primary key (district, id, valid_from, event)
);
create table organization_unit (
  district text not null,
  organization text not null,
  unit_id text not null,
  valid_from date not null,
  valid_to date,
  form text not null,
  event text not null,
  primary key (district, organization, unit_id, valid_from)
);
create index organization_unit_unit on organization_unit (district, unit_id);
create table organization_event (
  district text not null,
  id text not null,
  organization text not null,
  day date not null,
  kind text not null,
  words text not null,
  details jsonb not null default '{}',
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index organization_event_of on organization_event (district, organization, day);
${protect({ table: 'organization_unit', part: { where: `${withUnit('organization_unit', 'unit_id')}` } })}
${protect({
  table: 'organization',
  part: {
    where: `${byArea('path')} or ${byChain('chain')} or exists (select 1 from organization_unit ou
      where ou.district = organization.district and ou.organization = organization.id and ou.valid_to is null)`,
  },
  gate: 'read',
})}
${protect({ table: 'organization_version', part: { where: withOrganization('organization_version', 'id') } })}
${protect({ table: 'organization_event', part: { where: withOrganization('organization_event', 'organization') } })}
create policy part_of_organization on audit for select to juxin_part
  using (${OWN_DISTRICT} and ${HOLDS_ORGANIZATIONS} and ${withOrganization('audit', 'subject')});
`,
}

/** A row that belongs to an organisation is reached exactly when the organisation is. */
export function withOrganization(table: string, column: string): string {
  return `exists (select 1 from organization o where o.district = ${table}.district and o.id = ${table}.${column})`
}
