import { sql } from 'kysely'
import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import { rowsOf, type Db, type Tx } from '../../../../platform/server/db/database.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { findRuleBook } from '../../../rulebook/server/public.ts'
import { getOrganization, mayChange } from '../../server/public.ts'
import type { Post, PostsPage, Term } from '../contract.ts'
import { postKinds } from '../rules/post-kinds.ts'
import { sayPosts } from '../rules/say-posts.ts'
import { noticeDay, TERM_RULE, termRules, termYears } from '../rules/terms.ts'
import { vacantSince } from '../rules/vacancy.ts'
import { weakNow } from '../rules/weak.ts'
import { listPosts, listShifts, listTerms, type PostRow, type TermRow } from './rows.ts'
import { silentSince } from './silent.ts'

/** The committee of one organisation. Throws `organizations.not-found`. */
export async function findPostsPage(
  context: Pick<Context, 'clock' | 'secrets'>,
  db: Db | Tx,
  scope: Scope,
  id: string,
  eyes: Eyes,
): Promise<PostsPage> {
  const organization = await getOrganization(db, scope, id)
  const today = context.clock.today()
  const book = await findRuleBook(db, scope, today)
  const rules = termRules(book)
  const rows = await listPosts(db, scope, id)
  const termRows = await listTerms(db, scope, id)
  const terms = await presentTerms(db, scope, id, termRows)
  const running = termRows.find(({ ended }) => ended === null)
  const years = termYears(organization.kind, organization.hostKind, rules)
  const vacant = organization.state === 'active' ? vacantSince(rows) : null
  const posts = rows.map((row) => presentPost(context, row, eyes))
  const held = posts.filter(({ to }) => to === null).sort((a, b) => order(a) - order(b))
  const due = running?.due ?? null
  return {
    sentence: sayPosts({
      years,
      no: running?.no ?? null,
      due,
      today,
      notice: due === null ? null : noticeDay(due, rules),
      held: held.map(({ post }) => post),
      vacant,
      ended: organization.ended,
    }),
    years,
    nextNo: Math.max(0, ...terms.map(({ no }) => no)) + 1,
    term: terms.find(({ id: one }) => one === running?.id) ?? null,
    terms,
    posts: held,
    past: posts.filter(({ to }) => to !== null),
    vacantSince: vacant,
    weak:
      organization.state === 'active'
        ? weakNow({ vacantSince: vacant, termDue: due, lastLife: await silentSince(db, scope, id) }, book).map(
            (one) => ({
              ...one,
              article: book.article(one.rule),
            }),
          )
        : [],
    article: book.article(TERM_RULE),
    changeable: mayChange(scope, organization),
  }
}

const order = ({ post }: Pick<Post, 'post'>): number => postKinds.indexOf(post)

function presentPost({ secrets }: Pick<Context, 'secrets'>, row: PostRow, eyes: Eyes): Post {
  const { id, post, how, member, votes, from, to, reason, version } = row
  return {
    id,
    post,
    how,
    name: eyes.show('name', secrets.open(row.name)),
    phone: row.phone === null ? null : eyes.show('phone', secrets.open(row.phone)),
    member,
    votes,
    from,
    to,
    reason,
    version,
  }
}

async function presentTerms(
  db: Db | Tx,
  scope: Scope,
  organization: string,
  rows: readonly TermRow[],
): Promise<Term[]> {
  const shifts = rows.length === 0 ? [] : await listShifts(db, scope, organization)
  return rows.map(({ id, no, begins, due, firstDue, ended, how, ballots, version }, at) => ({
    id,
    no,
    begins,
    due,
    firstDue,
    ended,
    how,
    ballots: [...ballots],
    shifts: shifts.filter(({ term }) => term === id),
    version,
    last: at === 0,
  }))
}

/** Sealed names of the secretaries in office, by organisation; open them with `secrets` and show them by the eyes. */
export async function findSecretaries(
  db: Db | Tx,
  scope: Scope,
  organizations: readonly string[],
): Promise<Map<string, string>> {
  if (organizations.length === 0) return new Map()
  const rows = await rowsOf<{ organization: string; name: string }>(
    db,
    sql`select organization, name from organization_post where district = ${scope.district}
      and organization = any(${[...organizations]}::text[]) and post = 'secretary' and valid_to is null and not withdrawn`,
  )
  return new Map(rows.map(({ organization, name }) => [organization, name]))
}

/** Those of the organisations that have a committee: at least so many seats besides secretary and deputy, or named seats. */
export async function haveCommittee(
  db: Db | Tx,
  scope: Scope,
  organizations: readonly string[],
  day: Day,
): Promise<Set<string>> {
  if (organizations.length === 0) return new Set()
  const rows = await rowsOf<{ organization: string }>(
    db,
    sql`select distinct organization from organization_post where district = ${scope.district}
      and organization = any(${[...organizations]}::text[]) and not withdrawn
      and post in ('organization-member', 'publicity-member', 'discipline-member', 'member')
      and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`,
  )
  return new Set(rows.map(({ organization }) => organization))
}
