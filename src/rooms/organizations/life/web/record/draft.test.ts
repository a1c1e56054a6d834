import { describe, expect, test } from 'vitest'
import { emptyRecord, fromDraft, meetingOf, recordOf, whyNot } from './draft.ts'

const branch = { id: 'o1', name: '样例支部' }
const record = { ...emptyRecord({ day: '2026-11-21', organization: branch }), kinds: ['theme-day'] as const }
const numbers = (due: string, present: string, members: number) =>
  meetingOf({ ...record, holders: [{ ...branch, due, present }] }, 'hand', members).holders[0]

describe('a record in the making', () => {
  test.each([
    ['', '', 12, { due: null, present: null }],
    ['', '9', 12, { due: 12, present: 9 }],
    ['10', '9', 12, { due: 10, present: 9 }],
    ['', '13', 12, { due: null, present: 13 }],
    ['', '9', 0, { due: null, present: 9 }],
    ['若干', '9', 0, { due: null, present: 9 }],
  ])('%j due, %j present of %i members', (due, present, members, expected) =>
    expect(numbers(due, present, members)).toMatchObject(expected),
  )
  test('a lecture by the secretary is one only where there is a lecture', () => {
    const by = (kinds: readonly ('lecture' | 'theme-day')[]) =>
      meetingOf({ ...record, kinds, bySecretary: true }, 'hand', 0).bySecretary
    expect([by(['theme-day']), by(['lecture'])]).toEqual([false, true])
  })
  test('a file says what it says, the rest stays', () => {
    const read = { day: '2026-11-05', kinds: [], title: '', due: 12, present: null, bySecretary: false, key: null }
    expect(fromDraft({ ...record, title: '学习' }, read)).toEqual({
      ...record,
      title: '学习',
      day: '2026-11-05',
      holders: [{ ...branch, due: '12', present: '' }],
    })
  })
  test('what is wanting', () => {
    const words = { needOrganization: '组织', needKind: '类别', needDay: '日期' }
    const of = (day: string, organization: typeof branch | null) => emptyRecord({ day, organization })
    expect(
      [of('2026-11-21', null), of('2026-11-21', branch), { ...record, day: '' }, record].map((one) =>
        whyNot(one, words),
      ),
    ).toEqual(['组织', '类别', '日期', null])
  })
  test('what is on record comes back as it was when nothing is changed', () => {
    const { holders, ...fields } = meetingOf(
      { ...record, note: '议题', holders: [{ ...branch, due: '10', present: '9' }] },
      'hand',
      0,
    )
    const meeting = {
      ...fields,
      id: 'm1',
      withdrawn: false,
      version: 1,
      by: '某人',
      at: '',
      holders: holders.map((one) => ({ ...one, name: branch.name })),
    }
    expect(meetingOf(recordOf(meeting), 'hand', 0)).toEqual({ ...fields, holders })
  })
})
