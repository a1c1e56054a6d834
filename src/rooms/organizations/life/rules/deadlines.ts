/**
 * What an organisation has not held yet in the periods that end this month: one line, shown in the month's last days. What
 * a past period lacks cannot be made up and is a figure, not a task. Where the office calls long silence weak, the day on
 * which it becomes so.
 */
import { addDays, type Day } from '../../../../kernel/day.ts'
import { calendarSpan } from '../../../../kernel/day-math.ts'
import type { RuleBook } from '../../../rulebook/public.ts'
import type { WantedDeadline } from '../../deadlines/public.ts'
import { weakFrom } from '../../posts/rules/weak.ts'
import { demandsOf, standingsOf, type Held, type LifeSubject } from './demands.ts'
import { demandNames } from './life-kinds.ts'

export interface LifeFacts extends LifeSubject {
  readonly organization: string
  readonly chain: string
  readonly path: string
  /** Of this calendar year. */
  readonly held: readonly Held[]
  /** The last of all, or since when it is on record. */
  readonly last: Day
}

/** Of the month, in which what is still to be held is shown. */
const LAST_DAYS = 10

export function lifeDeadlines(facts: LifeFacts, book: RuleBook): WantedDeadline[] {
  const { organization, chain, path } = facts
  const of = { subject: organization, organization, chain, path }
  const month = calendarSpan(book.day, 1)
  const year = calendarSpan(book.day, 12)
  const open = standingsOf(facts, facts.held, demandsOf(book), year.from, book.day).filter(
    ({ state, period }) => state === 'open' && period.to === month.to,
  )
  const silence = weakFrom({ vacantSince: null, termDue: null, lastLife: facts.last }, book).map(
    ({ rule, since, words }): WantedDeadline => ({
      ...of,
      kind: 'silence',
      opens: addDays(since, -30),
      due: since,
      words,
      rule,
    }),
  )
  if (open.length === 0) return silence
  const names = open.map(({ demand, held }) => {
    const rest = demand.times - held
    return `${demandNames[demand.kind]}${rest > 1 ? ` ${rest} 次` : ''}`
  })
  const held: WantedDeadline = {
    ...of,
    kind: 'held',
    mark: month.from.slice(0, 7),
    opens: addDays(month.to, -LAST_DAYS),
    due: month.to,
    words: `月底前还没有记：${names.join('、')}`,
    rule: open[0]?.demand.rule ?? null,
  }
  return [held, ...silence]
}
