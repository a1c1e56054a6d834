/**
 * Counts an election (基层组织选举工作条例). In this order: whether enough came (4/5 of those due), whether enough stand
 * (20 % more than there are seats; secretary and deputy are elected with as many as there are seats), whether the ballots
 * agree (no more returned than issued, valid and invalid make up the returned), then who is elected: whoever has more than
 * the pass line, by votes, as many as there are seats. Equal votes for the last seat are voted on once more; seats that
 * nobody passed for stay open. The pass line is a parameter: sources differ whether it is half of those present or of
 * those due; the meeting's own electoral rules decide.
 */
import type { Article } from '../../../../kernel/shapes.ts'
import type { RuleBook } from '../../../rulebook/public.ts'

export type PassBasis = 'present' | 'due'

export interface ElectionInput {
  /** Members with the right to vote who are due to come, and those who came. */
  readonly due: number
  readonly present: number
  readonly seats: number
  /** Of the committee with more candidates than seats, or of secretary and deputy with as many. */
  readonly of: 'committee' | 'officers'
  readonly issued: number
  readonly returned: number
  readonly valid: number
  readonly invalid: number
  /** Votes for each; the order is the caller's. */
  readonly votes: readonly number[]
  /** How many of those voted for stood; others were written in by the voters. Null: all. */
  readonly standing: number | null
  /** Null: as the rulebook has it. */
  readonly basis: PassBasis | null
}

export interface ElectionFault {
  readonly rule: string
  readonly why: string
  readonly article: Article | null
}

export type Fate = 'elected' | 'tied' | 'passed-over' | 'below-line'

export interface ElectionOutcome {
  /** Nothing is counted while the election does not stand. */
  readonly valid: boolean
  readonly refused: readonly ElectionFault[]
  readonly quorum: number
  readonly candidatesLeast: number
  readonly basis: PassBasis
  /** Fewest votes that pass. */
  readonly line: number
  readonly lineArticle: Article | null
  /** In the order of `votes`. */
  readonly fates: readonly Fate[]
  readonly elected: number
  /** Seats still open, of which so many are voted on again among those with equal votes. */
  readonly open: number
  readonly again: number
  readonly sentence: string
}

export function countElection(input: ElectionInput, book: RuleBook): ElectionOutcome {
  const { due, seats, votes } = input
  const [parts, of] = [book.param('election.quorum', 'presentParts'), book.param('election.quorum', 'presentOf')]
  const quorum = Math.ceil((due * parts) / of)
  const candidatesLeast = candidatesFor(seats, input.of, book)
  const basis = input.basis ?? (book.param('election.pass-line', 'ofThoseDue') === 1 ? 'due' : 'present')
  const overPercent = book.param('election.pass-line', 'overPercent')
  const line = Math.floor(((basis === 'due' ? due : input.present) * overPercent) / 100) + 1
  const refused = faultsOf(input, { quorum, candidatesLeast }, book)
  const fates = refused.length > 0 ? votes.map((): Fate => 'below-line') : fatesOf(votes, seats, line)
  const elected = fates.filter((fate) => fate === 'elected').length
  const tied = fates.filter((fate) => fate === 'tied').length
  const open = seats - elected
  const outcome = { elected, open, again: tied > 0 ? open : 0 }
  return {
    valid: refused.length === 0,
    refused,
    quorum,
    candidatesLeast,
    basis,
    line,
    lineArticle: book.find('election.pass-line') === null ? null : book.article('election.pass-line'),
    fates,
    ...outcome,
    sentence: refused.length > 0 ? `选举不能成立：${refused[0]?.why ?? ''}` : sayOutcome(outcome, tied, line),
  }
}

/** Fewest candidates for so many seats. */
export function candidatesFor(seats: number, of: ElectionInput['of'], book: RuleBook): number {
  if (of === 'officers') return seats
  return Math.ceil((seats * (100 + book.param('election.candidates', 'morePercent'))) / 100)
}

function faultsOf(
  { due, present, seats, issued, returned, valid, invalid, votes, standing, of }: ElectionInput,
  { quorum, candidatesLeast }: { readonly quorum: number; readonly candidatesLeast: number },
  book: RuleBook,
): ElectionFault[] {
  const faults: ElectionFault[] = []
  const no = (rule: string, wrong: boolean, why: string): void => {
    if (wrong) faults.push({ rule, why, article: book.find(rule) === null ? null : book.article(rule) })
  }
  const stood = standing ?? votes.length
  no('election.quorum', due < 1, '应到有选举权的人数要填。')
  no('election.quorum', present > due, `实到 ${present} 人多于应到 ${due} 人。`)
  no('election.quorum', present < quorum, `应到 ${due} 人，实到 ${present} 人，不足 ${quorum} 人，不能选举。`)
  no('election.candidates', seats < 1, '应选人数要填。')
  const needed = of === 'committee' ? `差额选举至少 ${candidatesLeast} 名候选人` : `至少 ${candidatesLeast} 名候选人`
  no('election.candidates', stood < candidatesLeast, `应选 ${seats} 名，${needed}，现有 ${stood} 名。`)
  no('election.ballots', issued > present, `发出选票 ${issued} 张，多于实到 ${present} 人。`)
  no('election.ballots', returned > issued, `收回选票 ${returned} 张，多于发出的 ${issued} 张，选举无效，应重新选举。`)
  no(
    'election.ballots',
    valid + invalid !== returned,
    `有效票 ${valid} 张加无效票 ${invalid} 张，不等于收回的 ${returned} 张。`,
  )
  const most = votes.findIndex((count) => count > valid)
  no('election.ballots', most >= 0, `第 ${most + 1} 名得 ${votes[most] ?? 0} 票，多于有效票 ${valid} 张。`)
  const sum = votes.reduce((total, count) => total + count, 0)
  no('election.ballots', sum > valid * seats, `得票合计 ${sum}，多于 ${valid} 张有效票每张至多选 ${seats} 名。`)
  return faults
}

/** Whoever reaches the line, by votes; who shares the votes of the last seat with others waits for a second vote. */
function fatesOf(votes: readonly number[], seats: number, line: number): Fate[] {
  const passed = votes.filter((count) => count >= line).sort((a, b) => b - a)
  // Votes of whoever would take the last seat, and of the first who would not.
  const last = passed[seats - 1]
  const next = passed[seats]
  const tie = last !== undefined && last === next ? last : null
  return votes.map((count): Fate => {
    if (count < line) return 'below-line'
    if (count === tie) return 'tied'
    return last === undefined || count >= last ? 'elected' : 'passed-over'
  })
}

function sayOutcome(
  { elected, open, again }: { readonly elected: number; readonly open: number; readonly again: number },
  tied: number,
  line: number,
): string {
  const head = `当选 ${elected} 名（${line} 票以上当选）`
  if (again > 0) return `${head}；${tied} 名票数相等，就余下的 ${again} 个名额对他们再次投票。`
  if (open > 0) return `${head}；余下 ${open} 个名额没有人过线，另行选举，或经半数以上到会的人同意不再选。`
  return `${head}，选满。`
}
