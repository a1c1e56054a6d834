import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { byArea, byChain, protect } from '../../../../../platform/server/db/policies.ts'
import { withOrganization } from '../../../server/public.ts'

/**
 * `deadline`: what has to be done by a day, in both rooms; a row is one thing, open or closed, and may open again. Its words
 * hold no personal data. `deadline_run`: the days on which everything was computed anew. `workday_notice`: holidays of a year.
 * A deadline is reached by its area, its organisation's chain, or its organisation, which may be reached by a unit that it
 * covers.
 */
export const deadlines5: Migration = {
  room: 'organizations',
  number: 5,
  sql: `
create table deadline (
  district text not null,
  id text not null,
  source text not null,
  subject_kind text not null,
  subject text not null,
  kind text not null,
  mark text not null,
  organization text,
  chain text not null,
  path text not null,
  opens date not null,
  due date not null,
  words text not null,
  rule text,
  state text not null,
  opened_on date not null,
  closed_on date,
  aside_until date,
  aside_reason text,
  aside_by text,
  version int not null default 1,
  changed_at timestamptz not null,
  primary key (district, id)
);
create index deadline_due on deadline (district, due, id) where state = 'open';
create index deadline_closed on deadline (district, closed_on) where state = 'closed';
create index deadline_subject on deadline (district, source, subject);
create index deadline_organization on deadline (district, organization) where state = 'open';
create index deadline_chain on deadline (district, chain text_pattern_ops) where state = 'open';
create index deadline_path on deadline (district, path text_pattern_ops) where state = 'open';
create table deadline_run (
  district text not null,
  day date not null,
  at timestamptz not null,
  opened int not null,
  changed int not null,
  closed int not null,
  primary key (district, day)
);
create table workday_notice (
  district text not null,
  year int not null,
  source text not null,
  off_days jsonb not null,
  worked_days jsonb not null,
  at timestamptz not null,
  actor text not null,
  primary key (district, year)
);
${protect({
  table: 'deadline',
  part: {
    where: `${byArea('path')} or ${byChain('chain')} or ${withOrganization('deadline', 'organization')}`,
  },
})}
${protect({ table: 'deadline_run', part: 'everybody' })}
${protect({ table: 'workday_notice', part: 'everybody' })}
`,
}
