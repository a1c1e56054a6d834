/**
 * Cuts comma-separated text into records, over chunks cut anywhere. The grammar is RFC 4180 as WPS and Excel bend it:
 * line ends may be CR, LF or both; a quote inside an unquoted field is a plain character; text after a closing quote is
 * appended to the field.
 *
 * A stray quote at the start of a field would swallow everything up to the next quote, hundreds of rows away. So a
 * quoted field that reaches over a line end and then closes in the middle of a word, or that never closes within the
 * longest cell a spreadsheet can hold, is read again with its quote as a plain character.
 */
const QUOTE = 34
const CR = 13
const LF = 10
/** The longest text a cell of a spreadsheet holds is 32,767 characters. */
const LONGEST_CELL = 32_767

export class CsvTokenizer {
  readonly #separator: number
  readonly #onRecord: (fields: string[], record: number) => void
  #rest = ''
  #fields: string[] = []
  #records = 0
  /** Records (from 1) that hold a quote without a partner. */
  readonly unpairedQuotes: number[] = []
  /** Whether the text ended inside a quoted field; known after `end`. */
  endedInQuotes = false
  /** Whether the last record was closed by a line end; known after `end`. */
  endedWithLine = true

  /** `separator` is one character. `onRecord` is given each record with its number from 1; a blank line is `['']`. */
  constructor(separator: string, onRecord: (fields: string[], record: number) => void) {
    this.#separator = separator.charCodeAt(0)
    this.#onRecord = onRecord
  }

  write(text: string): void {
    this.#rest = this.#cut(this.#rest + text, false)
  }

  end(): void {
    if (this.#rest === '' && this.#fields.length === 0) return
    this.endedWithLine = this.#rest.endsWith('\r')
    this.#rest = this.#cut(this.endedWithLine ? this.#rest : `${this.#rest}\n`, true)
  }

  /** Takes whole fields off the text and returns what must wait for more. The last text of all ends with a line end. */
  #cut(text: string, last: boolean): string {
    let at = 0
    while (at < text.length) {
      let end = -1
      let field = ''
      if (text.charCodeAt(at) === QUOTE) {
        const quoted = quotedField(text, at, this.#separator, last)
        if (quoted === 'incomplete') return text.slice(at)
        if (quoted.unpaired && this.unpairedQuotes.at(-1) !== this.#records + 1) {
          this.unpairedQuotes.push(this.#records + 1)
        }
        if (quoted.open) this.endedInQuotes = true
        field = quoted.field
        end = quoted.end
      }
      if (end < 0) {
        end = plainEnd(text, at, this.#separator)
        field = text.slice(at, end)
      }
      // The field may go on in the next chunk, and the LF of a CR LF may stand there.
      if (!last && end + 1 >= text.length && text.charCodeAt(end) !== this.#separator && text.charCodeAt(end) !== LF) {
        return text.slice(at)
      }
      this.#fields.push(field)
      const stop = text.charCodeAt(end)
      at = end + (stop === CR && text.charCodeAt(end + 1) === LF ? 2 : 1)
      if (stop !== this.#separator) {
        const fields = this.#fields
        this.#fields = []
        this.#onRecord(fields, ++this.#records)
      }
    }
    return ''
  }
}

function plainEnd(text: string, from: number, separator: number): number {
  for (let i = from; i < text.length; i++) {
    const letter = text.charCodeAt(i)
    if (letter === separator || letter === LF || letter === CR) return i
  }
  return text.length
}

interface Quoted {
  readonly field: string
  /** Index of the separator or line end after the field; -1: read the field again with its quote as a plain character. */
  readonly end: number
  readonly unpaired: boolean
  readonly open: boolean
}

const STRAY: Quoted = { field: '', end: -1, unpaired: true, open: false }

/** `start` is the opening quote. */
function quotedField(text: string, start: number, separator: number, last: boolean): Quoted | 'incomplete' {
  let from = start + 1
  let field = ''
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) {
      if (text.length - start > LONGEST_CELL) return { ...STRAY, open: last }
      if (!last) return 'incomplete'
      const tail = text.slice(from, -1)
      if (/[\r\n]/.test(field + tail)) return { ...STRAY, open: true }
      return { field: field + tail, end: text.length - 1, unpaired: true, open: true }
    }
    field += text.slice(from, quote)
    if (field.length > LONGEST_CELL) return STRAY
    if (quote + 1 >= text.length) return 'incomplete'
    if (text.charCodeAt(quote + 1) === QUOTE) {
      field += '"'
      from = quote + 2
      continue
    }
    const end = plainEnd(text, quote + 1, separator)
    if (end > quote + 1 && /[\r\n]/.test(field)) return STRAY
    if (end >= text.length) return 'incomplete'
    return { field: field + text.slice(quote + 1, end), end, unpaired: false, open: false }
  }
}
