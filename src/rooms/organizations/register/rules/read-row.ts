import { parseDay, type Day } from '../../../../kernel/day.ts'
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
    founded: founded(),
    units: namesInCell(text('units') ?? ''),
    host: text('host'),
    remark: text('remark'),
    notes,
    wrong,
  }

  function founded(): Day | null {
    const column = at('founded')
    if (column === undefined) return null
    const day = readDay(cell(column.index).value, { today })
    if (!day.ok) {
      if (day.problem !== 'empty') refuse('founded', day.words, '改成 2020-03-01 的样子')
      return null
    }
    if (day.future) {
      refuse('founded', `成立日期 ${day.day} 在今天之后`, '核对日期')
      return null
    }
    if (day.precision !== 'day') {
      notes.push({
        column: column.title,
        why: `只写到${day.precision === 'year' ? '年' : '月'}，按 ${day.day} 登记`,
        remedy: null,
      })
    }
    return parseDay(day.day)
  }
}
