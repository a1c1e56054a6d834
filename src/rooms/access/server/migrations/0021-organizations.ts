import type { Migration } from '../../../../platform/server/db/migrate.ts'

/** Roles can be granted upon a Party organisation with all below it. */
export const access21: Migration = {
  room: 'access',
  number: 21,
  sql: `
alter table access_grant add column organization text;
alter table access_grant drop constraint access_grant_check1;
alter table access_grant add constraint access_grant_stands check (case kind
  when 'area' then area is not null and section is null and unit is null and organization is null
  when 'line' then area is not null and section is not null and unit is null and organization is null
  when 'unit' then area is null and section is null and unit is not null and organization is null
  when 'organization' then area is null and section is null and unit is null and organization is not null
  when 'self' then area is null and section is null and unit is null and organization is null
  else false end);
`,
}
