import { addDays, parseDay, type Day } from '../../../../kernel/day.ts'
import type { Article } from '../../../../kernel/shapes.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { Direction, TransferDeed, TransferState } from '../contract.ts'
import { transferMoves } from './lifecycle.ts'

/** A case as a deed upon it is judged. */
export interface TransferFacts {
  readonly direction: Direction
  readonly state: TransferState
  readonly fromName: string
  readonly toName: string
  readonly from: string | null
  readonly letterDay: Day | null
  readonly validUntil: Day | null
  readonly receivedOn: Day | null
  readonly receiptOn: Day | null
  readonly stays: boolean
  /** As on file now; null while the person has no record here, `gone` when the record was taken away. */
  readonly member:
    | { readonly ended: boolean; readonly suspended: boolean; readonly organization: string | null }
    | 'gone'
    | null
}

export interface GivenDeed {
  readonly deed: TransferDeed
  readonly day: string
  readonly letterNo?: string | undefined
  readonly validUntil?: string | undefined
}

export interface Judged {
  readonly refused: string | null
  readonly soft: readonly { readonly article: Article; readonly words: string }[]
  readonly follows: readonly string[]
}

const refuse = (why: string): Judged => ({ refused: why, soft: [], follows: [] })

/** Until when a letter of the day is good, unless the office writes another day. */
export function usualValidity(letterDay: Day, book: RuleBook): Day {
  return addDays(letterDay, book.param('member.letter', 'days'))
}

/**
 * Whether a deed may be done on a day, which “一般” rules it goes against, and what it brings. `book` is that of the day of
 * the deed.
 */
export function judgeDeed(facts: TransferFacts, given: GivenDeed, today: Day, book: RuleBook): Judged {
  const verdict = transferMoves[facts.state][given.deed]
  if ('why' in verdict) return refuse(verdict.why)
  const day = parseDay(given.day)
  if (day === null) return refuse(`没有 ${given.day} 这一天`)
  const { letterDay, validUntil, receivedOn, direction } = facts
  if (day > today) return judgeAhead(facts, given, day)
  if (given.deed !== 'issue' && letterDay !== null && day < letterDay) return refuse(`介绍信 ${letterDay} 才开出`)
  switch (given.deed) {
    case 'issue':
      return judgeIssue(facts, given, day, book)
    case 'receive':
      return judgeReceive(facts, day, today, book)
    case 'lapse':
      if (validUntil !== null && day <= validUntil) return refuse(`介绍信有效期到 ${validUntil}，还没有过`)
      return { refused: null, soft: [], follows: [`人仍由“${facts.fromName}”管理，要再转另开介绍信`] }
    case 'receipt':
      if (facts.receiptOn !== null) return refuse(`${facts.receiptOn} 已有回执`)
      if (receivedOn !== null && day < receivedOn) return refuse(`${receivedOn} 才接收`)
      return { refused: null, soft: [], follows: [] }
    case 'return':
      return { refused: null, soft: [], follows: ['不得无故拒接，写明原因', `人仍由“${facts.fromName}”管理`] }
    case 'withdraw':
      return { refused: null, soft: [], follows: [`人仍由“${facts.fromName}”管理`] }
    case 'remind':
      if (direction === 'in') return refuse('介绍信在自己手里，不用催办')
      return { refused: null, soft: [], follows: [] }
  }
}

/** Only a reception here may be agreed upon for a day to come, while the letter is good; until then nothing changes. */
function judgeAhead(facts: TransferFacts, { deed }: GivenDeed, day: Day): Judged {
  const { direction, validUntil, fromName, toName } = facts
  if (deed !== 'receive' || direction === 'out') return refuse(`${day} 还没有到`)
  if (validUntil !== null && day > validUntil) return refuse(`约定的接收日最晚到介绍信有效期 ${validUntil}`)
  const gone = personGone(facts)
  if (gone !== null) return refuse(gone)
  return {
    refused: null,
    soft: [],
    follows: [`约定 ${day} 由“${toName}”接收，到那一天自动办理；在那以前人仍由“${fromName}”管理`],
  }
}

function judgeIssue(facts: TransferFacts, given: GivenDeed, day: Day, book: RuleBook): Judged {
  if (given.letterNo === undefined || given.letterNo === '') return refuse('写上介绍信编号')
  const usual = usualValidity(day, book)
  const until = given.validUntil === undefined ? usual : parseDay(given.validUntil)
  if (until === null) return refuse(`没有 ${given.validUntil} 这一天`)
  if (until < day) return refuse('有效期早于开出的日期')
  const gone = personGone(facts)
  if (gone !== null) return refuse(gone)
  const soft =
    until > usual ? [{ article: book.article('member.letter'), words: `有效期到 ${until}，一般不超过 ${usual}` }] : []
  return {
    refused: null,
    soft,
    follows: [`介绍信有效期到 ${until}；接收以前，人仍由“${facts.fromName}”管理，在那里计数`],
  }
}

function judgeReceive(facts: TransferFacts, day: Day, today: Day, book: RuleBook): Judged {
  const gone = personGone(facts)
  if (gone !== null) return refuse(gone)
  const { validUntil, direction, fromName, toName, stays } = facts
  const soft =
    validUntil !== null && day > validUntil
      ? [{ article: book.article('member.letter'), words: `接收日期 ${day} 已过介绍信有效期 ${validUntil}` }]
      : []
  const follows: string[] = []
  if (direction === 'out') {
    follows.push(
      stays
        ? `组织关系自 ${day} 起在“${toName}”，人仍在本区单位工作，记录留下`
        : `自 ${day} 起不再在册，“${fromName}”少一人`,
    )
  } else {
    follows.push(`组织关系自 ${day} 起在“${toName}”，由它管理和计数`)
    if (direction === 'within') follows.push(`“${fromName}”少一人，“${toName}”多一人`)
  }
  if (day < today) follows.push(`补记到 ${day}，这一天以后的人数随之改变`)
  return { refused: null, soft, follows }
}

/** Since the case was opened, something else may have become of the person. */
function personGone({ direction, member, from }: TransferFacts): string | null {
  if (member === null) return null
  if (member === 'gone') return '名册里已经没有这条记录，撤回这件转接'
  if (direction === 'in') return member.organization !== null && !member.ended ? '组织关系已经在本区，撤回后核对' : null
  if (member.ended) return '这名党员已经不在册，撤回这件转接'
  if (member.suspended) return '停止党籍期间不转组织关系'
  if (member.organization !== from) return '组织关系已经不在转出的党组织，撤回后另办'
  return null
}
