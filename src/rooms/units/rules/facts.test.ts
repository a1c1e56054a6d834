import { describe, expect, test } from 'vitest'
import type { Day } from '../../../kernel/day.ts'
import { makeUscc } from '../../../standards/uscc.ts'
import { lifeOfStatus, placeOfSection, readRow, type MappedColumn } from './facts.ts'
import type { FieldKey, LayoutCell } from './layout/types.ts'

const TODAY = '2026-11-21' as Day
const CODE = makeUscc('91', '330212', 'MA2AB12X')

function read(cells: Partial<Record<FieldKey, LayoutCell>>) {
  const fields = Object.keys(cells) as FieldKey[]
  const columns: MappedColumn[] = fields.map((field, index) => ({ index, title: field, field }))
  return readRow(
    columns,
    fields.map((field) => cells[field] ?? null),
    TODAY,
  )
}

describe('a row as facts', () => {
  test('what offices write is read, and the words are kept where the number does not say it all', () => {
    const row = read({
      name: ' 宁波样例模具厂 ',
      code: CODE,
      employees: '约30',
      membersFull: 3,
      orgFounded: '2012年',
      hasOrganization: '是',
    })
    expect(row.facts).toEqual({
      name: '宁波样例模具厂',
      code: CODE,
      employees: 30,
      membersFull: 3,
      orgFounded: '2012-01-01',
      hasOrganization: true,
    })
    expect(row.texts).toEqual({ employees: '约30', orgFounded: '2012年' })
    expect(row.refused).toBeNull()
    expect(row.taken).toBe(6)
  })

  test.each<[string, Partial<Record<FieldKey, LayoutCell>>, string]>([
    ['negative count', { name: '甲厂', employees: -3 }, '负数'],
    ['absurd count', { name: '甲厂', employees: 99_999_999 }, '大得不合常理'],
    ['a count that is no number', { name: '甲厂', membersFull: '若干' }, '不是'],
    ['a day in the future', { name: '甲厂', founded: '2031-05-01' }, '今天之后'],
    ['a formula that failed', { name: '甲厂', employees: { kind: 'error', error: '#REF!' } }, '#REF!'],
    [
      'a code that lost its last digits',
      { name: '甲厂', code: { kind: 'number', value: 9.12102e17, text: '912102000000000000', precisionLost: true } },
      '',
    ],
  ])('%s: the cell is left out with a reason, the rest of the row goes on', (_name, cells, why) => {
    const row = read(cells)
    const refused = row.notes.filter((note) => note.weight === 'refused')
    expect(refused).toHaveLength(1)
    expect(refused[0]?.why).toContain(why)
    expect(refused[0]?.column).not.toBeNull()
    expect(row.facts).toEqual({ name: '甲厂' })
    expect(row.refused).toBeNull()
  })

  test('a code whose check digit fails is taken and to be looked at', () => {
    const row = read({ name: '甲厂', code: '91350211M0000XUF46' })
    expect(row.facts.code).toBe('91350211M0000XUF46')
    expect(row.code.state).toBe('suspicious')
    expect(row.notes.map((note) => note.weight)).toEqual(['doubtful'])
  })

  test('without name and usable code the row is refused, with the remedy', () => {
    const row = read({ address: '某路 1 号', employees: 5 })
    expect(row.refused?.why).toContain('没有单位名称')
    expect(row.refused?.remedy).not.toBeNull()
  })

  test('capital in 万元; only foreign money needs a word', () => {
    expect(read({ name: '甲厂', capital: '256(万元人民币)' }).facts).toEqual({ name: '甲厂', capital: 256 })
    expect(read({ name: '甲厂', capital: '50(万美元)' }).facts).toMatchObject({ capital: 50, currency: '美元' })
  })

  test('region columns become words in front of the address', () => {
    expect(read({ name: '甲厂', county: '鄞州区', town: '下应街道', city: '宁波市' }).facts.region).toBe(
      '宁波市鄞州区下应街道',
    )
  })

  test('what the sheet or a section line says of the place counts for rows that do not say', () => {
    const columns: MappedColumn[] = [{ index: 0, title: '单位名称', field: 'name' }]
    expect(readRow(columns, ['甲厂'], TODAY, '下应街道').facts.region).toBe('下应街道')
    expect(placeOfSection('一、中山区（12家）')).toBe('中山区')
    expect(placeOfSection('二、规上企业')).toBeNull()
  })

  test('a point from two columns or from one, with the superior', () => {
    const row = read({ name: '甲厂', lng: '121.544012', lat: 29.812345, parent: ' 宁波样例集团有限公司 ' })
    expect(row.facts).toEqual({ name: '甲厂', point: '121.544012,29.812345', parent: '宁波样例集团有限公司' })
    expect(row.notes).toEqual([])
    expect(row.taken).toBe(4)
    expect(read({ name: '甲厂', point: '121.544012，29.812345' }).facts.point).toBe('121.544012,29.812345')
  })

  test('columns that were mixed up are put right, and it is said', () => {
    const row = read({ name: '甲厂', lng: 29.812345, lat: 121.544012 })
    expect(row.facts.point).toBe('121.544012,29.812345')
    expect(row.notes).toEqual([
      { column: 'lng、lat', why: expect.stringContaining('调换'), remedy: null, weight: 'plain' },
    ])
  })

  test.each<[string, Partial<Record<FieldKey, LayoutCell>>, string, string]>([
    ['zero and zero', { name: '甲厂', lng: 0, lat: 0 }, 'lng、lat', '0、0'],
    ['out of the country', { name: '甲厂', lng: 2.35, lat: 48.85 }, 'lng、lat', '不在 73–136'],
    ['only one of two', { name: '甲厂', lng: 121.5 }, 'lng', '没有纬度'],
    ['only the other', { name: '甲厂', lat: 29.8, lng: '无' }, 'lat', '没有经度'],
    ['no pair in the cell', { name: '甲厂', point: '市中心' }, 'point', '不是一对'],
  ])('%s: the point is refused with column, reason and remedy, the row goes on', (_name, cells, column, why) => {
    const row = read(cells)
    expect(row.facts).toEqual({ name: '甲厂' })
    expect(row.notes).toEqual([
      { column, why: expect.stringContaining(why), remedy: expect.stringMatching(/.{5}/), weight: 'refused' },
    ])
    expect(row.taken).toBe(1)
  })

  test.each([
    ['存续（在营、开业、在册）', 'operating'],
    ['注销', 'closed'],
    ['吊销，未注销', 'closed'],
    ['迁出', 'moved'],
    ['列入经营异常名录', 'empty'],
    ['停业', 'dormant'],
  ])('%s is %s', (status, life) => {
    expect(lifeOfStatus(status)).toBe(life)
  })
})
