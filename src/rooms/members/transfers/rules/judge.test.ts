import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { transferDeedShape, transferStateShape } from '../contract.ts'
import { judgeDeed, usualValidity, type GivenDeed, type TransferFacts } from './judge.ts'

const day = (text: string): Day => text as Day
const TODAY = day('2026-11-21')
const book = builtInRuleBook(TODAY)

const issued: TransferFacts = {
  direction: 'within',
  state: 'issued',
  fromName: '机床厂支部',
  toName: '软件园支部',
  from: 'o1',
  letterDay: day('2026-11-01'),
  validUntil: day('2027-01-30'),
  receivedOn: null,
  receiptOn: null,
  stays: false,
  member: { ended: false, suspended: false, organization: 'o1' },
}
const draft: TransferFacts = { ...issued, state: 'draft', letterDay: null, validUntil: null }
const received: TransferFacts = { ...issued, state: 'received', receivedOn: day('2026-11-10') }
const judge = (facts: TransferFacts, given: GivenDeed) => judgeDeed(facts, given, TODAY, book)
const refused = (facts: TransferFacts, given: GivenDeed) => judge(facts, given).refused

describe('a letter', () => {
  it('has a number and is good for ninety days, counted on the calendar', () => {
    expect(refused(draft, { deed: 'issue', day: TODAY })).toBe('写上介绍信编号')
    expect(usualValidity(day('2026-11-01'), book)).toBe('2027-01-30')
    expect(usualValidity(day('2027-12-02'), book)).toBe('2028-03-01')
    expect(judge(draft, { deed: 'issue', day: '2026-11-01', letterNo: '12' })).toEqual({
      refused: null,
      soft: [],
      follows: ['介绍信有效期到 2027-01-30；接收以前，人仍由“机床厂支部”管理，在那里计数'],
    })
  })

  it('that is good for longer asks for a reason with the article; one that ends before it begins is none', () => {
    const longer = judge(draft, { deed: 'issue', day: '2026-11-01', letterNo: '12', validUntil: '2027-01-31' })
    expect(longer.soft.map(({ article, words }) => [article.rule, words])).toEqual([
      ['member.letter', '有效期到 2027-01-31，一般不超过 2027-01-30'],
    ])
    const exact = judge(draft, { deed: 'issue', day: '2026-11-01', letterNo: '12', validUntil: '2027-01-30' })
    expect(exact.soft).toEqual([])
    expect(refused(draft, { deed: 'issue', day: '2026-11-01', letterNo: '12', validUntil: '2026-10-31' })).toContain(
      '早于',
    )
    expect(refused(draft, { deed: 'issue', day: '2026-11-01', letterNo: '12', validUntil: '2026-02-30' })).toContain(
      '没有',
    )
  })

  it('that ran out is received with a reason, and lapses only after its last day', () => {
    const old: TransferFacts = { ...issued, letterDay: day('2026-08-01'), validUntil: day('2026-10-30') }
    expect(judge(old, { deed: 'receive', day: '2026-10-30' }).soft).toEqual([])
    expect(judge(old, { deed: 'receive', day: '2026-10-31' }).soft.map(({ article }) => article.rule)).toEqual([
      'member.letter',
    ])
    expect(refused(old, { deed: 'lapse', day: '2026-10-30' })).toContain('还没有过')
    expect(refused(old, { deed: 'lapse', day: '2026-10-31' })).toBeNull()
  })
})

