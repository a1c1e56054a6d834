import type { Migration } from '../../../../platform/server/db/migrate.ts'
import { ACCOUNT, OWN_DISTRICT, protect } from '../../../../platform/server/db/policies.ts'

/**
 * Who signs in. A person sees the own account, sessions and nothing else; the whole office administers. What proves who
 * one is (password hash, key of the second factor, recovery codes) stands in a table that only the gate reads. Tokens are
 * kept as hashes: whoever reads the tables cannot sign in with what stands there. The office adds the first password of a
 * new account and can never read it again.
 */
export const access1: Migration = {
  room: 'access',
  number: 1,
  sql: `
create table account (
  district text not null,
  id text not null,
  username text not null,
  name text not null,
  phone text,
  phone_hash text,
  post text,
  state text not null,
  successor text,
  must_change boolean not null default false,
  second_factor boolean not null default false,
  created_at timestamptz not null,
  last_used timestamptz,
  primary key (district, id),
  unique (district, username)
);
create index account_phone on account (district, phone_hash);
create table account_secret (
  district text not null,
  account text not null,
  password_hash text,
  totp text,
  totp_step bigint not null default 0,
  totp_pending text,
  recovery text[] not null default '{}',
  primary key (district, account)
);
create table account_session (
  district text not null,
  id text not null,
  token_hash text not null,
  account text not null,
  came_from text not null,
  browser text not null,
  started_at timestamptz not null,
  used_at timestamptz not null,
  ends_at timestamptz not null,
  purpose text,
  purpose_until timestamptz,
  primary key (district, id),
  unique (district, token_hash)
);
create index account_session_account on account_session (district, account);
create table account_invitation (
  district text not null,
  account text not null,
  token_hash text not null,
  until timestamptz not null,
  drop_second_factor boolean not null default false,
  primary key (district, account),
  unique (district, token_hash)
);
create table sign_in_failure (
  district text not null,
  who text not null,
  count int not null,
  last timestamptz not null,
  until timestamptz,
  primary key (district, who)
);
create table access_setting (
  district text not null,
  name text not null,
  value int not null,
  primary key (district, name)
);
${protect({ table: 'account', part: { where: `id = ${ACCOUNT}` }, gate: 'write' })}
revoke insert, update, delete on account from juxin_part;
${protect({ table: 'account_secret', part: 'nobody', gate: 'write' })}
create policy office_adds on account_secret for insert to juxin_office with check (${OWN_DISTRICT});
grant insert on account_secret to juxin_office;
${protect({ table: 'account_session', part: { where: `account = ${ACCOUNT}` }, gate: 'write' })}
revoke insert, update on account_session from juxin_part;
${protect({ table: 'account_invitation', part: { where: 'false' }, gate: 'write' })}
${protect({ table: 'sign_in_failure', part: 'nobody', gate: 'write' })}
${protect({ table: 'access_setting', part: 'everybody', gate: 'read' })}
`,
}
