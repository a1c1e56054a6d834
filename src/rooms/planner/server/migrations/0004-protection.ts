import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { byArea, protect, withUnit } from '../../../../platform/server/db/policies.ts'

/** A plan is reached by whoever reaches all it was made for, its parts with it. */
export const planner4: Migration = {
  room: 'planner',
  number: 4,
  sql: [
    protect({ table: 'scenario', part: 'everybody' }),
    protect({ table: 'plan', part: { where: byArea('area_path') } }),
    ...['plan_town', 'proposal', 'proposal_member'].map((table) =>
      protect({
        table,
        part: {
          where: `exists (select 1 from plan p where p.district = ${table}.district and p.id = ${table}.plan_id)`,
        },
      }),
    ),
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
