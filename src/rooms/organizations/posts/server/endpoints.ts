import type { FastifyInstance } from 'fastify'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { serve, type Handlers } from '../../../../platform/server/http/route.ts'
import { readPersonal } from '../../../../platform/server/personal/read-personal.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { organizationsProblem } from '../../contract.ts'
import { postsEndpoints } from '../contract.ts'
import { appoint, correctPost, endPost } from './change-posts.ts'
import { recordTerm, shiftTerm, withdrawTerm } from './change-terms.ts'
import { countTerms, listTermRows } from './list-terms.ts'
import { findPostsPage } from './posts-page.ts'
import { recordElection } from './record-election.ts'

/** Throws `organizations.bad-day` for a day that the calendar does not have. */
export function dayOf(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw organizationsProblem('bad-day', { why: `没有 ${text} 这一天` })
  return day
}

const ELECTION_RULES = ['election.quorum', 'election.candidates', 'election.ballots', 'election.pass-line'] as const

export function servePosts(app: FastifyInstance, context: Context): void {
  const { clock } = context
  const page = (scope: Scope, id: string) =>
    readPersonal(context, scope, 'posts.get', (db, eyes) => findPostsPage(context, db, scope, id, eyes))
  const handlers: Handlers<typeof postsEndpoints> = {
    'posts.get': ({ id }, { scope }) => page(scope, id),
    'posts.appoint': async (given, { scope }) => {
      await appoint(context, scope, { ...given, day: dayOf(given.day) })
      return page(scope, given.id)
    },
    'posts.end': async (given, { scope }) =>
      page(scope, await endPost(context, scope, { ...given, day: dayOf(given.day) })),
    'posts.correct': async ({ from, to, ...given }, { scope }) =>
      page(
        scope,
        await correctPost(context, scope, {
          ...given,
          from: from === undefined ? undefined : dayOf(from),
          to: to == null ? to : dayOf(to),
        }),
      ),
    'posts.recordTerm': async (given, { scope }) => {
      const ended = given.ended === null ? null : dayOf(given.ended)
      await recordTerm(context, scope, { ...given, begins: dayOf(given.begins), ended })
      return page(scope, given.id)
    },
    'posts.shiftTerm': async (given, { scope }) =>
      page(
        scope,
        await shiftTerm(context, scope, { ...given, to: dayOf(given.to), approvedOn: dayOf(given.approvedOn) }),
      ),
    'posts.withdrawTerm': async (given, { scope }) => page(scope, await withdrawTerm(context, scope, given)),
    'posts.electionRules': async ({ day }, { scope, db }) => {
      const book = await findRuleBook(db, scope, day === undefined ? clock.today() : dayOf(day))
      return { rules: ELECTION_RULES.flatMap((id) => book.find(id) ?? []) }
    },
    'posts.recordElection': async (given, { scope }) => {
      await recordElection(context, scope, { ...given, day: dayOf(given.day) })
      return page(scope, given.id)
    },
    'posts.terms': ({ after, limit, ...filter }, { scope }) =>
      readPersonal(context, scope, 'posts.terms', (db, eyes) =>
        listTermRows(context, db, scope, filter, { after, limit }, eyes),
      ),
    'posts.termCounts': (filter, { scope, db }) => countTerms(context, db, scope, filter),
  }
  serve(app, context, postsEndpoints, handlers)
}
