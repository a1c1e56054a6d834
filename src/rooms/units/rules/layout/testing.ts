/** Invented units and sheets typed as small arrays, for the tests of layouts. */
import { makeUscc } from '../../../../standards/uscc-digits.ts'
import type { FieldKey, LayoutCell, LayoutMerge, LayoutSheet, SheetLayout } from './types.ts'

const WORDS = ['海燕', '松涛', '明珠', '广源', '恒通', '瑞丰', '星海', '青禾', '永安', '长风', '同心', '正大']
const TRADES = [
  '机电设备有限公司',
  '食品加工厂',
  '物流有限公司',
  '建材商店',
  '社会工作服务中心',
  '软件科技有限公司',
  '海产品专业合作社',
]
const ROADS = ['人民路', '中山路', '解放街', '长江路', '五四路', '黄河街']
const PEOPLE = ['王某', '李某某', '张某', '赵某某', '刘某']

export interface InventedUnit {
  readonly number: number
  readonly name: string
  readonly code: string
  readonly address: string
  readonly founded: string
  readonly scope: string
  readonly person: string
  readonly phone: string
}

export function inventedUnits(count: number): InventedUnit[] {
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    name: `滨城${pick(WORDS, i)}${pick(WORDS, i * 5 + 3)}${pick(TRADES, i)}`,
    code: makeUscc('91', '210299', `MA${String(100_000 + i * 37).slice(0, 6)}`),
    address: `某省滨城市东海区${pick(ROADS, i)}${i + 1}号${(i % 9) + 1}层`,
    founded: `${2000 + (i % 20)}-0${(i % 9) + 1}-1${i % 10}`,
    scope: `${pick(TRADES, i)}相关产品的研发、生产、销售、安装及售后服务；货物进出口（依法须经批准的项目除外）`,
    person: pick(PEOPLE, i),
    phone: `0411-8${String(1_000_000 + i * 791)}`,
  }))
}

export function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T
}

export interface SheetFacts {
  readonly name?: string
  readonly merges?: readonly string[]
}

/** Rows from sheet row 1; a row without a value is left out, as the reader does. Merges as `A1:C1`. */
export function sheetOf(
  rows: readonly (readonly LayoutCell[])[],
  { name = 'Sheet1', merges = [] }: SheetFacts = {},
): LayoutSheet {
  const kept: (readonly LayoutCell[])[] = []
  const rowNumbers: number[] = []
  for (const [i, row] of rows.entries()) {
    if (row.every((cell) => cell === null || cell === '')) continue
    kept.push(row.map((cell) => (cell === '' ? null : cell)))
    rowNumbers.push(i + 1)
  }
  return { name, rows: kept, rowNumbers, merges: merges.map(mergeOf) }
}

function mergeOf(area: string): LayoutMerge {
  const [, from = '', top = '', to = '', bottom = ''] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(area) ?? []
  return { left: indexOf(from), top: Number(top), right: indexOf(to), bottom: Number(bottom) }
}

function indexOf(letters: string): number {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Fields by column, `-` where none was recognised. */
export function fieldsOf(layout: SheetLayout): (FieldKey | '-')[] {
  const fields: (FieldKey | '-')[] = []
  for (const column of layout.columns) fields[column.index] = column.field ?? '-'
  return Array.from(fields, (field) => field ?? '-')
}
