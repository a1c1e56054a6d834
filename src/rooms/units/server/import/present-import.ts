import type { z } from 'zod'
import {
  factNames,
  facts as factLabels,
  type FactName,
  type FactValue,
  type importRowShape,
  type importShape,
} from '../../contract.ts'
import type { PersonalKind } from '../../../../kernel/mask.ts'
import type { Eyes } from '../../../../platform/server/personal/eyes.ts'
import { cellText } from '../../rules/facts.ts'
import { personalFacts, showFact } from '../../rules/personal.ts'
import type { RecordFacts } from '../../rules/precedence.ts'
import { type Draft, type DraftRow, type DraftSheet } from './draft.ts'

const number = (n: number): string => n.toLocaleString('zh-CN')

/** Cells that look like somebody's name or number are masked, as everywhere: whoever may import need not know them. */
export function presentImport(draft: Draft, eyes: Eyes): z.input<typeof importShape> {
  return {
    id: draft.id,
    state: draft.state,
    createdAt: draft.createdAt,
    job: draft.job,
    files: draft.files.map(({ id, name, bytes, problem }) => ({ id, name, bytes, problem })),
    sheets: draft.sheets.map((sheet) => presentSheet(sheet, eyes)),
    root: draft.root,
    counts: draft.counts,
    sentence: sayDraft(draft),
    batches: draft.batches,
    seconds: draft.seconds,
  }
}

function presentSheet(sheet: DraftSheet, eyes: Eyes): z.input<typeof importShape>['sheets'][number] {
  const { layout, file } = sheet
  const fields = new Map(sheet.columns.map((column) => [column.index, column.field]))
  const encoding = file.table?.encoding ? ` · ${file.table.encoding.toUpperCase()}` : ''
  return {
    id: sheet.id,
    file: file.name,
    sheet: sheet.sheet.name,
    format: `${file.table?.kind ?? ''}${encoding}`,
    source: sheet.source,
    sourceWhy: layout.sourceWhy.join('；'),
    confidence: layout.sourceConfidence,
    asOf: sheet.asOf,
    headerRows: [...layout.headerRows],
    rows: layout.dataRowCount,
    skipped: groupSkipped(layout.skipped),
    columns: layout.columns.map((column) => {
      const field = fields.get(column.index) ?? null
      return {
        index: column.index,
        header: column.title,
        field: field ?? (column.taken ? null : column.field),
        label: labelOf(field ?? column.field),
        confidence: column.confidence,
        why: column.why.join('；'),
        taken: field !== null,
        notTakenBecause: column.notTaken,
        samples: column.samples.map((sample) => showCell(field ?? column.field, sample, eyes)),
      }
    }),
    remembered: sheet.remembered,
    warnings: [
      ...layout.warnings.map((warning) => warning.words),
      ...(file.table?.warnings ?? [])
        .filter((one) => one.sheet === null || one.sheet === sheet.sheet.name)
        .map((one) => one.words),
    ],
    use: sheet.use,
  }
}

const personalFields: Readonly<Record<string, PersonalKind>> = {
  ...personalFacts,
  secretary: 'name',
  person: 'name',
  contact: 'phone',
}

/** A cell of a column by what the column holds. */
export function showCell(field: string | null, text: string, eyes: Eyes): string {
  const kind = personalFields[field ?? '']
  return kind === undefined ? text : eyes.show(kind, text)
}

const skipWords: Readonly<Record<string, string>> = {
  title: '标题',
  header: '表头',
  'column-numbers': '栏号',
  'repeated-header': '重复的表头',
  total: '合计',
  section: '分组标题',
  note: '说明、落款',
  checksum: '校验行',
}

function groupSkipped(skipped: DraftSheet['layout']['skipped']): { rows: string; why: string }[] {
  const groups = new Map<string, number[]>()
  for (const { row, reason } of skipped) {
    if (reason === 'header') continue
    const list = groups.get(reason)
    if (list) list.push(row)
    else groups.set(reason, [row])
  }
  return [...groups].map(([reason, rows]) => ({
    rows: rows.length > 6 ? `第 ${rows.slice(0, 6).join('、')} 等 ${rows.length} 行` : `第 ${rows.join('、')} 行`,
    why: skipWords[reason] ?? reason,
  }))
}

