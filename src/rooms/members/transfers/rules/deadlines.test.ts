import { describe, expect, it } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { transferStateShape } from '../contract.ts'
import { transferDeadlines, type TransferClockFacts } from './deadlines.ts'

const day = (text: string): Day => text as Day
const book = builtInRuleBook(day('2026-11-21'))
const side = (organization: string | null) => ({
  organization,
  chain: organization && `${organization}/`,
  path: organization && `/a/${organization}/`,
})
const issued: TransferClockFacts = {
  id: 't1',
  direction: 'within',
  state: 'issued',
  from: side('o1'),
  to: side('o2'),
  fromName: '机床厂支部',
  toName: '软件园支部',
  letterDay: day('2026-11-01'),
  validUntil: day('2027-01-30'),
  remindedOn: null,
  takesOn: null,
  receivedOn: null,
  receiptOn: null,
}
const kinds = (facts: TransferClockFacts) =>
  transferDeadlines(facts, book).map(({ kind, opens, due, organization }) => [kind, opens, due, organization])

describe('a letter on its way', () => {
  it('is asked after thirty days from the letter, then from the last time, and runs out', () => {
    expect(kinds(issued)).toEqual([
      ['remind', '2026-12-01', '2026-12-08', 'o1'],
      ['expiry', '2027-01-23', '2027-01-30', 'o1'],
    ])
    expect(kinds({ ...issued, remindedOn: day('2026-12-03') })[0]).toEqual(['remind', '2027-01-02', '2027-01-09', 'o1'])
    // Asked so late that the letter runs out before it is time to ask again.
    expect(kinds({ ...issued, remindedOn: day('2026-12-31') })).toEqual([['expiry', '2027-01-23', '2027-01-30', 'o1']])
  })

  it('from outside lies with the receiver, who has nobody to ask', () => {
    expect(kinds({ ...issued, direction: 'in', from: side(null) })).toEqual([
      ['expiry', '2027-01-23', '2027-01-30', 'o2'],
    ])
  })

  it('whose reception is agreed upon waits for nobody', () => {
    expect(kinds({ ...issued, takesOn: day('2026-12-01') })).toEqual([])
  })
})

describe('a receipt', () => {
  const received: TransferClockFacts = { ...issued, state: 'received', receivedOn: day('2026-12-31') }
  it('is due within a month, on the last day where the month is shorter', () => {
    expect(kinds(received)).toEqual([['receipt', '2026-12-31', '2027-01-31', 'o2']])
    expect(kinds({ ...received, receivedOn: day('2027-01-30') })[0]?.[2]).toBe('2027-02-28')
    expect(kinds({ ...received, receivedOn: day('2028-01-31') })[0]?.[2]).toBe('2028-02-29')
  })
  it('of somebody who left is waited for by the sender', () => {
    const [one] = transferDeadlines({ ...received, direction: 'out', to: side(null) }, book)
    expect(one).toMatchObject({ organization: 'o1', words: '“软件园支部”已接收，回执还没有收到' })
  })
  it('that came asks for nothing more', () => {
    expect(kinds({ ...received, receiptOn: day('2027-01-05') })).toEqual([])
  })
})

it('nothing is waited for before the letter and after the end', () => {
  const asking = transferStateShape.options.filter((state) => kinds({ ...issued, state }).length > 0)
  expect(asking).toEqual(['issued'])
})
