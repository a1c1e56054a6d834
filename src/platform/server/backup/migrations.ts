import type { Migration } from '../db/migrate.ts'
import { protect } from '../db/policies.ts'

/** When backups are made by themselves and how they went; seen by whoever has the whole office. */
const backup1: Migration = {
  room: 'backup',
  number: 1,
  sql: `
create table backup_schedule (
  district text not null primary key,
  daily text,
  keep_days int not null,
  keep_weeks int not null,
  keep_months int not null,
  since timestamptz not null
);
create table backup_log (
  district text not null,
  id text not null,
  why text not null,
  at timestamptz not null,
  ended_at timestamptz,
  name text,
  problem text,
  primary key (district, id)
);
create index backup_log_at on backup_log (district, at desc);
${protect({ table: 'backup_schedule', part: { where: 'false' } })}
${protect({ table: 'backup_log', part: { where: 'false' } })}
`,
}

export const backupMigrations: readonly Migration[] = [backup1]
