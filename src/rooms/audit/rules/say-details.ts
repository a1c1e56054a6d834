/**
 * The details of a row as people read them: names of facts instead of keys, and what was changed as before and after.
 * Personal values stand in the trail as keyed hashes; of them is said only whether they changed.
 */
type Details = Readonly<Record<string, unknown>>

export const COMMON_LABELS: Readonly<Record<string, string>> = {
  reason: '事由',
  why: '事由',
  purpose: '用途',
  evidence: '依据',
  approver: '批准人',
  expires: '到期',
  name: '名称',
  note: '备注',
  filter: '条件',
  format: '格式',
  facts: '更正的内容',
  changed: '变动家数',
  edition: '版本',
  version: '版本',
  day: '日期',
  asOf: '数据截至',
  units: '家数',
  rows: '行数',
  persons: '人数',
  subjects: '涉及的人（密文）',
  what: '内容',
  plan: '方案',
  town: '镇街',
  kind: '类型',
  from: '原为',
  to: '改为',
  until: '到',
  area: '区域',
  life: '经营状态',
  placed: '所在区域',
  point: '坐标',
  parent: '上级单位',
  instructor: '指导员',
  liaison: '联络员',
  phone: '电话',
  checksum: '校验码',
  head: '链头',
  question: '查询条件',
  started: '开始',
  sheets: '工作表',
  merge: '归并编号',
  gone: '并入的单位',
  review: '核对编号',
  same: '是否同一家',
  file: '文件',
}

/** What stands for a personal value. */
const HIDDEN = '（密文）'
const HIDDEN_CHANGED = '已改（密文比对）'

export function sayDetails(details: Details, labels: Details): Record<string, unknown> {
  const said: Record<string, unknown> = {}
  const { before, after, ...rest } = details
  if (before !== undefined || after !== undefined) {
    const [old, fresh] = [factsOf(before), factsOf(after)]
    const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((key) => !same(old[key], fresh[key]))
    said['before'] = Object.fromEntries(keys.map((key) => [label(key, labels), sayValue(old[key], labels)]))
    said['after'] = Object.fromEntries(
      keys.map((key) => [
        label(key, labels),
        isKeyed(fresh[key]) && isKeyed(old[key]) ? HIDDEN_CHANGED : sayValue(fresh[key], labels),
      ]),
    )
  }
  for (const [key, value] of Object.entries(rest)) said[label(key, labels)] = sayValue(value, labels)
  return said
}

/** What was before, or after, fact by fact; something that is no list of facts is the one fact `what`. */
function factsOf(value: unknown): Details {
  if (value === null || value === undefined) return {}
  return isRecord(value) && !isKeyed(value) ? value : { what: value }
}

function label(key: string, labels: Details): string {
  const own = labels[key]
  return typeof own === 'string' ? own : (COMMON_LABELS[key] ?? key)
}

function sayValue(value: unknown, labels: Details): unknown {
  if (isKeyed(value)) return HIDDEN
  if (Array.isArray(value)) return value.map((one) => sayValue(one, labels))
  if (!isRecord(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [label(key, labels), sayValue(one, labels)]))
}

function isRecord(value: unknown): value is Details {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isKeyed(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 1 && typeof value['keyed'] === 'string'
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
