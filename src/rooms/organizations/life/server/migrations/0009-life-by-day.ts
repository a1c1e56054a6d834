import type { Migration } from '../../../../../platform/server/db/migrate.ts'

/** What was held in a month, whoever held it: records grow by tens of thousands a year, a month is read all the time. */
export const life9: Migration = {
  room: 'organizations',
  number: 9,
  sql: `create index organization_meeting_of_by_day on organization_meeting_of (district, day, organization);`,
}
