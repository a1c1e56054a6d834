import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { protect } from '../../../../platform/server/db/policies.ts'

/** Rules and their presets are one for the whole office. */
export const rulebook2: Migration = {
  room: 'rulebook',
  number: 2,
  sql: [
    protect({ table: 'rule_version', part: 'everybody' }),
    protect({ table: 'preset_version', part: 'everybody' }),
    protect({ table: 'preset_choice', part: 'everybody' }),
  ].join(''),
}
