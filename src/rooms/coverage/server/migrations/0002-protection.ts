import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { BY_LINE, byArea, byUnit, protect } from '../../../../platform/server/db/policies.ts'

/** Counters are reached by place and industry. They end at town level and know no single units: whoever reaches less counts
 * the units themselves. */
export const coverage2: Migration = {
  room: 'coverage',
  number: 2,
  sql: [
    protect({ table: 'coverage_cell', part: { where: `${byArea('path')} or ${BY_LINE}` } }),
    protect({ table: 'coverage_edition', part: 'everybody' }),
    protect({ table: 'snapshot', part: 'everybody' }),
    protect({ table: 'snapshot_unit', part: { where: `${byArea('path')} or ${BY_LINE} or ${byUnit('unit_id')}` } }),
    protect({ table: 'snapshot_cell', part: { where: `${byArea('path')} or ${BY_LINE}` } }),
  ].join(''),
}
