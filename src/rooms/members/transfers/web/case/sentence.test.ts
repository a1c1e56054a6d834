import { expect, test } from 'vitest'
import type { LostRow, TransferPage } from '../../contract.ts'
import { lostText } from '../floating/lost-text.ts'
import { nextText } from '../list/next-text.ts'
import { zh } from '../words.zh.ts'
import { sentenceOf } from './sentence.ts'

const draft: TransferPage = {
  id: 't1',
  member: 'm1',
  name: '张**',
  direction: 'within',
  state: 'draft',
  from: { organization: 'o1', name: '甲支部', mine: true },
  to: { organization: 'o2', name: '乙支部', mine: false },
  opened: '2026-11-01',
  letterNo: null,
  letterDay: null,
  validUntil: null,
  receivedOn: null,
  receiptOn: null,
  endedOn: null,
  takesOn: null,
  remindedOn: null,
  overdue: false,
  version: 1,
  status: 'full',
  place: null,
  stays: false,
  unit: null,
  unitName: null,
  identity: null,
  phone: null,
  deeds: [],
  events: [],
}
const letter = { letterNo: '7 号', letterDay: '2026-11-02', validUntil: '2027-01-31' }
const issued: TransferPage = { ...draft, ...letter, state: 'issued' }
const received: TransferPage = { ...issued, state: 'received', receivedOn: '2026-11-20', endedOn: '2026-11-20' }

test('until it is received, every sentence names the sender as responsible', () => {
  const open: TransferPage[] = [
    draft,
    issued,
    { ...issued, overdue: true },
    { ...issued, takesOn: '2026-12-01' },
    ...(['returned', 'withdrawn', 'lapsed'] as const).map((state) => ({ ...issued, state, endedOn: '2026-11-20' })),
  ]
  for (const one of open) expect(sentenceOf(one, zh)).toMatch(/人仍?由“甲支部”负责/)
  expect(sentenceOf(received, zh)).not.toContain('负责')
})

test('a letter that ran out, an agreed day and a missing receipt are said', () => {
  expect(sentenceOf({ ...issued, overdue: true }, zh)).toContain('2027-01-31 已过有效期')
  expect(sentenceOf({ ...issued, takesOn: '2026-12-01' }, zh)).toContain('约定 2026-12-01 由“乙支部”接收')
  expect(sentenceOf(received, zh)).toContain('还没有回执')
  expect(sentenceOf({ ...received, receiptOn: '2026-11-21' }, zh)).toContain('2026-11-21 已有回执')
})

test.each([
  [draft, '转出方开介绍信'],
  [{ ...draft, direction: 'in' }, '等转出方介绍信'],
  [issued, '转入方接收'],
  [{ ...issued, takesOn: '2026-12-01' }, '约定 2026-12-01 接收'],
  [received, '转入方寄回执'],
  [{ ...received, direction: 'out' }, '等转入方回执'],
  [{ ...received, receiptOn: '2026-11-21' }, '办完了'],
  [{ ...issued, state: 'returned' }, '已了结'],
] as const)('what comes next, case %#', (row, words) => {
  expect(nextText(row, zh)).toBe(words)
})

test('out of contact: before the day it is a search, from the day on people may decide', () => {
  const lost: LostRow = {
    member: 'm1',
    name: '张**',
    organization: 'o1',
    organizationName: '甲支部',
    lostSince: '2026-04-01',
    suspendedSince: null,
    maySuspend: '2026-10-01',
    mayRemove: null,
    version: 1,
  }
  const say = (row: LostRow, today: string): string => lostText(row, today, zh.floating)
  expect(say(lost, '2026-09-30')).toContain('到 2026-10-01 满期限')
  expect(say(lost, '2026-10-01')).toContain('2026-10-01 已满期限')
  const suspended = { ...lost, suspendedSince: '2026-10-08', maySuspend: null, mayRemove: '2028-10-08' }
  expect(say(suspended, '2028-10-07')).toContain('到 2028-10-08 满期限')
  expect(say(suspended, '2028-10-08')).toContain('2028-10-08 已满期限')
})
