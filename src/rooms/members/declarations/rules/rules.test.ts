import { describe, expect, it, test } from 'vitest'
import { parseDay, type Day } from '../../../../kernel/day.ts'
import { builtInRuleBook } from '../../../rulebook/public.ts'
import { declarationDeedShape, declarationStateShape, type DeclarationState } from '../contract.ts'
import { codeOf, readCode } from './code.ts'
import { currentConsent, findConsent, linesOf, sayConsent } from './consent.ts'
import { answerBy, declarationDeadlines } from './deadlines.ts'
import { judgeDeed, type Deed } from './moves.ts'
import { sayCount, sayDisagreement } from './sentences.ts'

const day = (text: string): Day => parseDay(text) as Day

/** Every deed in every state: what it becomes, or nothing. Written out, so that a change of the table is a change here. */
const TABLE: Readonly<Record<DeclarationState, Readonly<Partial<Record<Deed, DeclarationState>>>>> = {
  received: { contact: 'contacted', assign: 'received', close: 'closed', withdraw: 'withdrawn' },
  contacted: { contact: 'contacted', verify: 'verified', assign: 'contacted', close: 'closed', withdraw: 'withdrawn' },
  verified: {
    contact: 'verified',
    verify: 'verified',
    assign: 'verified',
    admit: 'admitted',
    transfer: 'transferring',
    close: 'closed',
    withdraw: 'withdrawn',
  },
  transferring: { arrive: 'admitted', 'fall-back': 'verified' },
  admitted: {},
  closed: { reopen: 'contacted', withdraw: 'withdrawn' },
  withdrawn: {},
}
const DEEDS: readonly Deed[] = [...declarationDeedShape.options, 'arrive', 'fall-back']
const PAIRS = declarationStateShape.options.flatMap((state) => DEEDS.map((deed) => [state, deed] as const))

describe('moves', () => {
  test.each(PAIRS)('%s, %s', (state, deed) => {
    const verdict = judgeDeed({ state, erased: false }, deed)
    const to = TABLE[state][deed]
    if (to === undefined) expect(verdict.ok ? verdict.to : verdict.why.length).toBeGreaterThan(3)
    else expect(verdict).toEqual({ ok: true, to })
  })

  it('has nothing left to take back or to go on with once it was erased', () => {
    for (const deed of ['reopen', 'withdraw'] as const)
      expect(judgeDeed({ state: 'closed', erased: true }, deed).ok).toBe(false)
  })

  it('never admits anybody who was not verified, and takes nobody back who withdrew', () => {
    const reaching = PAIRS.filter(([state, deed]) => {
      const verdict = judgeDeed({ state, erased: false }, deed)
      return verdict.ok && verdict.to === 'admitted'
    })
    expect(reaching).toEqual([
      ['verified', 'admit'],
      ['transferring', 'arrive'],
    ])
    expect(DEEDS.filter((deed) => judgeDeed({ state: 'withdrawn', erased: true }, deed).ok)).toEqual([])
  })
})

describe('the text of consent', () => {
  it('is what is asked now, by its version, with names and times in it', () => {
    const now = currentConsent()
    expect(findConsent(now.version)).toBe(now)
    expect(findConsent('1999-1')).toBeNull()
    const said = linesOf(sayConsent(now, { office: '云山区', months: 6 })).join('\n')
    expect(said).toContain('云山区')
    expect(said).toContain('保存 6 个月')
    expect(said).not.toMatch(/[{}]/)
    expect(linesOf(sayConsent(now, { office: null, months: null })).join('\n')).not.toMatch(/[{}]/)
  })

  it('says all that the law asks to be told', () => {
    const said = linesOf(currentConsent()).join('\n')
    for (const word of ['自愿', '敏感个人信息', '单独同意', '撤回', '删除', '不影响', '不从其他资料推断'])
      expect(said).toContain(word)
  })
})

describe('the code of a receipt', () => {
  it('is sixty bits in three groups and is read however it is typed', () => {
    const code = codeOf(Uint8Array.from({ length: 12 }, (_, at) => at * 21 + 1))
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    const plain = code.replaceAll('-', '')
    expect(readCode(code)).toBe(plain)
    expect(readCode(` ${code.toLowerCase().replaceAll('-', ' ')}　`)).toBe(plain)
    expect(readCode('O0I1-L000-0000')).toBe('001110000000')
    for (const wrong of ['', 'abc', `${code}0`, '一二三四五六七八九十十一']) expect(readCode(wrong)).toBeNull()
    expect(() => codeOf(new Uint8Array(11))).toThrow(RangeError)
  })
})

describe('the clock', () => {
  const book = builtInRuleBook(day('2026-11-22'))
  const facts = { id: 'd1', declared: day('2026-11-20'), path: 'a/b/' }

  it('asks for an answer in fifteen days, until somebody was answered', () => {
    expect(answerBy(day('2026-11-20'), book)).toBe('2026-12-05')
    expect(declarationDeadlines({ ...facts, state: 'received' }, book)).toMatchObject([
      {
        subject: 'd1',
        kind: 'receipt',
        opens: '2026-11-20',
        due: '2026-12-05',
        rule: 'member.declaration',
        path: 'a/b/',
      },
    ])
    for (const state of declarationStateShape.options.filter((one) => one !== 'received'))
      expect(declarationDeadlines({ ...facts, state }, book)).toEqual([])
  })
})

describe('sentences', () => {
  it('says what there is to do', () => {
    expect(sayCount({ open: 5, received: 3, overdue: 1, thisYear: 12 })).toBe(
      '正在办的申报 5 件，其中 3 件还没有和本人联系，1 件过了答复期限。今年收到 12 件。',
    )
    expect(sayCount({ open: 2, received: 0, overdue: 0, thisYear: 2 })).toBe(
      '正在办的申报 2 件，都已经和本人联系。今年收到 2 件。',
    )
    expect(sayCount({ open: 0, received: 0, overdue: 0, thisYear: 0 })).toBe('没有正在办的申报。今年还没有收到申报。')
  })

  it('compares numbers and no persons', () => {
    expect(sayDisagreement({ reporting: 40, reportMore: 3, fileMore: 1, missing: 6 })).toBe(
      '40 家单位的年报填了党员数，3 家比名册多，共多 6 名；1 家比名册少。数字不一致不说明谁是党员，只由本人自愿申报。',
    )
    expect(sayDisagreement({ reporting: 40, reportMore: 0, fileMore: 0, missing: 0 })).toContain('都一致')
    expect(sayDisagreement({ reporting: 0, reportMore: 0, fileMore: 0, missing: 0 })).toContain('还没有')
  })
})
