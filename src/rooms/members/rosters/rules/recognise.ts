import type { RosterKind } from '../contract.ts'
import { fieldOf, rosterFields, type RosterFieldKey } from './fields.ts'

/** A cell as the spreadsheet reader gives it. */
export type RosterCell =
  | string
  | number
  | boolean
  | null
  | { readonly kind: 'date'; readonly serial: number; readonly text: string; readonly precision: string }
  | { readonly kind: 'number'; readonly value: number; readonly text: string; readonly precisionLost: boolean }
  | { readonly kind: 'error'; readonly error: string }

export interface RosterSheet {
  readonly name: string
  readonly rows: readonly (readonly RosterCell[])[]
  readonly rowNumbers: readonly number[]
}

export interface RosterColumn {
  readonly index: number
  readonly title: string
  readonly field: RosterFieldKey | null
  readonly why: string
}

export interface RosterLayout {
  readonly kind: RosterKind
  /** Index of the first row of data; -1 where no heading was found. */
  readonly firstRow: number
  readonly headerRow: number | null
  readonly columns: readonly RosterColumn[]
  /** Day that the title names (`截至2026年10月31日`), as text. */
  readonly asOf: string | null
}

const LOOKED_AT = 15

/**
 * The heading is the row, or the two rows of a heading in two storeys, of whose cells most are known; it must name the
 * person. Each field is taken by its first column. Nothing is told from the contents: what is not recognised by its heading
 * is shown and mapped by hand.
 */
export function recogniseRoster({ rows, rowNumbers }: RosterSheet): RosterLayout {
  let best: { at: number; size: number; titles: string[]; known: number } | null = null
  for (const size of [1, 2]) {
    for (let at = 0; at < Math.min(rows.length, LOOKED_AT); at++) {
      const titles = headingAt(rows, at, size)
      const known = titles.filter((title) => fieldOf(title) !== null).length
      const named = titles.some((title) => fieldOf(title) === 'name')
      if (named && known >= 2 && (best === null || known > best.known)) best = { at, size, titles, known }
    }
  }
  const above = rows
    .slice(0, best?.at ?? 2)
    .map((row) => row.map(textOf).join(' '))
    .join(' ')
  if (best === null) return { kind: 'office', firstRow: -1, headerRow: null, columns: [], asOf: null }
  const columns = columnsOf(best.titles)
  return {
    kind: isNational(above, columns) ? 'national' : 'office',
    firstRow: best.at + best.size,
    headerRow: rowNumbers[best.at] ?? null,
    columns,
    asOf: /(?:截至|截止(?:日期|时间)?)[:： ]*(\d{4}[年.-]\d{1,2}[月.-]\d{1,2})/.exec(above)?.[1] ?? null,
  }
}

function headingAt(rows: readonly (readonly RosterCell[])[], at: number, size: number): string[] {
  const first = rows[at] ?? []
  if (size === 1) return first.map(textOf)
  const second = rows[at + 1] ?? []
  const width = Math.max(first.length, second.length)
  return Array.from({ length: width }, (_, column) => textOf(second[column] ?? null) || textOf(first[column] ?? null))
}

function columnsOf(titles: readonly string[]): RosterColumn[] {
  const given = new Set<RosterFieldKey>()
  return titles.flatMap((title, index): RosterColumn[] => {
    if (title === '') return []
    const field = fieldOf(title)
    if (field === null) return [{ index, title, field, why: '没有认出来，可以在这里指定' }]
    if (given.has(field)) return [{ index, title, field: null, why: `前面已有一列是“${rosterFields[field].label}”` }]
    given.add(field)
    const { notTaken } = rosterFields[field] as { notTaken?: string }
    return [{ index, title, field, why: notTaken ?? `按列名认作“${rosterFields[field].label}”` }]
  })
}

/** By its title, or by the words that only the form uses. */
function isNational(above: string, columns: readonly RosterColumn[]): boolean {
  if (/全国党员管理信息系统|党员基本信息采集|党员信息采集表|党员基本信息汇总/.test(above)) return true
  const fields = new Set(columns.map(({ field }) => field))
  return fields.has('standing') && fields.has('category') && fields.has('lost') && !fields.has('unit')
}

export function textOf(cell: RosterCell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return cell.kind === 'error' ? '' : cell.text.trim()
  return String(cell).trim()
}