describe('days', () => {
  it('nothing is dated before the letter, after today, or on a day that is none', () => {
    expect(refused(issued, { deed: 'receive', day: '2026-10-31' })).toBe('介绍信 2026-11-01 才开出')
    expect(refused(issued, { deed: 'withdraw', day: '2026-11-22' })).toBe('2026-11-22 还没有到')
    expect(refused(issued, { deed: 'receive', day: '2026-02-30' })).toBe('没有 2026-02-30 这一天')
    expect(refused(received, { deed: 'receipt', day: '2026-11-09' })).toBe('2026-11-10 才接收')
    expect(refused({ ...received, receiptOn: day('2026-11-12') }, { deed: 'receipt', day: '2026-11-13' })).toBe(
      '2026-11-12 已有回执',
    )
  })

  it('a reception here may be agreed upon while the letter is good; one elsewhere may not', () => {
    const ahead = judge(issued, { deed: 'receive', day: '2027-01-30' })
    expect(ahead.follows).toEqual([
      '约定 2027-01-30 由“软件园支部”接收，到那一天自动办理；在那以前人仍由“机床厂支部”管理',
    ])
    expect(refused(issued, { deed: 'receive', day: '2027-01-31' })).toBe('约定的接收日最晚到介绍信有效期 2027-01-30')
    expect(
      refused({ ...issued, direction: 'in', from: null, member: null }, { deed: 'receive', day: '2026-12-01' }),
    ).toBeNull()
    expect(refused({ ...issued, direction: 'out' }, { deed: 'receive', day: '2026-12-01' })).toBe('2026-12-01 还没有到')
  })

  it('a reception dated back says so', () => {
    expect(judge(issued, { deed: 'receive', day: '2026-11-20' }).follows).toContain(
      '补记到 2026-11-20，这一天以后的人数随之改变',
    )
    expect(judge(issued, { deed: 'receive', day: TODAY }).follows.join()).not.toContain('补记')
  })
})

describe('what became of the person in the meantime', () => {
  const cases: readonly (readonly [string, TransferFacts['member'], string | null])[] = [
    ['is no longer on file', { ended: true, suspended: false, organization: 'o1' }, '已经不在册'],
    ['is suspended', { ended: false, suspended: true, organization: 'o1' }, '停止党籍期间'],
    ['sits elsewhere', { ended: false, suspended: false, organization: 'o9' }, '已经不在转出的党组织'],
    ['was taken away', 'gone', '没有这条记录'],
    ['is as before', issued.member, null],
  ]
  it.each(cases)('%s', (_, member, why) => {
    for (const on of [TODAY, '2026-12-01']) {
      const found = refused({ ...issued, member }, { deed: 'receive', day: on })
      if (why === null) expect(found).toBeNull()
      else expect(found).toContain(why)
    }
    // Whatever happened, the case can be ended.
    expect(refused({ ...issued, member }, { deed: 'withdraw', day: TODAY })).toBeNull()
    expect(refused({ ...issued, member }, { deed: 'return', day: TODAY })).toBeNull()
  })

  it('somebody from outside must not have come by another way', () => {
    const coming: TransferFacts = { ...issued, direction: 'in', from: null }
    expect(refused({ ...coming, member: null }, { deed: 'receive', day: TODAY })).toBeNull()
    expect(
      refused(
        { ...coming, member: { ended: false, suspended: false, organization: 'o1' } },
        { deed: 'receive', day: TODAY },
      ),
    ).toContain('已经在本区')
    expect(
      refused(
        { ...coming, member: { ended: false, suspended: false, organization: null } },
        { deed: 'receive', day: TODAY },
      ),
    ).toBeNull()
    expect(
      refused(
        { ...coming, member: { ended: true, suspended: false, organization: 'o1' } },
        { deed: 'receive', day: TODAY },
      ),
    ).toBeNull()
    expect(refused(coming, { deed: 'remind', day: TODAY })).toBe('介绍信在自己手里，不用催办')
  })
})

it('what is refused has neither reasons to give nor consequences, whatever the case', () => {
  expect.hasAssertions()
  const days = fc.integer({ min: -400, max: 400 }).map((by) => addDays(TODAY, by))
  const maybe = fc.option(days, { nil: null })
  fc.assert(
    fc.property(
      fc.record({
        direction: fc.constantFrom('within', 'out', 'in'),
        state: fc.constantFrom(...transferStateShape.options),
        letterDay: maybe,
        validUntil: maybe,
        receivedOn: maybe,
        receiptOn: maybe,
        stays: fc.boolean(),
        member: fc.constantFrom(null, 'gone', issued.member),
      }),
      fc.constantFrom(...transferDeedShape.options),
      days,
      (facts, deed, on) => {
        const {
          refused: why,
          soft,
          follows,
        } = judge({ ...issued, ...facts } as TransferFacts, { deed, day: on, letterNo: '1' })
        if (why !== null) expect([soft, follows]).toEqual([[], []])
        // Only a reception, here, may be written for a day to come.
        else if (on > TODAY) expect([deed, facts.direction === 'out']).toEqual(['receive', false])
      },
    ),
    { seed: 20261121, numRuns: 800 },
  )
})
