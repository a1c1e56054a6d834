import { describe, expect, it } from 'vitest'
import { headingKey, mapColumns, type RegisterField } from './columns.ts'

const map = (titles: readonly string[]) =>
  mapColumns(titles.map((title, index) => ({ index, title, key: headingKey(title) })))

const HEADINGS: readonly (readonly [title: string, field: RegisterField | null])[] = [
  ['*党组织全称', 'name'],
  ['党支部名称', 'name'],
  ['上级党组织（全称）', 'superior'],
  ['隶属党委', 'superior'],
  ['所属党组织名称', 'superior'],
  ['党组织代码', 'code'],
  ['3.组织类别', 'kind'],
  ['成立时间', 'founded'],
  ['批复日期', 'founded'],
  ['覆盖单位名单', 'units'],
  ['所在镇街', 'area'],
  ['备 注', 'remark'],
  ['正式党员数', null],
  ['书记姓名', 'secretary'],
  ['副书记', 'deputy'],
  ['本届选举日期', 'elected'],
  ['任期（年）', null],
  ['联系电话', null],
]

describe('mapColumns', () => {
  it.each(HEADINGS)('%s', (title, field) => {
    const rest = ['党组织名称', '上级党组织'].filter((one) => field !== 'name' || one !== '党组织名称')
    const found = map([title, ...rest])?.find((one) => one.index === 0)
    expect(found?.field ?? null).toBe(field)
  })

  it('takes a ledger of units for no register', () => {
    expect(map(['单位名称', '统一社会信用代码', '党组织名称', '正式党员'])).toBeNull()
  })

  it('gives one field to the first of two headings', () => {
    expect(map(['党组织名称', '组织名称', '类别'])?.filter(({ field }) => field === 'name')).toHaveLength(1)
  })
})
