import { describe, expect, it } from 'vitest'
import type { Day } from '../../../../kernel/day.ts'
import { fieldOf } from './fields.ts'
import { readRow } from './read-row.ts'
import { recogniseRoster, type RosterCell } from './recognise.ts'

const today = '2026-11-21' as Day
const HEAD = [
  '序号',
  '姓名',
  '性别',
  '出生年月',
  '身份证号',
  '党员类别',
  '所在支部',
  '入党时间',
  '转正日期',
  '手机号',
  '职务',
  '党籍状态',
]
const layout = recogniseRoster({ name: '名册', rows: [['两新党员名册'], HEAD], rowNumbers: [1, 3] })
const read = (cells: Record<string, RosterCell>) =>
  readRow(
    HEAD.map((title) => cells[title] ?? null),
    layout.columns,
    today,
  )
const member = (cells: Record<string, RosterCell>) => {
  const found = read({ 姓名: '张一', 所在支部: '甲支部', ...cells })
  if (found.kind !== 'member') throw new Error(JSON.stringify(found))
  return found.member
}

describe('headings', () => {
  it('are found under a title, in one storey or two', () => {
    expect([layout.headerRow, layout.firstRow, layout.kind]).toEqual([3, 2, 'office'])
    const two = recogniseRoster({
      name: '',
      rows: [
        ['基本情况', null, null, '党内情况'],
        ['姓名', '性别', '民族', '入党日期', '所在党支部'],
      ],
      rowNumbers: [1, 2],
    })
    expect(two.columns.map(({ field }) => field)).toEqual(['name', 'gender', 'ethnicity', 'joined', 'organization'])
  })
  it.each([
    ['联系电话（手机号码）', 'phone'],
    [' 入 党 时 间 ', 'joined'],
    ['公民身份号码*', 'identity'],
    ['是否为流动党员', 'floating'],
    ['喜欢的颜色', null],
  ])('%s', (title, field) => {
    expect(fieldOf(title)).toBe(field)
  })
  it('of the national form are known by its title or its words', () => {
    const rows = [['党员基本信息采集表（汇总）'], ['姓名', '公民身份号码', '人员类别', '所在党支部']]
    expect(recogniseRoster({ name: '', rows, rowNumbers: [1, 2] }).kind).toBe('national')
  })
  it('are no headings when nobody is named', () => {
    expect(recogniseRoster({ name: '', rows: [['单位', '性别', '地址']], rowNumbers: [1] }).firstRow).toBe(-1)
  })
})

describe('a row', () => {
  it('says what it says, and what follows from the number is not asked for', () => {
    const found = member({ 身份证号: '11010519491231002x', 党员类别: '正式党员', 入党时间: '1975.6', 职务: '车间一线' })
    expect(found).toMatchObject({
      identity: '11010519491231002X',
      born: '1949-12-31',
      gender: 'female',
      joined: '1975-06-01',
      monthOnly: ['joined'],
      postKind: 'front-line',
      status: 'full',
      derived: 3,
    })
  })
  it.each([
    [
      { 党员类别: '预备党员', 转正日期: '2026-01-01' },
      { status: 'probationary', fullOn: null },
    ],
    [{ 党籍状态: '停止党籍' }, { status: 'suspended', statusSaid: true }],
    [{}, { status: 'full', statusSaid: false }],
    [
      { 出生年月: '无', 手机号: '不详' },
      { born: null, phone: null },
    ],
  ])('%j', (cells, expected) => {
    expect(member(cells)).toMatchObject(expected)
  })
  it.each([
    [{ 姓名: '' }, '没有姓名'],
    [{ 姓名: '张*' }, '遮盖'],
    [{ 姓名: '13800000000' }, '不像姓名'],
    [{ 身份证号: '110105194912310021' }, '校验位'],
    [{ 身份证号: { kind: 'number', value: 1.1e17, text: '110105194912310000', precisionLost: true } as const }, '丢失'],
    [{ 入党时间: '2030-01-01' }, '还没有到'],
    [{ 入党时间: '去年' }, ''],
    [{ 入党时间: '1960-01-01', 出生年月: '1970-01-01' }, '早于出生'],
    [{ 党员类别: '发展对象' }, '不是正式党员'],
    [{ 出生年月: '1950-01-01', 身份证号: '11010519491231002X' }, '不一样'],
    [{ 性别: '男', 身份证号: '11010519491231002X' }, '性别'],
    [{ 党籍状态: '已除名' }, '不在册'],
  ])('is wrong: %j', (cells, why) => {
    const found = read({ 姓名: '张一', 所在支部: '甲支部', ...cells })
    expect(found.kind).toBe('wrong')
    if (found.kind !== 'wrong') return
    expect(found.notes.map((note) => note.why).join()).toContain(why)
    for (const note of found.notes) expect(note.remedy).not.toBe('')
  })
  it.each([[{ 序号: '合计', 姓名: '' }], [{ 序号: 3 }], [{ 序号: '填表人：李某', 姓名: '' }]])(
    'is nobody: %j',
    (cells) => {
      expect(read(cells).kind).toBe('none')
    },
  )
})
