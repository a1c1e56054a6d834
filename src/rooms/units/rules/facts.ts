import type { Day } from '../../../kernel/day.ts'
import { readDay } from '../../../standards/dates.ts'
import { currencyNames, readAmount, readCount, readYesNo } from '../../../standards/numbers.ts'
import { checkUscc } from '../../../standards/uscc.ts'
import type { FactName, FactValue, Life } from '../contract.ts'
import { pointText, readPair, readPointText } from './coordinates.ts'
import type { FieldKey, LayoutCell } from './layout/types.ts'
import { isMaskedFact } from './personal.ts'

/**
 * One row of a file as facts. A cell that cannot be read is left out with a note that names column, reason and remedy;
 * the rest of the row goes on. Only a row without any identity (neither name nor usable code) is refused whole.
 */
export interface RowFacts {
  readonly facts: Partial<Record<FactName, FactValue>>
  /** The cell's own words where the value does not say all of it: “约30”. */
  readonly texts: Partial<Record<FactName, string>>
  readonly notes: readonly RowNote[]
  readonly code: CodeState
  /** The code cell's own text, also when it is no usable code. */
  readonly codeText: string | null
  /** 聚新编号 of a row that this product exported. */
  readonly unit: string | null
  /** Day the row itself was reported, where it has such a column. */
  readonly reported: Day | null
  /** Why the row is refused; null when it can be taken. */
  readonly refused: RowNote | null
  /** Cells with content that were taken. */
  readonly taken: number
}

export interface RowNote {
  readonly column: string | null
  readonly why: string
  readonly remedy: string | null
  /** refused: the cell is left out · doubtful: taken, to be looked at · plain: said for completeness. */
  readonly weight: 'refused' | 'doubtful' | 'plain'
}

export interface CodeState {
  readonly code: string | null
  readonly state: 'valid' | 'suspicious' | 'unusable' | 'none'
  /** Characters 3–8. */
  readonly division: string | null
}

export interface MappedColumn {
  readonly index: number
  readonly title: string
  readonly field: FieldKey
}

const COUNTS = {
  employees: 1_000_000,
  membersFull: 100_000,
  membersProbationary: 10_000,
  membersReported: 100_000,
} as const

const TEXTS = new Set<FieldKey>([
  'registeredType',
  'scope',
  'status',
  'industry',
  'orgForm',
  'orgName',
  'instructor',
  'liaison',
  'union',
  'youthLeague',
  'reasonNone',
  'remark',
  'grid',
  'park',
  'parent',
])

/** From the wide to the narrow: together they say where the unit belongs when the address does not. */
const REGION: readonly FieldKey[] = ['province', 'city', 'county', 'town', 'community']

const NO_CODE: CodeState = { code: null, state: 'none', division: null }

/** `place`: what the sheet's name, its title or a section line says of all its rows; a row's own columns go before it. */
export function readRow(
  columns: readonly MappedColumn[],
  cells: readonly LayoutCell[],
  today: Day,
  place: string | null = null,
): RowFacts {
  const facts: Partial<Record<FactName, FactValue>> = {}
  const texts: Partial<Record<FactName, string>> = {}
  const notes: RowNote[] = []
  const region: Partial<Record<FieldKey, string>> = {}
  let code = NO_CODE
  let codeText: string | null = null
  let unit: string | null = null
  let reported: Day | null = null
  let taken = 0
  const where: WhereCells = {}

  for (const { index, title, field } of columns) {
    const cell = cells[index] ?? null
    const text = cellText(cell)
    if (text === '') continue
    const refuse = (why: string, remedy: string | null = null): void => {
      notes.push({ column: title, why, remedy, weight: 'refused' })
    }
    if (typeof cell === 'object' && cell !== null && cell.kind === 'error') {
      refuse(`单元格是表格错误值 ${cell.error}`, '在原表改正公式，或直接填写数值')
      continue
    }
    const before = notes.length
    if (field === 'code') {
      code = readCode(cell, title, notes)
      codeText = text
      if (code.code !== null) facts.code = code.code
    } else if (field === 'name' || field === 'address') {
      facts[field] = text
    } else if (field === 'founded' || field === 'orgFounded') {
      const day = readDay(cell, { today })
      if (!day.ok) {
        if (day.problem !== 'empty') refuse(day.words)
      } else if (day.future) {
        refuse(`日期 ${day.day} 在今天之后`, '核对日期')
      } else {
        facts[field] = day.day
        if (day.precision !== 'day') texts[field] = text
      }
    } else if (field === 'unitId') {
      unit = text
    } else if (field === 'reportDate') {
      const day = readDay(cell, { today })
      if (day.ok && !day.future) reported = day.day
    } else if (field in COUNTS) {
      const name = field as keyof typeof COUNTS
      const count = readCount(cell, COUNTS[name])
      if (count.problem) refuse(count.problem.words, '改成人数后再放入')
      else if (count.value !== null) {
        facts[name] = count.value
        if (count.approximate) texts[name] = text
      }
    } else if (field === 'capital' || field === 'revenue') {
      const amount = readAmount(cell)
      if (amount.problem) notes.push({ column: title, why: amount.problem.words, remedy: null, weight: 'plain' })
      else if (amount.value !== null) {
        facts[field] = amount.value
        // Unsaid and 人民币 are the same; only foreign money needs a word.
        if (field === 'capital' && amount.currency !== 'CNY') {
          facts.currency = currencyNames[amount.currency] ?? amount.currency
        }
      }
    } else if (field === 'hasOrganization') {
      const answer = readYesNo(cell)
      if (answer.value !== null) facts.hasOrganization = answer.value
      else if (answer.problem) refuse(answer.problem.words, '填“是”或“否”')
    } else if (field === 'lng' || field === 'lat' || field === 'point') {
      // Only both together say something.
      if (!isNothing(text)) where[field] = { title, cell: typeof cell === 'string' ? text : cell }
      continue
    } else if (REGION.includes(field)) {
      if (!isNothing(text)) region[field] = text
    } else if (isMaskedFact(field, text)) {
      notes.push({ column: title, why: '姓名是遮盖过的，没有取，台账原来的不变', remedy: null, weight: 'plain' })
    } else if (TEXTS.has(field) && !isNothing(text)) {
      facts[field as FactName] = text
    }
    if (notes.length === before) taken++
  }
  const words = REGION.map((field) => region[field]).filter((part) => part !== undefined)
  if (words.length > 0) facts.region = words.join('')
  else if (place !== null && Object.keys(facts).length > 0) facts.region = place
  taken += addPoint(where, facts, notes)
  addCrossChecks(facts, notes)
  return { facts, texts, notes, code, codeText, unit, reported, refused: refusal(facts, code), taken }
}

