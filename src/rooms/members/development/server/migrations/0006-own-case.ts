import type { Migration } from '../../../../../platform/server/db/migrate.ts'
import { ACCOUNT, OWN_DISTRICT } from '../../../../../platform/server/db/policies.ts'

/** Whoever is on the way may have an account, and then sees what is kept, as every member does of the own record. */
export const members6: Migration = {
  room: 'members',
  number: 6,
  sql: `
alter table development add column account text;
create unique index development_account on development (district, account) where account is not null and state = 'open';
create policy own_development on development for select to juxin_part
  using (${OWN_DISTRICT} and (account = ${ACCOUNT} or exists (select 1 from member m
    where m.district = development.district and m.id = development.member and m.account = ${ACCOUNT})));
`,
}
