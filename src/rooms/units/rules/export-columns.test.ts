import { describe, expect, test } from 'vitest'
import { editedColumns, exportColumns, exportRow, type ExportUnit } from './export-columns.ts'

const unit: ExportUnit = {
  id: 'u1',
  name: '宁波样例模具厂',
  code: '91330212MA2AB12X0X',
  kind: 'enterprise',
  section: 'C',
  industryName: '专用设备制造业',
  area: '下应街道',
  county: '鄞州区',
  town: '下应街道',
  address: '某路 1 号',
  employees: 30,
  size: 'small',
  membersFull: 3,
  membersProbationary: 0,
  membersReported: 4,
  life: 'operating',
  coverage: 'none',
  due: 'found',
  reason: '',
  orgName: null,
  instructor: null,
  sources: ['registry'],
  founded: null,
  facts: { name: '宁波样例模具厂', code: '91330212MA2AB12X0X', employees: 30, membersFull: 3, hasOrganization: false },
}

describe('the sheet that goes out and comes back', () => {
  const cells = exportRow(unit)
  const marks = String(cells[cells.length - 1])
  const byTitle = new Map(exportColumns.map((column, at) => [column.title, String(cells[at] ?? '')]))

  test('untouched, nothing counts as edited', () => {
    expect(editedColumns(marks, (title) => byTitle.get(title) ?? '')).toEqual([])
  })

  test.each(exportColumns.filter((column) => column.edit !== null).map((column) => column.title))(
    'an edit of %s is found, and no other',
    (title) => {
      const edited = editedColumns(marks, (asked) => (asked === title ? '改过' : (byTitle.get(asked) ?? '')))
      expect(edited.map((column) => column.title)).toEqual([title])
    },
  )

  test('a sheet that went out before there were superiors and points comes back as it was', () => {
    const before = marks.slice(0, -8)
    const seen = (title: string) => (['上级单位', '经纬度'].includes(title) ? null : (byTitle.get(title) ?? ''))
    expect(editedColumns(before, seen)).toEqual([])
    expect(exportColumns.filter((column) => column.edit !== null).slice(-2)).toMatchObject([
      { title: '上级单位' },
      { title: '经纬度' },
    ])
  })

  test('a column that was deleted is not an edit', () => {
    expect(editedColumns(marks, (title) => (title === '职工人数' ? null : (byTitle.get(title) ?? '')))).toEqual([])
  })
})
