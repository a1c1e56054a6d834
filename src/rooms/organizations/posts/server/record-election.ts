import type { Day } from '../../../../kernel/day.ts'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Tx } from '../../../../platform/server/db/database.ts'
import type { Context } from '../../../../platform/server/room.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { Organization } from '../../server/public.ts'
import { postsProblem, type Ballot } from '../contract.ts'
import { countElection } from '../rules/election.ts'
import { ofCommittee, postNames, type PostHow, type PostKind } from '../rules/post-kinds.ts'
import { termRules, timingOf } from '../rules/terms.ts'
import { demandNear, type Overrides } from './change-terms.ts'
import { doDeed, keyedHolder } from './deeds.ts'
import type { Holder } from './holders.ts'
import { listPosts, listTerms, type TermRow } from './rows.ts'
import { addPost, endPosts } from './write-posts.ts'
import { addTerm, bookOf } from './write-terms.ts'

interface Candidate {
  readonly votes: number
  readonly name: string | null
  readonly phone: string | null
  readonly member: string | null
  readonly post: PostKind | null
}

export interface Election {
  readonly id: string
  readonly day: Day
  readonly no: number
  readonly ballots: readonly (Omit<Ballot, 'votes'> & { readonly candidates: readonly Candidate[] })[]
  readonly approvedBy: string
  readonly paper: string
  readonly reason: string
  readonly overrides: Overrides
}

/** Whoever is given a post as the term begins. */
export interface Officer extends Holder {
  readonly post: PostKind
  readonly votes: number | null
}

/** The election that ends one term and begins the next. Figures are counted again here; what does not stand is refused. */
export async function recordElection(context: Context, scope: Scope, given: Election): Promise<void> {
  const { id, day, no, reason, approvedBy, paper } = given
  await doDeed(context, scope, id, async ({ tx, organization, note, audit }) => {
    if (organization.state !== 'active') throw postsProblem('refused', { why: '只有在册、已备案的党组织换届' })
    const book = await bookOf(context, tx, scope, day)
    const { officers, ballots } = elect(given.ballots, book)
    const reasons = await demandTiming(tx, scope, organization, given, book)
    const event = await note({
      day,
      kind: 'elected',
      words: `换届选举，产生第 ${no} 届，当选 ${officers.length} 名`,
      reason,
      details: { no, approvedBy, paper, ...reasons },
    })
    await beginTerm(context, tx, scope, organization, { no, day, how: 'elected', officers, ballots, reason, event })
    await audit('posts.record-election', {
      no,
      begins: day,
      posts: officers.map((one) => ({ post: postNames[one.post], ...keyedHolder(context, one) })),
      approvedBy,
      paper,
      reason,
      ...reasons,
    })
  })
}

function elect(given: Election['ballots'], book: RuleBook): { officers: Officer[]; ballots: TermRow['ballots'] } {
  const officers: Officer[] = []
  const ballots = given.map(({ candidates, ...figures }) => {
    const ballot = { ...figures, votes: candidates.map(({ votes }) => votes) }
    const outcome = countElection(ballot, book)
    if (!outcome.valid) {
      throw postsProblem('election-invalid', {
        why: outcome.refused.map(({ why }) => why).join(''),
        refused: outcome.refused,
      })
    }
    candidates.forEach(({ post, name, phone, member, votes }, at) => {
      if (post === null) return
      if (outcome.fates[at] !== 'elected')
        throw postsProblem('refused', { why: `第 ${at + 1} 名候选人没有当选，不能任${postNames[post]}` })
      if (name === null && member === null) throw postsProblem('refused', { why: `当选${postNames[post]}的写明姓名` })
      officers.push({ post, name: name ?? '', phone, member, votes })
    })
    return { ...ballot, elected: outcome.elected, line: outcome.line }
  })
  if (officers.length === 0) throw postsProblem('refused', { why: '写明当选的各任什么职务' })
  return { officers, ballots }
}

/** Before or after its time an election takes the superior's approval; more than a year off also a reason. */
async function demandTiming(
  tx: Tx,
  scope: Scope,
  organization: Organization,
  { day, approvedBy, overrides }: Election,
  book: RuleBook,
) {
  const running = (await listTerms(tx, scope, organization.id)).find(({ ended }) => ended === null)
  if (running?.due == null || running.firstDue === null) return {}
  const timing = timingOf(day, running.due, termRules(book))
  if (timing !== 'in-time' && approvedBy === '') {
    const why = timing === 'late' ? `本届 ${running.due} 已经届满` : `本届 ${running.due} 才届满，还没有到提醒的时候`
    throw postsProblem('needs-approval', { why })
  }
  return demandNear(day, running.firstDue, book, overrides)
}

export interface Beginning {
  readonly no: number
  readonly day: Day
  readonly how: Extract<PostHow, 'elected' | 'appointed'>
  readonly officers: readonly Officer[]
  readonly ballots: TermRow['ballots']
  readonly reason: string
  readonly event: string
}

/** The committee of before leaves, the term begins, the new one takes its posts. */
export async function beginTerm(
  context: Context,
  tx: Tx,
  scope: Scope,
  organization: Organization,
  { no, day, how, officers, ballots, reason, event }: Beginning,
): Promise<void> {
  const leaving = (await listPosts(tx, scope, organization.id)).filter(
    ({ post, to }) => to === null && ofCommittee(post),
  )
  await endPosts(tx, scope, leaving, day, event)
  await addTerm(context, tx, scope, organization, { no, begins: day, ended: null, how, ballots, event })
  for (const officer of officers) {
    await addPost(context, tx, scope, organization, { ...officer, how, from: day, reason, event })
  }
}