const SECTION_PLACE = /[\u4e00-\u9fff]{1,8}(?:街道|镇|乡|苏木|开发区|新区|园区|区|县|旗|市|社区|村)(?![\u4e00-\u9fff])/

/** `一、中山区（12 家）` → 中山区; null when the line names no place. */
export function placeOfSection(section: string | null): string | null {
  return section === null ? null : (SECTION_PLACE.exec(section)?.[0] ?? null)
}

/** What a person sees in the cell, trimmed. */
export function cellText(cell: LayoutCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell.trim()
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return cell.kind === 'error' ? cell.error : cell.text
}

function isNothing(text: string): boolean {
  return /^(N\/?A|NULL|无|-+|—+|\/|\\|暂无|空)$/i.test(text)
}

function readCode(cell: LayoutCell, title: string, notes: RowNote[]): CodeState {
  const reading = checkUscc(cell)
  if (reading.form === 'empty') return NO_CODE
  const why = reading.warnings.map((warning) => warning.words).join('；')
  if (reading.state === 'unusable') {
    notes.push({
      column: title,
      why: why || '不是统一社会信用代码',
      remedy: '把该列设为文本后重新导出或补填',
      weight: 'refused',
    })
    return { code: null, state: 'unusable', division: reading.divisionCode }
  }
  const [first] = reading.repairs
  if (reading.state === 'suspicious') {
    const remedy = first ? `可能应为 ${first.code}` : '与营业执照核对'
    notes.push({ column: title, why, remedy, weight: 'doubtful' })
  } else if (why !== '') notes.push({ column: title, why, remedy: null, weight: 'plain' })
  return { code: reading.code, state: reading.state, division: reading.divisionCode }
}

type WhereCells = { [Key in 'lng' | 'lat' | 'point']?: { readonly title: string; readonly cell: LayoutCell } }

/** The point of the row: from its two columns, else from the one that holds both. Returns the number of cells taken. */
function addPoint(
  { lng, lat, point }: WhereCells,
  facts: Partial<Record<FactName, FactValue>>,
  notes: RowNote[],
): number {
  const note = (column: string, why: string, remedy: string | null, weight: RowNote['weight']): void =>
    void notes.push({ column, why, remedy, weight })
  if (point === undefined && (lng === undefined || lat === undefined)) {
    if (lng) note(lng.title, '只有经度，没有纬度', '补上纬度，或者把经度清空', 'refused')
    if (lat) note(lat.title, '只有纬度，没有经度', '补上经度，或者把纬度清空', 'refused')
    return 0
  }
  const both = lng !== undefined && lat !== undefined
  const column = both ? `${lng.title}、${lat.title}` : (point?.title ?? '')
  const reading = both ? readPair(lng.cell, lat.cell) : readPointText(point?.cell ?? null)
  if (!reading.ok) {
    note(column, reading.why, reading.remedy, 'refused')
    return 0
  }
  facts.point = pointText(reading.point)
  if (reading.swapped) note(column, '经度和纬度写反了，已经调换', null, 'plain')
  if (reading.coarse) note(column, '只精确到约一公里', '有更精确的坐标再补', 'plain')
  return both ? 2 : 1
}

/** Things no single cell shows: more members than staff, full members without a plausible total. */
function addCrossChecks(facts: Partial<Record<FactName, FactValue>>, notes: RowNote[]): void {
  const members = Number(facts.membersFull ?? 0) + Number(facts.membersProbationary ?? 0)
  const employees = facts.employees
  if (typeof employees === 'number' && members > employees && members >= 3) {
    notes.push({
      column: '党员人数',
      why: `党员 ${members} 名，多于职工 ${employees} 名`,
      remedy: '核对两个数；关系在别处的党员另注',
      weight: 'plain',
    })
  }
}

function refusal(facts: Partial<Record<FactName, FactValue>>, code: CodeState): RowNote | null {
  if (typeof facts.name === 'string' || code.code !== null) return null
  return { column: null, why: '没有单位名称，也没有可用的代码', remedy: '补上名称或代码后再放入', weight: 'refused' }
}

const LIFE_WORDS: readonly (readonly [RegExp, Life])[] = [
  [/注销|吊销|撤销|关闭|清算/, 'closed'],
  [/迁出|迁往|搬迁/, 'moved'],
  [/空挂|查无|失联|异常|空壳/, 'empty'],
  [/停业|歇业|休眠|僵尸|停产/, 'dormant'],
]

/** 登记状态 as the office's five states; what says nothing of the kind is operating. */
export function lifeOfStatus(status: string): Life {
  return LIFE_WORDS.find(([words]) => words.test(status))?.[1] ?? 'operating'
}
