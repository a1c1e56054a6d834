/**
 * The parts of an .xlsx that say what else is in it: relations, the list of sheets, number formats, shared strings.
 * Source: ECMA-376 part 1 (SpreadsheetML); names are compared without their namespaces, so the strict variant reads the same.
 */
import type { XmlHandler, XmlTag } from './xml-scanner.ts'
import { XmlScanner } from './xml-scanner.ts'
import { attribute, unescapeControls, xmlText } from './xml-text.ts'
import type { NumberShow } from './number-formats.ts'
import { PLAIN, showOfBuiltIn, showOfFormat } from './number-formats.ts'

export interface Relation {
  readonly id: string
  /** Last word of the type: `worksheet`, `sharedStrings`, `styles`, `chartsheet` … */
  readonly type: string
  /** Path inside the zip. */
  readonly target: string
}

/** Relations of a part: `relationsOf(bytes, 'xl/workbook.xml')`. */
export function readRelations(bytes: Buffer, part: string): Relation[] {
  const relations: Relation[] = []
  scanTags(bytes, (tag) => {
    if (tag.name !== 'Relationship') return
    const type = attribute(tag, 'Type') ?? ''
    relations.push({
      id: attribute(tag, 'Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolvePart(part, attribute(tag, 'Target') ?? ''),
    })
  })
  return relations
}

export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/')
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`
}

/** A target is relative to the folder of its part, or begins with `/`. */
function resolvePart(part: string, target: string): string {
  const path = target.replaceAll('\\', '/')
  if (path.startsWith('/')) return path.slice(1)
  const folders = part.split('/').slice(0, -1)
  for (const step of path.split('/')) {
    if (step === '..') folders.pop()
    else if (step !== '.') folders.push(step)
  }
  return folders.join('/')
}

export interface WorkbookFacts {
  readonly sheets: readonly { readonly name: string; readonly relation: string; readonly hidden: boolean }[]
  /** Days are counted from 1904. */
  readonly date1904: boolean
}

export function readWorkbook(bytes: Buffer): WorkbookFacts {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let date1904 = false
  scanTags(bytes, (tag) => {
    if (tag.name === 'sheet') {
      sheets.push({
        name: attribute(tag, 'name') ?? `Sheet${sheets.length + 1}`,
        relation: attribute(tag, 'id') ?? '',
        hidden: /hidden/i.test(attribute(tag, 'state') ?? ''),
      })
    } else if (tag.name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '')
  })
  return { sheets, date1904 }
}

/** What each cell style (the `s` of a cell) makes of a number. */
export function readStyles(bytes: Buffer): NumberShow[] {
  const custom = new Map<number, string>()
  const shows: NumberShow[] = []
  let inCellStyles = false
  scanTags(
    bytes,
    (tag) => {
      if (tag.name === 'numFmt') custom.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '')
      else if (tag.name === 'cellXfs') inCellStyles = true
      else if (tag.name === 'xf' && inCellStyles) {
        const id = Number(attribute(tag, 'numFmtId') ?? 0)
        const code = custom.get(id)
        shows.push(code === undefined ? showOfBuiltIn(id) : showOfFormat(code))
      }
    },
    (name) => {
      if (name === 'cellXfs') inCellStyles = false
    },
  )
  return shows.every((show) => show === PLAIN) ? [] : shows
}

/**
 * Collects the shared strings. Rich text is joined, phonetic guides (`rPh`, the small kana or pinyin above characters) are
 * no part of the text.
 */
export class SharedStrings implements XmlHandler {
  readonly texts: string[] = []
  wantsText = false
  #text = ''
  #phonetic = false
  readonly #onCharacters: (count: number) => void

  /** `onCharacters` is told the length of each string, to stop a file that would not fit. */
  constructor(onCharacters: (count: number) => void) {
    this.#onCharacters = onCharacters
  }

  open(tag: XmlTag): void {
    if (tag.name === 't') this.wantsText = !this.#phonetic
    else if (tag.name === 'rPh') this.#phonetic = true
    else if (tag.name === 'si') this.#text = ''
  }

  text(bytes: Buffer, start: number, end: number): void {
    const piece = xmlText(bytes, start, end)
    this.#text = this.#text === '' ? piece : this.#text + piece
  }

  close(name: string): void {
    if (name === 't') this.wantsText = false
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'si') {
      this.texts.push(unescapeControls(this.#text))
      this.#onCharacters(this.#text.length)
    }
  }
}

function scanTags(bytes: Buffer, onOpen: (tag: XmlTag) => void, onClose: (name: string) => void = () => {}): void {
  new XmlScanner({ open: onOpen, close: onClose, wantsText: false, text: () => {} }).write(utf8Of(bytes))
}

/** XML parts are UTF-8 but for a few old writers', which use UTF-16 with a mark. */
export function utf8Of(bytes: Buffer): Buffer {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0
  if (mark === 0xfffe) return Buffer.from(new TextDecoder('utf-16le').decode(bytes))
  if (mark === 0xfeff) return Buffer.from(new TextDecoder('utf-16be').decode(bytes))
  return bytes
}
