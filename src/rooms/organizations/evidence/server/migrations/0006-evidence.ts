import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { byArea, byChain, protect } from '../../../../../platform/server/db/policies.ts'
import { withOrganization } from '../../../server/migrations/0001-organizations.ts'

/**
 * `subject` is an organisation, or what will be one (a founding), whose area and superior's chain stand beside it until
 * then. The file lies in the data folder under the row's id, its key sealed here. What was taken back keeps its row.
 */
export const evidence6: Migration = {
  room: 'organizations',
  number: 6,
  sql: `
create table evidence (
  district text not null,
  id text not null,
  subject text not null,
  chain text not null,
  path text not null,
  about text not null,
  name text not null,
  kind text not null,
  size int not null,
  sha256 text not null,
  key text not null,
  at timestamptz not null,
  actor text not null,
  dropped_at timestamptz,
  dropped_why text,
  primary key (district, id)
);
create index evidence_subject on evidence (district, subject);
${protect({
  table: 'evidence',
  part: { where: `${byArea('path')} or ${byChain('chain')} or ${withOrganization('evidence', 'subject')}` },
})}
`,
}
