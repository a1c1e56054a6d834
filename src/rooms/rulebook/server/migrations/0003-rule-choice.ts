import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../platform/server/db/policies.ts'

/** What the office decided of local rules and of numbers without a national source; the newest row of a rule counts, from its day on. */
export const rulebook3: Migration = {
  room: 'rulebook',
  number: 3,
  sql: `
create table rule_choice (
  district text not null,
  id text not null,
  rule text not null,
  active boolean not null,
  params jsonb not null,
  valid_from date not null,
  at timestamptz not null,
  actor text not null,
  reason text not null,
  primary key (district, id)
);
create index rule_choice_rule on rule_choice (district, rule, valid_from);
${protect({ table: 'rule_choice', part: 'everybody' })}
`,
}
