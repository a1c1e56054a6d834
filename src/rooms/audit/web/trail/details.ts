/** One fact of a trail row: before and after where both are known, else its value. */
export interface Change {
  readonly field: string
  readonly before: string
  readonly after: string
}

export interface Detail {
  readonly field: string
  readonly value: string
}

type Said = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Said => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as people read it: lists with commas, records as `name: value`. */
export function sayValue(value: unknown, yes: string, no: string): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? yes : no
  if (Array.isArray(value)) return value.length === 0 ? '—' : value.map((one) => sayValue(one, yes, no)).join('、')
  if (isRecord(value)) {
    const parts = Object.entries(value).map(([key, one]) => `${key}：${sayValue(one, yes, no)}`)
    return parts.length === 0 ? '—' : parts.join('；')
  }
  return String(value)
}

/** Splits the details of a row into what was changed (`before`, `after`) and the rest. */
export function splitDetails(details: Said, yes: string, no: string): { changes: Change[]; rest: Detail[] } {
  const { before, after, ...others } = details
  const old = isRecord(before) ? before : {}
  const fresh = isRecord(after) ? after : {}
  const fields = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
  const changes = fields.map((field) => ({
    field,
    before: sayValue(old[field], yes, no),
    after: sayValue(fresh[field], yes, no),
  }))
  const plain: Said = {
    ...(isRecord(before) || before === undefined ? {} : { before }),
    ...(isRecord(after) || after === undefined ? {} : { after }),
    ...others,
  }
  return { changes, rest: Object.entries(plain).map(([field, value]) => ({ field, value: sayValue(value, yes, no) })) }
}
