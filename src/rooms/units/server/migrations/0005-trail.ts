import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { OWN_DISTRICT, withUnit } from '../../../../platform/server/db/policies.ts'

/**
 * Who reaches units by an industry line or a building, park or grid is shown what was done to them: such a unit stands
 * in no area of theirs that the row could name, so the ledger is asked. Whoever has neither is not made to wait for that.
 */
export const units5: Migration = {
  room: 'units',
  number: 5,
  sql: `
create policy part_reached on audit for select to juxin_part using (${OWN_DISTRICT}
  and (select coalesce(nullif(current_setting('app.lines', true), ''), '{}') <> '{}'
    or coalesce(nullif(current_setting('app.places', true), ''), '{}') <> '{}')
  and ${withUnit('audit', 'subject')});
`,
}
