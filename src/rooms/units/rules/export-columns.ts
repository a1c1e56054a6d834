import type { FactName, FactValue, UnitRow } from '../contract.ts'
import type { FieldKey } from './layout/types.ts'
import { coverageNames, kindNames, lifeNames } from './names.ts'

/**
 * The sheet that goes out and comes back. Every editable column has four characters in the row's 校对码, made from what
 * was exported: when the sheet returns, a cell whose characters still agree was not edited, whatever has happened to the
 * ledger meanwhile.
 */
export interface ExportColumn {
  readonly title: string
  readonly width: number
  /** Taken back when edited; null for columns that only inform. */
  readonly edit: { readonly fact: FactName; readonly field: FieldKey | 'life' } | null
  readonly value: (unit: ExportUnit) => string | number | null
}

export interface ExportUnit extends UnitRow {
  readonly founded: string | null
  readonly facts: Readonly<Partial<Record<FactName, FactValue>>>
}

export const UNIT_ID = '聚新编号'
export const FINGERPRINT = '校对码'

const fact = (title: string, width: number, name: FactName, field: FieldKey): ExportColumn => ({
  title,
  width,
  edit: { fact: name, field },
  value: (unit) => plain(unit.facts[name]),
})

const info = (title: string, width: number, value: ExportColumn['value']): ExportColumn => ({
  title,
  width,
  edit: null,
  value,
})

export const exportColumns: readonly ExportColumn[] = [
  info(UNIT_ID, 22, (unit) => unit.id),
  fact('单位名称', 36, 'name', 'name'),
  fact('统一社会信用代码', 21, 'code', 'code'),
  info('单位类别', 12, (unit) => kindNames[unit.kind]),
  info('区县', 12, (unit) => unit.county),
  info('镇街', 14, (unit) => unit.town),
  fact('地址', 40, 'address', 'address'),
  fact('成立日期', 12, 'founded', 'founded'),
  info('行业', 18, (unit) => unit.industryName),
  {
    title: '经营状态',
    width: 10,
    edit: { fact: 'life', field: 'life' },
    value: (unit) => lifeNames[unit.life],
  },
  fact('职工人数', 10, 'employees', 'employees'),
  fact('正式党员', 10, 'membersFull', 'membersFull'),
  fact('预备党员', 10, 'membersProbationary', 'membersProbationary'),
  fact('是否建立党组织', 10, 'hasOrganization', 'hasOrganization'),
  fact('组建方式', 10, 'orgForm', 'orgForm'),
  fact('党组织名称', 30, 'orgName', 'orgName'),
  fact('党建指导员', 12, 'instructor', 'instructor'),
  fact('联络员', 12, 'liaison', 'liaison'),
  fact('工会', 10, 'union', 'union'),
  fact('共青团', 10, 'youthLeague', 'youthLeague'),
  fact('未建原因', 16, 'reasonNone', 'reasonNone'),
  fact('备注', 20, 'remark', 'remark'),
  // New editable columns go behind all others: sheets that went out before have their 校对码 in the old order.
  fact('上级单位', 30, 'parent', 'parent'),
  fact('经纬度', 22, 'point', 'point'),
  info('年报党员（含预备）', 12, (unit) => unit.membersReported),
  info('覆盖', 12, (unit) => coverageNames[unit.coverage]),
  info('说明', 40, (unit) => unit.reason),
]

/** Headings of the whole sheet, 校对码 last; codes and numbers of units are texts, so that no program rounds them. */
export const exportHeadings: readonly {
  readonly title: string
  readonly width: number
  readonly kind: 'code' | 'text'
}[] = [
  ...exportColumns.map(({ title, width, edit }) => ({
    title,
    width,
    kind: edit?.fact === 'code' || title === UNIT_ID ? ('code' as const) : ('text' as const),
  })),
  { title: FINGERPRINT, width: 12, kind: 'code' },
]

const editable = exportColumns.filter((column) => column.edit !== null)

function plain(value: FactValue | undefined): string | number | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  return value
}

/** The cells of one row, 校对码 last. */
export function exportRow(unit: ExportUnit): (string | number | null)[] {
  const cells = exportColumns.map((column) => column.value(unit))
  const marks = editable.map((column) => mark(String(column.value(unit) ?? ''))).join('')
  return [...cells, marks]
}

/** The columns of a returned row whose cell is not what was exported. `cellOf` gives a cell's text by column title, null when the column is gone. */
export function editedColumns(marks: string, cellOf: (title: string) => string | null): ExportColumn[] {
  return editable.filter((column, place) => {
    const text = cellOf(column.title)
    return text !== null && mark(text) !== marks.slice(place * 4, place * 4 + 4)
  })
}

/** Four characters of base 36: one edit in 1.7 million goes unseen. */
function mark(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash >>> 0) % 1679616).toString(36).padStart(4, '0')
}
