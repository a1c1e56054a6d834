import type { Migration } from '../../../../platform/server/db/migrate.ts'
import {
  BY_LINE,
  BY_PLACE,
  byArea,
  byUnit,
  OWN_DISTRICT,
  protect,
  withUnit,
} from '../../../../platform/server/db/policies.ts'

/** A unit is reached by its place, its industry or by itself; what belongs to a unit, by the unit. A doubtful row is reached by
 * whoever reaches one of the units that it may be. */
export const units3: Migration = {
  room: 'units',
  number: 3,
  sql: [
    protect({
      table: 'unit',
      part: { where: `${byArea('path')} or ${BY_LINE} or ${BY_PLACE} or ${byUnit('id')}` },
      gate: 'read',
    }),
    protect({ table: 'unit_record', part: { where: withUnit('unit_record', 'unit_id') } }),
    protect({ table: 'unit_batch', part: 'everybody' }),
    protect({
      table: 'unit_review',
      part: {
        where: `exists (select 1 from jsonb_array_elements(unit_review.candidates->'list') c
          join unit u on u.district = unit_review.district and u.id = c.value->>'key')`,
      },
    }),
    protect({ table: 'unit_merge', part: { where: withUnit('unit_merge', 'kept') } }),
    protect({ table: 'unit_exclusion', part: { where: withUnit('unit_exclusion', 'unit_id') } }),
    protect({ table: 'place_past', part: { where: withUnit('place_past', 'unit_id') } }),
    protect({ table: 'unit_view', part: 'everybody' }),
    protect({ table: 'fact_precedence', part: 'everybody' }),
    protect({ table: 'layout_memory', part: 'everybody' }),
    // What was done to a unit is on the unit's page.
    `create policy part_of_unit on audit for select to juxin_part
      using (${OWN_DISTRICT} and subject is not null and ${withUnit('audit', 'subject')});
`,
  ].join(''),
}
