import { parseDay, type Day } from '../../../../kernel/day.ts'
import { isMasked, namesIn } from '../../../../kernel/mask.ts'
import { readDay } from '../../../../standards/dates.ts'
import type { OrganizationKind } from '../../contract.ts'
import type { RegisterNote } from '../contract.ts'
import { registerFieldNames, type MappedColumn, type RegisterField } from './columns.ts'
import { kindOf } from './kind-of.ts'
import { namesInCell } from './plain-name.ts'

/** A row of a register, read by itself. */
export interface ReadRow {
  readonly name: string
  readonly kind: OrganizationKind | null
  readonly superior: string | null
  readonly code: string | null
  readonly area: string | null
  readonly founded: Day | null
  readonly units: readonly string[]
  readonly host: string | null
  /** One name, or none that can be taken. */
  readonly secretary: readonly string[]
  readonly deputies: readonly string[]
  readonly elected: Day | null
  readonly remark: string | null
  readonly notes: readonly RegisterNote[]
  /** It cannot be taken as it stands; `notes` says why. */
  readonly wrong: boolean
}

/** The text of a cell as a person sees it, and the cell itself for reading a day. */
export interface GivenCell {
  readonly text: string
  readonly value: unknown
}

/** `cell` gives what stands in a column. Null: a row that holds nothing of a register (a total, a signature). */
export function readRow(
  columns: readonly MappedColumn[],
  cell: (index: number) => GivenCell,
  today: Day,
): ReadRow | null {
  const at = (field: RegisterField): MappedColumn | undefined => columns.find((one) => one.field === field)
  const text = (field: RegisterField): string | null => {
    const column = at(field)
    const found = column === undefined ? '' : cell(column.index).text.trim()
    return found === '' || /^[—\-/无]$/u.test(found) ? null : found
  }
  const notes: RegisterNote[] = []
  let wrong = false
  const refuse = (field: RegisterField, why: string, remedy: string): void => {
    wrong = true
    notes.push({ column: at(field)?.title ?? registerFieldNames[field], why, remedy })
  }
  const name = text('name')
  if (name === null) {
    const others = columns.some(({ index, field }) => field !== 'remark' && cell(index).text.trim() !== '')
    if (!others) return null
    refuse('name', '没有党组织名称', '补上名称')
  } else if (/^(?:合计|总计|小计|填表人|审核人|制表)/u.test(name)) return null
  else if (name.length < 2 || name.length > 120) refuse('name', '名称要在 2 到 120 个字之间', '写全称')
  const stated = text('kind')
  const kind = (stated === null ? null : kindOf(stated)) ?? kindOf(name ?? '')
  if (kind === null && name !== null) {
    refuse(
      'kind',
      stated === null ? '名称里看不出是哪类党组织' : `不认识的类别“${stated}”`,
      '写明党委、党总支、党支部、联合党支部等',
    )
  }
  return {
    name: name ?? '',
    kind,
    superior: text('superior'),
    code: text('code'),
    area: text('area'),
    founded: day('founded'),
    units: namesInCell(text('units') ?? ''),
    host: text('host'),
    secretary: persons('secretary', 1),
    deputies: persons('deputy', 5),
    elected: day('elected'),
    remark: text('remark'),
    notes,
    wrong,
  }

  function day(field: 'founded' | 'elected'): Day | null {
    const column = at(field)
    if (column === undefined) return null
    const read = readDay(cell(column.index).value, { today })
    if (!read.ok) {
      if (read.problem !== 'empty') refuse(field, read.words, '改成 2020-03-01 的样子')
      return null
    }
    if (read.future) {
      refuse(field, `${registerFieldNames[field]} ${read.day} 在今天之后`, '核对日期')
      return null
    }
    if (read.precision !== 'day') {
      const upTo = read.precision === 'year' ? '年' : '月'
      notes.push({ column: column.title, why: `只写到${upTo}，按 ${read.day} 登记`, remedy: null })
    }
    return parseDay(read.day)
  }

  /** Names of office holders; what a mask left of a name is nobody's. */
  function persons(field: 'secretary' | 'deputy', most: number): readonly string[] {
    const written = text(field)
    if (written === null) return []
    const names = namesIn(written)
    const why = isMasked(written)
      ? '姓名遮盖过，没有取'
      : names.length > most
        ? `写了 ${names.length} 个人，没有取`
        : names.some((one) => one.length > 30)
          ? '不像姓名，没有取'
          : null
    if (why === null) return names
    notes.push({ column: at(field)?.title ?? '', why, remedy: '写入后在党组织页登记班子' })
    return []
  }
}
