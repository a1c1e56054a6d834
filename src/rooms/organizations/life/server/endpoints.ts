import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { rowsOf } from '../../../../platform/server/db/database.ts'
import { serve, type Handlers } from '../../../../platform/server/http/route.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findOrganizations, mayChange } from '../../server/public.ts'
import { dayOf } from '../../posts/server/endpoints.ts'
import { lifeEndpoints, lifeProblem } from '../contract.ts'
import { correctMeeting, withdrawMeeting } from './change.ts'
import { findMeeting } from './meetings.ts'
import { readLifeFile } from './read-file.ts'
import { listMeetings } from './list-meetings.ts'
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
    'life.list': (query, { scope, db }) => listMeetings(context, db, scope, query),
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
