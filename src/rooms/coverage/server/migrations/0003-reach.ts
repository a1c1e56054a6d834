import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { BY_LINE, BY_PLACE, byArea, byUnit, OWN_DISTRICT } from '../../../../platform/server/db/policies.ts'

/**
 * A frozen unit keeps its whole path and its building, park and grid, so that whoever reaches it by these finds it in the
 * snapshot too. Snapshots taken earlier know nothing below the town: there such people find nothing, and are told so.
 *
 * Counts over the whole office stand in the head of a snapshot; whoever reaches a part may not read them.
 */
export const coverage3: Migration = {
  room: 'coverage',
  number: 3,
  sql: `
alter table snapshot add column below_town boolean not null default false;
alter table snapshot_unit add column full_path text;
alter table snapshot_unit add column building text;
alter table snapshot_unit add column park text;
alter table snapshot_unit add column grid text;
update snapshot_unit set full_path = path;
alter table snapshot_unit alter column full_path set not null;
create index snapshot_unit_path on snapshot_unit (district, snapshot_id, full_path text_pattern_ops);
create index snapshot_unit_line on snapshot_unit (district, snapshot_id, section, full_path text_pattern_ops);
create index snapshot_unit_building on snapshot_unit (district, snapshot_id, building) where building is not null;
create index snapshot_unit_park on snapshot_unit (district, snapshot_id, park) where park is not null;
create index snapshot_unit_grid on snapshot_unit (district, snapshot_id, grid) where grid is not null;
drop policy part on snapshot_unit;
create policy part on snapshot_unit to juxin_part using (${OWN_DISTRICT} and (${byArea('full_path')}
  or ${BY_LINE.replace('path', 'full_path')} or ${BY_PLACE} or ${byUnit('unit_id')}));
revoke select on snapshot from juxin_part;
grant select (district, id, name, as_of, taken_at, actor, tree_version, rules_version, preset_id, preset_version, checksum,
  below_town) on snapshot to juxin_part;
`,
}
