import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../../platform/server/db/policies.ts'
import { withOrganization } from '../../../server/public.ts'

/**
 * Terms and who holds which post over which days. The rules refuse overlapping terms and two secretaries at once; so does
 * the database, by exclusion over half-open days. What was recorded by mistake is withdrawn and stays. `event` and
 * `ended_event` name the deed that began and ended a row, so that an election can be put back as a whole. Names and phones
 * are sealed; ballots hold figures only.
 */
export const posts3: Migration = {
  room: 'organizations',
  number: 3,
  sql: `
create extension if not exists btree_gist;
create table organization_term (
  district text not null,
  id text not null,
  organization text not null,
  no int not null,
  begins date not null,
  due date,
  first_due date,
  ended date,
  how text not null,
  ballots jsonb not null default '[]',
  event text not null,
  ended_event text,
  withdrawn boolean not null default false,
  version int not null default 1,
  primary key (district, id),
  exclude using gist (district with =, organization with =, daterange(begins, ended) with &&) where (not withdrawn)
);
create unique index organization_term_no on organization_term (district, organization, no) where not withdrawn;
create index organization_term_due on organization_term (district, due) where ended is null and not withdrawn;
create table organization_term_shift (
  district text not null,
  id text not null,
  organization text not null,
  term text not null,
  from_day date not null,
  to_day date not null,
  approved_by text not null,
  approved_on date not null,
  paper text not null,
  reason text not null,
  actor text not null,
  primary key (district, id)
);
create index organization_term_shift_of on organization_term_shift (district, organization, term);
create table organization_post (
  district text not null,
  id text not null,
  organization text not null,
  post text not null,
  how text not null,
  name text not null,
  phone text,
  member text,
  votes int,
  valid_from date not null,
  valid_to date,
  reason text not null,
  event text not null,
  ended_event text,
  withdrawn boolean not null default false,
  version int not null default 1,
  primary key (district, id),
  exclude using gist (district with =, organization with =, post with =, daterange(valid_from, valid_to) with &&)
    where (not withdrawn and post in ('secretary', 'organization-member', 'publicity-member', 'discipline-member', 'first-secretary'))
);
create index organization_post_of on organization_post (district, organization, valid_from);
create index organization_post_member on organization_post (district, member) where member is not null;
${['organization_term', 'organization_term_shift', 'organization_post']
  .map((table) => protect({ table, part: { where: withOrganization(table, 'organization') } }))
  .join('')}`,
}