const otherLabels: Readonly<Record<string, string>> = {
  serial: '序号',
  oldRegNo: '原注册号',
  orgCode: '组织机构代码',
  province: '省',
  city: '市',
  county: '区县',
  town: '镇街',
  community: '社区（村）',
  building: '楼宇',
  lng: '经度',
  lat: '纬度',
  femaleEmployees: '女职工人数',
  orgSuperior: '上级党组织',
  secretary: '党组织书记',
  womensFederation: '妇联',
  reportDate: '填报日期',
  unitId: '聚新编号',
  reason: '退回原因',
  legalRepIsMember: '法定代表人是否党员',
  person: '人名',
  contact: '联系方式',
}

export function labelOf(field: string | null): string {
  if (field === null) return '不用'
  return field in factLabels ? factLabels[field as FactName] : (otherLabels[field] ?? field)
}

function sayDraft(draft: Draft): string {
  const { counts } = draft
  if (draft.state === 'written') {
    const queue = counts.doubtful > 0 ? `；${number(counts.doubtful)} 行等待核对` : ''
    return `已写入：新增 ${number(counts.new)} 家，补充或变化 ${number(counts.changed + counts.suspicious)} 行${queue}。从文件取来、不用再问的格子 ${number(counts.cellsTaken)} 个。`
  }
  if (draft.state !== 'ready') return ''
  const parts = [`新增 ${number(counts.new)} 家`, `变化 ${number(counts.changed)} 行`, `没变 ${number(counts.same)} 行`]
  if (counts.suspicious > 0) parts.push(`可疑 ${number(counts.suspicious)} 行（照常写入，个别格子不取）`)
  if (counts.doubtful > 0) parts.push(`待核对 ${number(counts.doubtful)} 行`)
  if (counts.wrong > 0) parts.push(`有误 ${number(counts.wrong)} 行（不写入，可下载改好再放进来）`)
  return `${parts.join('，')}。`
}

export function presentRow(
  row: DraftRow,
  before: readonly RecordFacts[],
  candidates: ReadonlyMap<string, { name: string; code: string | null; address: string | null }>,
  eyes: Eyes,
): z.input<typeof importRowShape> {
  const name = row.read.facts.name
  return {
    key: `${row.sheet.id}-${row.row}`,
    file: row.sheet.file.name,
    sheet: row.sheet.sheet.name,
    row: row.row,
    name: typeof name === 'string' ? name : firstText(row),
    code: row.read.code.code,
    unit: row.unit,
    changes: changesOf(row, before, eyes),
    notes: row.notes.map(({ column, why, remedy }) => ({ column, why, remedy })),
    candidates: (row.match?.candidates ?? []).map((one) => {
      const unit = candidates.get(String(one.key))
      return {
        unit: String(one.key),
        name: unit?.name ?? '',
        code: unit?.code ?? null,
        address: unit?.address ?? null,
        score: one.score,
        why: one.evidence.map((evidence) => evidence.words).join('；'),
      }
    }),
  }
}

function firstText(row: DraftRow): string {
  return row.cells.map(cellText).find((text) => text !== '') ?? ''
}

/** Field by field, old → new, against what the same source said last. */
function changesOf(
  row: DraftRow,
  before: readonly RecordFacts[],
  eyes: Eyes,
): { label: string; from: string; to: string }[] {
  if (row.tab === 'wrong' || row.tab === 'same') return []
  const source = row.sheet.source
  const last = before.filter((record) => record.source === source).sort((a, b) => (a.batch < b.batch ? 1 : -1))[0]
  const changes: { label: string; from: string; to: string }[] = []
  for (const fact of factNames) {
    const now = row.read.facts[fact]
    const past = last?.facts[fact]
    if (now === undefined ? past === undefined || source === 'edit' : now === past) continue
    if (fact === 'scope') continue
    const say = (value: FactValue | undefined): string => sayValue(showFact(eyes.show, fact, value))
    changes.push({ label: factLabels[fact], from: say(past), to: say(now) })
  }
  return changes
}

export function sayValue(value: FactValue | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'number' ? value.toLocaleString('zh-CN') : value
}
