import { describe, expect, it } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import {
  contactDue,
  lostDays,
  lostDeadlines,
  stayDeadlines,
  transferFrom,
  type LostFacts,
  type StayFacts,
} from './floating-deadlines.ts'

const day = (text: string): Day => text as Day
const book = builtInRuleBook(day('2026-11-21'))
const side = (organization: string | null) => ({ organization, chain: organization && `${organization}/`, path: '' })
const stay: StayFacts = {
  id: 's1',
  from: side('o1'),
  to: side(null),
  since: day('2026-08-31'),
  fixed: true,
  abroad: false,
  lastContact: null,
  moving: false,
}
const lines = (facts: StayFacts) =>
  stayDeadlines(facts, book).map(({ kind, opens, due, organization }) => [kind, opens, due, organization])

describe('somebody who is away', () => {
  it('is contacted every three months, from the last contact on; at the end of a month on its last day', () => {
    expect(contactDue(stay, book)).toBe('2026-11-30')
    expect(contactDue({ ...stay, lastContact: day('2026-11-30') }, book)).toBe('2027-02-28')
    expect(contactDue({ ...stay, lastContact: day('2027-11-30') }, book)).toBe('2028-02-29')
    expect(lines(stay)).toEqual([
      ['contact', '2026-11-23', '2026-11-30', 'o1'],
      ['transfer', '2027-02-21', '2027-02-28', 'o1'],
    ])
  })

  it('abroad every six, and keeps the relation here', () => {
    expect(lines({ ...stay, abroad: true })).toEqual([['contact', '2027-02-21', '2027-02-28', 'o1']])
  })

  it('is asked to transfer after six months at a fixed place, unless it is being done', () => {
    expect(transferFrom(stay, book)).toBe('2027-02-28')
    expect(transferFrom({ ...stay, since: day('2026-02-28') }, book)).toBe('2026-08-28')
    expect(transferFrom({ ...stay, fixed: false }, book)).toBeNull()
    expect(lines({ ...stay, fixed: false })).toHaveLength(1)
    expect(lines({ ...stay, moving: true }).map(([kind]) => kind)).toEqual(['contact'])
  })

  it('from outside is kept in touch with by who receives, and is not this office’s to transfer', () => {
    expect(lines({ ...stay, from: side(null), to: side('o2') })).toEqual([
      ['contact', '2026-11-23', '2026-11-30', 'o2'],
    ])
  })
})

describe('somebody who cannot be found', () => {
  const lost: LostFacts = {
    member: 'm1',
    organization: 'o1',
    chain: 'o1/',
    path: '',
    lostSince: day('2026-08-31'),
    suspendedSince: null,
  }
  it('may be suspended after six months, and removed two years after that', () => {
    expect(lostDays(lost, book)).toEqual({ maySuspend: '2027-02-28', mayRemove: null })
    const suspended = { ...lost, suspendedSince: day('2028-02-29') }
    expect(lostDays(suspended, book)).toEqual({ maySuspend: null, mayRemove: '2030-02-28' })
    expect(lostDeadlines(lost, book).map(({ kind, opens, due }) => [kind, opens, due])).toEqual([
      ['suspend', '2027-02-21', '2027-02-28'],
    ])
    expect(lostDeadlines(suspended, book).map(({ kind, opens, due }) => [kind, opens, due])).toEqual([
      ['remove', '2030-02-21', '2030-02-28'],
    ])
  })
  it('no deadline names anybody', () => {
    const words = [...lostDeadlines(lost, book), ...stayDeadlines(stay, book)].map((one) => one.words)
    for (const said of words) expect(said).toMatch(/党员|外出/)
  })
})
