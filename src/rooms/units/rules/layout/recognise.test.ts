import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIELDS, FIELD_KEYS, wordsOf } from './fields.ts'
import { dataRows } from './data-rows.ts'
import { recogniseSheet } from './recognise.ts'
import { fieldsOf, inventedUnits, pick, sheetOf } from './testing.ts'
import type { FieldKey, LayoutCell, LayoutSheet, SourceKind } from './types.ts'

const units = inventedUnits(30)

/** Values of a field as they stand in files. */
const VALUES: Readonly<Partial<Record<FieldKey, (i: number) => LayoutCell>>> = {
  name: (i) => pick(units, i).name,
  code: (i) => pick(units, i).code,
  address: (i) => pick(units, i).address,
  founded: (i) => pick(units, i).founded,
  registeredType: (i) => pick(['有限责任公司', '个体工商户', '个人独资企业'], i),
  capital: (i) => `${i + 10}万元人民币`,
  scope: (i) => pick(units, i).scope,
  town: (i) => pick(['望海街道', '临港镇', '青山乡'], i),
  employees: (i) => (i % 4 === 0 ? `约${i + 10}人` : i + 3),
  femaleEmployees: (i) => i % 5,
  membersFull: (i) => i % 4,
  membersProbationary: (i) => (i % 6 === 0 ? 1 : null),
  membersReported: (i) => i % 5,
  hasOrganization: (i) => (i % 3 === 0 ? '是' : '否'),
  orgForm: (i) => (i % 3 === 0 ? pick(['单独组建', '联合组建'], i) : null),
  orgName: (i) => (i % 3 === 0 ? `中共${pick(units, i).name}支部委员会` : null),
  orgFounded: (i) => (i % 3 === 0 ? `${2001 + i}年` : null),
  instructor: (i) => pick(units, i).person,
  liaison: (i) => pick(units, i).person,
  reasonNone: (i) => (i % 3 === 0 ? null : pick(['无党员', '党员不足3名'], i)),
  reportDate: (i) => `2026-0${(i % 6) + 1}-15`,
  legalRepIsMember: () => '否',
  revenue: (i) => 100.5 + i,
  serial: (i) => i + 1,
}

const FORMS: readonly (readonly [source: SourceKind, fields: readonly FieldKey[]])[] = [
  ['registry', ['name', 'code', 'founded', 'registeredType', 'capital', 'scope', 'address']],
  [
    'annual-report',
    [
      'code',
      'name',
      'employees',
      'femaleEmployees',
      'membersReported',
      'hasOrganization',
      'legalRepIsMember',
      'reportDate',
      'revenue',
    ],
  ],
  [
    'ledger',
    [
      'name',
      'code',
      'address',
      'town',
      'employees',
      'membersFull',
      'membersProbationary',
      'hasOrganization',
      'orgForm',
      'orgName',
      'orgFounded',
      'instructor',
      'liaison',
      'reasonNone',
    ],
  ],
]

function sheetWith(fields: readonly FieldKey[], headings: readonly string[], titles: readonly string[]): LayoutSheet {
  const rows = units.map((_, i) => fields.map((field) => VALUES[field]?.(i) ?? null))
  return sheetOf([...titles.map((title) => [title]), headings, ...rows])
}

/** Words of one or two characters are told by what else is there; they have tests of their own. */
function clearWords(field: FieldKey): string[] {
  return field === 'serial' ? ['序号'] : wordsOf(FIELDS[field].words).filter((word) => word.length > 2)
}

/** A form with its columns in any order, any of the words we know above each, a running number or not, titles or not. */
const variant = fc.constantFrom(...FORMS).chain(([source, fields]) =>
  fc.record({
    source: fc.constant(source),
    order: fc.shuffledSubarray([...fields, 'serial' as const], { minLength: fields.length }),
    words: fc.array(fc.nat(1000), { minLength: fields.length + 1, maxLength: fields.length + 1 }),
    titles: fc.subarray(['某区企业基本情况', '填报单位（盖章）：', '2026年3月']),
  }),
)

test('any order of columns, any known words, any titles: the same fields and the same source', () => {
  fc.assert(
    fc.property(variant, ({ source, order, words, titles }) => {
      const headings = order.map((field, i) => pick(clearWords(field), words[i] ?? 0))
      const layout = recogniseSheet(sheetWith(order, headings, titles))
      expect(fieldsOf(layout)).toEqual(order)
      expect(layout.headerRows).toEqual([titles.length + 1])
      expect(layout.dataRowCount).toBe(units.length)
      expect(layout.source).toBe(source)
    }),
    { seed: 20261121, numRuns: 400 },
  )
})

describe('what is not taken', () => {
  const sheet = sheetOf([
    ['单位名称', '法定代表人', '法定代表人是否党员', '联系电话', '身份证号', '序号'],
    ...units.map((u, i) => [u.name, u.person, '是', u.phone, '000000000000000000', i + 1]),
  ])
  const { columns } = recogniseSheet(sheet)

  test('whether a named person is a member, names, telephones: recognised, with the reason, without samples', () => {
    expect(columns.map(({ field, taken }) => [field, taken])).toEqual([
      ['name', true],
      ['person', false],
      ['legalRepIsMember', false],
      ['contact', false],
      ['person', false],
      ['serial', false],
    ])
    for (const column of columns.slice(1)) expect(column.notTaken).toMatch(/。$/)
    expect(columns.slice(1, 5).flatMap((column) => column.samples)).toEqual([])
    expect(columns[2]?.notTaken).toContain('敏感个人信息')
  })

  test('a mapping confirmed before does not change that', () => {
    const again = recogniseSheet(sheet, { confirmed: { 法定代表人是否党员: 'legalRepIsMember', 联系电话: 'liaison' } })
    expect(again.columns[2]).toMatchObject({ taken: false })
    expect(again.columns[3]).toMatchObject({ field: 'liaison', taken: true, confidence: 1 })
  })
})

