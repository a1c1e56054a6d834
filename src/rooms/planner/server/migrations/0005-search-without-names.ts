import type { Migration } from '../../../../platform/server/db/migrate.ts'

/** What is searched for by everybody no longer holds names of instructors: a hit would say who it is behind the mask. */
export const planner5: Migration = {
  room: 'planner',
  number: 5,
  sql: `
update proposal set search = replace(search, lower(instructor), '')
  where kind = 'instructor' and instructor is not null and instructor not like '新聘指导员%';
`,
}
