import type { FastifyInstance } from 'fastify'
import { sql, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import { pageStart } from '../../../../kernel/page-start.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db } from '../../../../platform/server/db/database.ts'
import { under } from '../../../../platform/server/db/under.ts'
import { serve, type Handlers } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea } from '../../../areas/server/public.ts'
import { findOrganization, findOrganizations, mayChange, organizationReachSql } from '../../server/public.ts'
import { dayOf } from '../../posts/server/endpoints.ts'
import { lifeEndpoints, lifeProblem, type lifeFilterShape } from '../contract.ts'
import { correctMeeting, withdrawMeeting } from './change.ts'
import { findMeeting, readMeetings } from './meetings.ts'
import { readLifeFile } from './read-file.ts'
import { recordMeetings } from './record.ts'
import { savePlan } from './save-plan.ts'
import { listLifeRows, summarizeLife } from './summary.ts'
import { readLifeYear } from './year.ts'

export function serveLife(app: FastifyInstance, context: Context): void {
  const { clock } = context
  const handlers: Handlers<typeof lifeEndpoints> = {
    'life.record': (given, { scope }) => {
      for (const { day } of given.meetings) dayOf(day)
      return recordMeetings(context, scope, given)
    },
    'life.list': async ({ after, limit, ...filter }, { scope, db }) => {
      const start = pageStart(after)
      const where = await meetingsSql(context, db, scope, filter)
      const [counted] = await rowsOf<{ n: number }>(
        db,
        sql`select count(*)::int as n from organization_meeting m where m.district = ${scope.district} and ${where}`,
      )
      const order = sql`m.day desc, m.id desc offset ${start}`
      const rows = await readMeetings(db, scope, where, order, limit + 1)
      const next = rows.length > limit ? String(start + limit) : null
      return { rows: rows.slice(0, limit), next, total: counted?.n ?? 0 }
    },
    'life.summary': (query, { scope, db }) => summarizeLife(context, db, scope, query),
    'life.organizations': (query, { scope, db }) => listLifeRows(context, db, scope, query),
    'life.get': async ({ meeting }, { scope, db }) => {
      const found = await findMeeting(db, scope, meeting)
      if (!found) throw lifeProblem('not-found')
      const versions = await rowsOf<{ words: string; reason: string; by: string; at: Date }>(
        db,
        sql`select words, reason, actor as "by", at from organization_meeting_version
          where district = ${scope.district} and meeting = ${meeting} order by version desc`,
      )
      const holders = await findOrganizations(
        db,
        scope,
        found.holders.map(({ organization }) => organization),
      )
      const changeable = [...holders.values()].every((one) => mayChange(scope, one))
      return { ...found, versions: versions.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })), changeable }
    },
    'life.correct': (given, { scope }) => {
      dayOf(given.day)
      return correctMeeting(context, scope, given)
    },
    'life.withdraw': (given, { scope }) => withdrawMeeting(context, scope, given),
    'life.year': ({ id, year }, { scope, db }) => readLifeYear(context, db, scope, id, year),
    'life.savePlan': async (given, { scope, db }) => {
      await savePlan(context, scope, given)
      return readLifeYear(context, db, scope, given.id, given.year)
    },
    'life.readFile': (_input, { request }) => readLifeFile(request, clock.today()),
  }
  serve(app, context, lifeEndpoints, handlers)
}

/** The filter of the list as a condition on `organization_meeting m`: one of its holders is meant. */
async function meetingsSql(
  { clock }: Context,
  db: Db,
  scope: Scope,
  { organization, area, under: above, kind, from, to, withdrawn }: z.output<typeof lifeFilterShape>,
): Promise<RawBuilder<unknown>> {
  const own: RawBuilder<unknown>[] = [organizationReachSql(scope)]
  if (organization !== undefined) own.push(sql`organization.id = ${organization}`)
  if (area !== undefined) {
    const found = await findArea(db, scope, area, clock.today())
    if (!found) throw areasProblem('area-not-found')
    own.push(under(sql`organization.path`, found.path))
  }
  if (above !== undefined) {
    const chain = (await findOrganization(db, scope, above))?.chain
    own.push(chain === undefined ? sql`false` : under(sql`organization.chain`, chain))
  }
  const all: RawBuilder<unknown>[] = [
    sql`exists (select 1 from organization_meeting_of h join organization on organization.district = h.district
      and organization.id = h.organization where h.district = m.district and h.meeting = m.id and ${sql.join(own, sql` and `)})`,
  ]
  if (!withdrawn) all.push(sql`not m.withdrawn`)
  if (kind !== undefined) all.push(sql`${kind} = any(m.kinds)`)
  if (from !== undefined) all.push(sql`m.day >= ${dayOf(from)}::date`)
  if (to !== undefined) all.push(sql`m.day <= ${dayOf(to)}::date`)
  return sql.join(all, sql` and `)
}
