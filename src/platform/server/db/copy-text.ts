/** What a COPY column takes; arrays become PostgreSQL arrays, objects JSON. */
export type CopyValue =
  | string
  | number
  | boolean
  | null
  | readonly (string | number)[]
  | { readonly [key: string]: unknown }

/** PostgreSQL COPY text format: tab between values, newline after a row, `\N` for null. */
export function copyText(rows: Iterable<readonly CopyValue[]>): string {
  let text = ''
  for (const row of rows) {
    let line = ''
    for (let column = 0; column < row.length; column++) {
      if (column > 0) line += '\t'
      line += copyValue(row[column] ?? null)
    }
    text += line + '\n'
  }
  return text
}

const SPECIAL = /[\\\t\n\r]/g
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function escape(text: string): string {
  // PostgreSQL text cannot hold NUL; files sometimes do.
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
  return clean.replace(SPECIAL, (character) => ESCAPED[character] ?? character)
}

function copyValue(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return escape(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (Array.isArray(value)) {
    return escape(`{${value.map((item) => `"${String(item).replace(/[\\"]/g, '\\$&')}"`).join(',')}}`)
  }
  return escape(JSON.stringify(value))
}
