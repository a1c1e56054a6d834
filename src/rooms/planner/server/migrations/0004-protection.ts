import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { byArea, OWN_DISTRICT, protect, withUnit } from '../../../../platform/server/db/policies.ts'

/**
 * Proposals stand in an area and are reached by it, whoever made the plan. Of a plan that reaches further than somebody,
 * they see its head (`plan_head`: when, for what, by which rules) and their own proposals; its figures tell of all the
 * others and are counted anew from what is reached.
 */
export const planner4: Migration = {
  room: 'planner',
  number: 4,
  sql: [
    `
alter table proposal add column path text not null default '';
alter table plan_town add column path text not null default '';
update proposal p set path = coalesce(
  (select a.path from area a where a.district = p.district and a.id = replace(p.area_key, '?', '') order by a.valid_from desc limit 1),
  (select s.area_path from plan s where s.district = p.district and s.id = p.plan_id), '');
update plan_town p set path = coalesce(
  (select a.path from area a where a.district = p.district and a.id = replace(p.town, '?', '') order by a.valid_from desc limit 1),
  (select s.area_path from plan s where s.district = p.district and s.id = p.plan_id), '');
create view plan_head with (security_barrier) as
  select district, id, no, made_at, as_of, params, name, scenario_id, area_path, ledger_at
  from plan where ${OWN_DISTRICT} and (current_user <> 'juxin_part' or ${byArea('plan.area_path')}
    or exists (select 1 from proposal p where p.district = plan.district and p.plan_id = plan.id and ${byArea('p.path')}));
grant select on plan_head to juxin_office, juxin_part;
`,
    protect({ table: 'scenario', part: 'everybody' }),
    protect({ table: 'plan', part: { where: byArea('area_path') } }),
    protect({ table: 'plan_town', part: { where: byArea('path') } }),
    protect({ table: 'proposal', part: { where: byArea('path') } }),
    protect({
      table: 'proposal_member',
      part: {
        where: `exists (select 1 from proposal p where p.district = proposal_member.district
          and p.plan_id = proposal_member.plan_id and p.no = proposal_member.no)`,
      },
    }),
    protect({
      table: 'planner_pair',
      part: { where: `${withUnit('planner_pair', 'unit_a')} and ${withUnit('planner_pair', 'unit_b')}` },
    }),
    protect({
      table: 'planner_instructor',
      part: {
        where: `exists (select 1 from unit u where u.district = planner_instructor.district
          and u.instructor = planner_instructor.name)`,
      },
    }),
  ].join(''),
}
