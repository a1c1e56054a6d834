import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { OWN_DISTRICT, withUnit } from '../../../../platform/server/db/policies.ts'

/**
 * An index for each kind of reach. A row that waits for review is reached by whoever reaches the review. Of a batch
 * everybody may know the file that a fact came from, but not how many units the whole office found in it; what was
 * corrected by hand is told to those only who reach the unit.
 */
export const units4: Migration = {
  room: 'units',
  number: 4,
  sql: `
create index unit_park on unit (district, park) where park is not null;
create index unit_grid on unit (district, grid) where grid is not null;
create index unit_line on unit (district, section, path text_pattern_ops);
create index unit_review_record on unit_review (district, record_id);
drop policy part on unit_record;
create policy part on unit_record to juxin_part using (${OWN_DISTRICT} and (${withUnit('unit_record', 'unit_id')}
  or unit_id is null and exists (select 1 from unit_review v
    where v.district = unit_record.district and v.record_id = unit_record.id)));
drop policy part on unit_batch;
create policy part on unit_batch for select to juxin_part using (${OWN_DISTRICT} and (source <> 'edit'
  or exists (select 1 from unit_record r where r.district = unit_batch.district and r.batch_id = unit_batch.id)));
revoke select on unit_batch from juxin_part;
grant select (district, id, import_id, file, sheet, sha256, source, as_of, written_at, undone_at) on unit_batch to juxin_part;
`,
}
