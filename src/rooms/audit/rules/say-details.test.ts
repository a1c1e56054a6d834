import { expect, test } from 'vitest'
import { sayDetails } from './say-details.ts'

test('facts carry their names; of personal values only whether they changed; what stayed is left out', () => {
  const details = {
    before: { life: 'open', instructor: { keyed: 'aa' }, liaison: null, size: 'small' },
    after: { life: 'closed', instructor: { keyed: 'bb' }, liaison: { keyed: 'cc' }, size: 'small' },
    reason: '注销',
    filter: { town: '1', extra: [true] },
  }
  expect(sayDetails(details, { extra: '另外' })).toEqual({
    before: { 经营状态: 'open', 指导员: '（密文）', 联络员: null },
    after: { 经营状态: 'closed', 指导员: '已改（密文比对）', 联络员: '（密文）' },
    事由: '注销',
    条件: { 镇街: '1', 另外: [true] },
  })
})

test('no hash of a personal value is shown, wherever it stands', () => {
  const said = sayDetails({ before: { keyed: 'aa' }, after: null, list: [{ name: { keyed: 'bb' } }] }, {})
  expect(said).toEqual({ before: { 内容: '（密文）' }, after: { 内容: null }, list: [{ 名称: '（密文）' }] })
})
