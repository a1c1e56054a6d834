import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import {
  HOLDS_ORGANIZATIONS,
  OWN_DISTRICT,
  byArea,
  byChain,
  protect,
  withUnit,
} from '../../../../../platform/server/db/policies.ts'

/**
 * `founding` is a case with the step at which it stands; `founding_unit` the units it is about, each in at most one open
 * case (`open`); `founding_deed` what was done, when and why, never changed. Counts of members are those of the
 * application. `due` is the last day of the clock that runs at the step, worked out anew when a rule is set otherwise.
 *
 * A case is reached by its area, by the chain of its superior-to-be, by the organisation that came of it or by one of its
 * units; its units each by the ledger.
 */
export const founding2: Migration = {
  room: 'organizations',
  number: 2,
  sql: `
create table founding (
  district text not null,
  id text not null,
  name text not null,
  kind text not null,
  step text not null,
  step_since date not null,
  source text not null,
  plan_id text,
  plan_no int,
  proposal text,
  again text,
  area text not null,
  path text not null,
  chain text not null default '',
  superior text,
  superior_name text,
  section text,
  host_kind text,
  host_name text,
  until date,
  secretary_ready boolean not null,
  remark text not null default '',
  overrides jsonb not null default '{}',
  units int not null,
  members_full int,
  members int,
  applied date,
  approved date,
  elected date,
  due date,
  organization text,
  search text not null,
  version int not null default 1,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (district, id)
);
create unique index founding_proposal on founding (district, proposal)
  where proposal is not null and again is null;
create index founding_step on founding (district, step, due);
create index founding_path on founding (district, path text_pattern_ops);
create index founding_organization on founding (district, organization);
create table founding_unit (
  district text not null,
  founding text not null,
  unit_id text not null,
  name text not null,
  position int not null,
  open boolean not null,
  members_full int,
  members_probationary int,
  primary key (district, founding, unit_id)
);
create unique index founding_unit_open on founding_unit (district, unit_id) where open;
create table founding_deed (
  district text not null,
  id text not null,
  founding text not null,
  deed text not null,
  day date not null,
  fields jsonb not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  primary key (district, id)
);
create index founding_deed_of on founding_deed (district, founding, id);
${protect({ table: 'founding_unit', part: { where: withUnit('founding_unit', 'unit_id') } })}
${protect({
  table: 'founding',
  part: {
    where: `${byArea('path')} or ${byChain('chain')} or exists (select 1 from founding_unit fu
      where fu.district = founding.district and fu.founding = founding.id)`,
  },
})}
${protect({
  table: 'founding_deed',
  part: {
    where: `exists (select 1 from founding f where f.district = founding_deed.district and f.id = founding_deed.founding)`,
  },
  append: true,
})}
create policy part_of_founding on audit for select to juxin_part
  using (${OWN_DISTRICT} and ${HOLDS_ORGANIZATIONS} and exists (select 1 from founding f
    where f.district = audit.district and f.id = audit.subject));
`,
}
