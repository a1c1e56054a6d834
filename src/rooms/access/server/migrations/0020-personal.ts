import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { ACCOUNT, protect } from '../../../../platform/server/db/policies.ts'

/**
 * What people ask to be corrected or deleted, how long each kind of thing is kept, and what the last erasing took away.
 * What is to be put in a place of what was wrong stands sealed.
 */
export const access20: Migration = {
  room: 'access',
  number: 20,
  sql: `
create table personal_request (
  district text not null,
  id text not null,
  account text not null,
  kind text not null,
  fact text not null,
  value text,
  reason text not null,
  asked_at timestamptz not null,
  state text not null,
  answer text,
  decided_by text,
  decided_at timestamptz,
  primary key (district, id)
);
create index personal_request_account on personal_request (district, account, id desc);
create table personal_retention (
  district text not null,
  id text not null,
  months int,
  primary key (district, id)
);
create table personal_erasure (
  district text not null,
  id text not null,
  at timestamptz not null,
  erased int not null,
  sentence text not null,
  primary key (district, id)
);
${protect({ table: 'personal_request', part: { where: `account = ${ACCOUNT}` } })}
${protect({ table: 'personal_retention', part: 'everybody' })}
${protect({ table: 'personal_erasure', part: 'everybody' })}
`,
}
