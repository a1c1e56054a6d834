/**
 * Whoever is away six months at a fixed place should have the relation moved there (党员教育管理工作条例 第二十五条); until
 * then the sending organisation stays in touch (第三十二条, 第三十四条). Whoever cannot be found for six months may be
 * suspended, two years after that be removed (第二十四条). All of it is said to people, who decide.
 */
import { addDays, type Day } from '../../../../kernel/day.ts'
import { addMonths, addYears } from '../../../../kernel/day-math.ts'
import type { WantedDeadline } from '../../../organizations/deadlines/public.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { Sided } from './deadlines.ts'

export interface StayFacts {
  readonly id: string
  readonly from: Sided
  readonly to: Sided
  readonly since: Day
  readonly fixed: boolean
  readonly abroad: boolean
  readonly lastContact: Day | null
  /** A transfer of the person is being done already. */
  readonly moving: boolean
}

/** By when there should be contact again. */
export function contactDue(
  { since, abroad, lastContact }: Pick<StayFacts, 'since' | 'abroad' | 'lastContact'>,
  book: RuleBook,
): Day {
  const months = abroad
    ? book.param('member.abroad-contact', 'months')
    : book.param('member.floating-contact', 'months')
  return addMonths(lastContact ?? since, months)
}

/** From when on the relation should be moved; null where the place is not fixed, or abroad, where it is kept here. */
export function transferFrom(
  { since, fixed, abroad }: Pick<StayFacts, 'since' | 'fixed' | 'abroad'>,
  book: RuleBook,
): Day | null {
  return fixed && !abroad ? addMonths(since, book.param('member.transfer', 'awayMonths')) : null
}

export function stayDeadlines(facts: StayFacts, book: RuleBook): WantedDeadline[] {
  // Contact is kept by the sending side; of somebody from outside, by the organisation that takes part.
  const { organization, chain, path } = facts.from.organization === null ? facts.to : facts.from
  const at = { subject: facts.id, organization, chain: chain ?? '', path: path ?? '' }
  const before = book.param('clock.remind', 'days')
  const contact = contactDue(facts, book)
  const moved = facts.from.organization === null ? null : transferFrom(facts, book)
  return [
    {
      ...at,
      kind: 'contact',
      opens: addDays(contact, -before),
      due: contact,
      words: '联系流动党员一次，记下日期',
      rule: facts.abroad ? 'member.abroad-contact' : 'member.floating-contact',
    },
    ...(moved === null || facts.moving
      ? []
      : [
          {
            ...at,
            kind: 'transfer',
            opens: addDays(moved, -before),
            due: moved,
            words: `外出到 ${moved} 满 ${book.param('member.transfer', 'awayMonths')} 个月、地点固定，应当转移组织关系`,
            rule: 'member.transfer',
          },
        ]),
  ]
}

export interface LostFacts {
  readonly member: string
  readonly organization: string | null
  readonly chain: string
  readonly path: string
  readonly lostSince: Day
  readonly suspendedSince: Day | null
}

/** From which day on which decision may be taken. */
export function lostDays(
  { lostSince, suspendedSince }: Pick<LostFacts, 'lostSince' | 'suspendedSince'>,
  book: RuleBook,
): { readonly maySuspend: Day | null; readonly mayRemove: Day | null } {
  return suspendedSince === null
    ? { maySuspend: addMonths(lostSince, book.param('member.lost', 'suspendMonths')), mayRemove: null }
    : { maySuspend: null, mayRemove: addYears(suspendedSince, book.param('member.lost', 'removeYears')) }
}

export function lostDeadlines(facts: LostFacts, book: RuleBook): WantedDeadline[] {
  const { maySuspend, mayRemove } = lostDays(facts, book)
  const { member, organization, chain, path } = facts
  const at = { subject: member, organization, chain, path, rule: 'member.lost' }
  const before = book.param('clock.remind', 'days')
  return [
    ...(maySuspend === null
      ? []
      : [
          {
            ...at,
            kind: 'suspend',
            opens: addDays(maySuspend, -before),
            due: maySuspend,
            words: `一名党员失去联系到 ${maySuspend} 满期限，继续查找；确实联系不上的，由党支部或者上级党组织决定是否停止党籍`,
          },
        ]),
    ...(mayRemove === null
      ? []
      : [
          {
            ...at,
            kind: 'remove',
            opens: addDays(mayRemove, -before),
            due: mayRemove,
            words: `一名党员停止党籍到 ${mayRemove} 满期限，确实无法取得联系的，研究是否按自行脱党除名`,
          },
        ]),
  ]
}