function markOf(heading: readonly LayoutCell[], rows: number): string {
  const body = units.slice(0, rows).map((u) => [u.name, 3, u.address])
  return recogniseSheet(sheetOf([['某题'], heading, ...body])).fingerprint
}

describe('fingerprint', () => {
  test('the same headings have the same mark, whatever the data and the spacing', () => {
    expect(markOf(['单位名称', '职工 人数', '地址'], 5)).toBe(markOf(['单位名称', '职工人数（人）', '地 址'], 20))
  })

  test('another order or another word has another', () => {
    const mark = markOf(['单位名称', '职工人数', '地址'], 5)
    expect(markOf(['单位名称', '地址', '职工人数'], 5)).not.toBe(mark)
    expect(markOf(['单位名称', '从业人数', '地址'], 5)).not.toBe(mark)
  })
})

test('every column is offered, the unknown ones by their index', () => {
  const layout = recogniseSheet(
    sheetOf([['单位名称', '吉祥物', '地址', '职工人数'], ...units.map((u, i) => [u.name, '海豚', u.address, i])]),
  )
  expect(layout.unmapped).toEqual([1])
  expect(layout.columns[1]).toMatchObject({ title: '吉祥物', field: null, samples: ['海豚'], filled: 1 })
})

test('every field has a label, and twelve words or it is our own', () => {
  const poor = FIELD_KEYS.filter((field) => wordsOf(FIELDS[field].words).length < 12)
  expect(poor).toEqual(['unitId', 'reason'])
  expect(FIELD_KEYS.every((field) => FIELDS[field].label !== '')).toBe(true)
})

const DALIAN = fileURLToPath(new URL('../../../../../../shared/data/dalian/', import.meta.url))

test.skipIf(!existsSync(DALIAN))('the three real files', async () => {
  const { readTable } = await import('../../../../platform/server/spreadsheets/read-table.ts')
  const seen = []
  for (const name of ['market.csv', 'annual-report.xlsx', 'ledger.xlsx']) {
    const [sheet] = (await readTable(`${DALIAN}${name}`)).sheets
    const layout = recogniseSheet(sheet as LayoutSheet)
    seen.push([
      layout.source,
      layout.headerRows,
      layout.dataRowCount,
      layout.warnings.length,
      fieldsOf(layout).join(' '),
    ])
  }
  expect(seen).toEqual([
    ['registry', [1], 41_580, 0, 'name code founded registeredType capital scope province city address'],
    [
      'annual-report',
      [1],
      34_500,
      0,
      'code name employees femaleEmployees membersReported hasOrganization legalRepIsMember reportDate',
    ],
    [
      'ledger',
      [3, 4],
      10_652,
      0,
      'serial name code address employees membersFull membersProbationary hasOrganization orgForm orgName orgFounded instructor reasonNone remark',
    ],
  ])
})

describe('any sheet at all', () => {
  const text = fc.constantFrom(
    '单位名称',
    '职工人数',
    '党员人数',
    '地址',
    '合计',
    '一、某街道',
    '填报人：',
    '海燕机电有限公司',
    '人民路1号',
    '是',
    '约30',
    '2013年',
    'x',
  )
  const cell: fc.Arbitrary<LayoutCell> = fc.oneof(
    text,
    fc.integer({ min: 0, max: 300 }),
    fc.constant(null),
    fc.boolean(),
    fc.constant<LayoutCell>({ kind: 'error', error: '#N/A' }),
  )
  const rows = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 14 })
  const merges = fc.array(fc.constantFrom('A1:F1', 'A2:A3', 'B2:C2', 'D5:D8', 'A9:F9', 'C6:D12'), { maxLength: 4 })

  test('every row is either data or set apart with a reason: none is lost', () => {
    fc.assert(
      fc.property(rows, merges, (cells, areas) => {
        const sheet = sheetOf(cells, { merges: areas })
        const layout = recogniseSheet(sheet)
        const data = [...dataRows(sheet, layout)].map(({ row }) => row)
        const apart = layout.skipped.map(({ row }) => row)
        expect([...data, ...apart].sort((a, b) => a - b)).toEqual(sheet.rowNumbers)
        expect(data).toHaveLength(layout.dataRowCount)
      }),
      { seed: 20261121, numRuns: 1000 },
    )
  })

  test('no field is taken from two columns', () => {
    fc.assert(
      fc.property(rows, (cells) => {
        const fields = recogniseSheet(sheetOf(cells))
          .columns.filter((column) => column.taken)
          .map(({ field }) => field)
        expect(new Set(fields).size).toBe(fields.length)
      }),
      { seed: 20261121, numRuns: 500 },
    )
  })
})
