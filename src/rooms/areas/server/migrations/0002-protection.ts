import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../platform/server/db/policies.ts'

/** The tree of areas is common ground: everybody in the office reads it, whatever they see in it. */
export const areas2: Migration = {
  room: 'areas',
  number: 2,
  sql: [
    protect({ table: 'area', part: 'everybody', gate: 'read' }),
    protect({ table: 'area_change', part: 'everybody' }),
    protect({ table: 'office', part: 'everybody', gate: 'read' }),
  ].join(''),
}
