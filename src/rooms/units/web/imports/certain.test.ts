import { expect, test } from 'vitest'
import type { ImportView } from '../../contract.ts'
import { certain, comparable, known } from './certain.ts'

type Sheet = ImportView['sheets'][number]
type Column = Sheet['columns'][number]

const column = (field: string | null, more: Partial<Column> = {}): Column => ({
  index: 0,
  header: '表头',
  field,
  label: '',
  confidence: 1,
  why: '',
  taken: field !== null,
  notTakenBecause: null,
  samples: [],
  ...more,
})

const sheet = (more: Partial<Sheet> = {}): Sheet => ({
  id: '0-0',
  file: '台账.xlsx',
  sheet: '台账',
  format: 'xlsx',
  source: 'ledger',
  sourceWhy: '',
  confidence: 0.95,
  asOf: '2025-12-31',
  headerRows: [1],
  rows: 10,
  skipped: [],
  columns: [column('name'), column('membersFull')],
  remembered: false,
  warnings: [],
  use: true,
  ...more,
})

test.each([
  ['recognised throughout', sheet(), true],
  ['left out', sheet({ use: false, source: null }), true],
  ['confirmed before', sheet({ remembered: true, confidence: 0.3 }), true],
  ['unknown source', sheet({ source: null }), false],
  ['unknown source though remembered', sheet({ source: null, remembered: true }), false],
  ['no name and no code', sheet({ columns: [column('address')] }), false],
  ['a code instead of a name', sheet({ columns: [column('code')] }), true],
  ['little confidence in the source', sheet({ confidence: 0.4 }), false],
  ['a doubtful column', sheet({ columns: [column('name'), column('employees', { confidence: 0.3 })] }), false],
  [
    'a doubtful column that is not taken',
    sheet({ columns: [column('name'), column(null, { confidence: 0.1 })] }),
    true,
  ],
])('a sheet with %s', (_, given, expected) => {
  expect(certain(given)).toBe(expected)
})

test('comparing needs one usable sheet and no unusable one in use', () => {
  expect(comparable([])).toBe(false)
  expect(comparable([sheet({ use: false })])).toBe(false)
  expect(comparable([sheet(), sheet({ source: null })])).toBe(false)
  expect(comparable([sheet(), sheet({ source: null, use: false })])).toBe(true)
})

test('a column refused with a reason is a recognised one', () => {
  const columns = [column('name'), column(null), column(null, { notTakenBecause: '电话不收' })]
  expect(known(sheet({ columns }))).toBe(2)
})
