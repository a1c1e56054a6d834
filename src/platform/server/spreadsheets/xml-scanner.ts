/**
 * A scanner for the XML inside workbooks, fed with chunks cut anywhere. It works on bytes and makes strings only of what
 * its handler asks for: of a sheet's XML nine tenths are tags, and turning those into strings is what makes general
 * parsers slow and hungry. UTF-8 lets us do so, for the bytes of `<`, `>`, quotes and `&` never occur inside a character.
 *
 * It does not check well-formedness, resolves no entities but the five of XML and character references, and never opens
 * anything outside the document. With `html` names are taken in lower case, and the text of `script` and `style` is no markup.
 */
const LT = 0x3c
const GT = 0x3e
const SLASH = 0x2f
const BANG = 0x21
const QUESTION = 0x3f
const QUOTE = 0x22
const APOSTROPHE = 0x27
const EQUALS = 0x3d
const COLON = 0x3a

/** No text or tag of an office file comes near this; without a ceiling a file of one endless tag would fill the memory. */
const LONGEST_TOKEN = 8 * 1024 * 1024

export interface XmlHandler {
  /** The tag is only valid during the call. A self-closing tag is opened and closed. */
  open(tag: XmlTag): void
  close(name: string): void
  /** Whether `text` is to be called for the text that comes next. */
  wantsText: boolean
  /** A run of raw text (references not resolved: see xml-text.ts). */
  text(bytes: Buffer, start: number, end: number): void
}

export class XmlScanner {
  readonly #handler: XmlHandler
  readonly #html: boolean
  readonly #tag = new XmlTag()
  readonly #names = new NameTable()
  #rest: Buffer = Buffer.alloc(0)
  /** Inside `script` or `style`: the name whose end tag is awaited. */
  #rawUntil: string | null = null
  #depth = 0

  constructor(handler: XmlHandler, options: { readonly html?: boolean } = {}) {
    this.#handler = handler
    this.#html = options.html ?? false
  }

  /** @throws RangeError when a single tag or text is beyond all measure. */
  write(chunk: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const taken = this.#scan(bytes)
    // A copy, for the chunk's memory is used again by whoever handed it in.
    this.#rest = Buffer.from(bytes.subarray(taken))
    if (this.#rest.length > LONGEST_TOKEN) throw new RangeError('a tag or text without end')
  }

  /** False when the document stops inside a tag or with elements open. */
  end(): boolean {
    return this.#rest.length === 0 && (this.#html || this.#depth === 0)
  }

  #scan(bytes: Buffer): number {
    const handler = this.#handler
    const length = bytes.length
    let at = 0
    while (at < length) {
      if (bytes[at] !== LT) {
        let end = at + 1
        while (end < length && bytes[end] !== LT) end++
        // Text that nobody wants need not be kept until it is whole.
        if (end === length) return handler.wantsText && this.#rawUntil === null ? at : length
        if (handler.wantsText && this.#rawUntil === null) handler.text(bytes, at, end)
        at = end
        continue
      }
      const kind = bytes[at + 1]
      if (kind === undefined) return at
      const end = kind === BANG ? this.#skipDeclaration(bytes, at) : tagEnd(bytes, at + 1, kind === QUESTION)
      if (end < 0) return at
      if (kind === BANG) {
        // CDATA is text as it stands.
        if (bytes[at + 2] === 0x5b && handler.wantsText) handler.text(bytes, at + 9, end - 3)
      } else if (kind === SLASH) this.#close(bytes, at + 2, end - 1)
      else if (kind !== QUESTION) this.#open(bytes, at + 1, end - 1)
      at = end
    }
    return at
  }

  #open(bytes: Buffer, start: number, end: number): void {
    if (this.#rawUntil !== null) return
    const selfClosing = bytes[end - 1] === SLASH
    const stop = selfClosing ? end - 1 : end
    let nameEnd = start
    while (nameEnd < stop && (bytes[nameEnd] as number) > 0x20) nameEnd++
    const name = this.#names.find(bytes, start, nameEnd, this.#html)
    this.#tag.set(name, bytes, nameEnd, stop)
    this.#handler.open(this.#tag)
    if (selfClosing) this.#handler.close(name)
    else {
      this.#depth++
      if (this.#html && (name === 'script' || name === 'style')) this.#rawUntil = name
    }
  }

  #close(bytes: Buffer, start: number, end: number): void {
    let nameEnd = start
    while (nameEnd < end && (bytes[nameEnd] as number) > 0x20) nameEnd++
    const name = this.#names.find(bytes, start, nameEnd, this.#html)
    if (this.#rawUntil !== null && name !== this.#rawUntil) return
    this.#rawUntil = null
    this.#depth--
    this.#handler.close(name)
  }

  /** The end of a comment, CDATA section or document type; -1 when it is not there yet. */
  #skipDeclaration(bytes: Buffer, at: number): number {
    if (bytes.length - at < 9) return -1
    if (bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d) return after(bytes.indexOf('-->', at + 4, 'latin1'), 3)
    if (bytes[at + 2] === 0x5b && !this.#html) return after(bytes.indexOf(']]>', at + 9, 'latin1'), 3)
    return after(bytes.indexOf(GT, at), 1)
  }
}

function after(index: number, length: number): number {
  return index < 0 ? -1 : index + length
}

/** Just past the `>` that ends the tag, which may also stand inside quoted values; -1 when it is not there yet. */
function tagEnd(bytes: Buffer, from: number, instruction: boolean): number {
  if (instruction) return after(bytes.indexOf(GT, from), 1)
  let quote = 0
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]
    if (quote !== 0) {
      if (byte === quote) quote = 0
    } else if (byte === GT) return i + 1
    else if ((byte === QUOTE || byte === APOSTROPHE) && bytes[i - 1] === EQUALS) quote = byte
  }
  return -1
}

/** An opening tag: its local name, and its attributes, which are looked for only when asked. */
export class XmlTag {
  name = ''
  bytes: Buffer = Buffer.alloc(0)
  /** Where the value of the attribute last found stands in `bytes`. */
  from = 0
  to = 0
  #start = 0
  #end = 0

  set(name: string, bytes: Buffer, start: number, end: number): void {
    this.name = name
    this.bytes = bytes
    this.#start = start
    this.#end = end
  }

  /** Looks for an attribute by its local name and sets `from` and `to` to its raw value. */
  find(name: string): boolean {
    const { bytes } = this
    const end = this.#end
    let at = this.#start
    for (;;) {
      while (at < end && (bytes[at] as number) <= 0x20) at++
      if (at >= end) return false
      let nameStart = at
      while (at < end && bytes[at] !== EQUALS && (bytes[at] as number) > 0x20) {
        if (bytes[at] === COLON) nameStart = at + 1
        at++
      }
      const nameEnd = at
      while (at < end && (bytes[at] as number) <= 0x20) at++
      if (bytes[at] === EQUALS && at < end) {
        at++
        while (at < end && (bytes[at] as number) <= 0x20) at++
        const quote = bytes[at]
        if (quote === QUOTE || quote === APOSTROPHE) {
          this.from = ++at
          while (at < end && bytes[at] !== quote) at++
          this.to = at++
        } else {
          this.from = at
          while (at < end && (bytes[at] as number) > 0x20) at++
          this.to = at
        }
      } else {
        this.from = at
        this.to = at
      }
      if (nameEnd - nameStart === name.length && isName(bytes, nameStart, name)) return true
    }
  }
}

/** Without regard to case: HTML writes names either way, and no XML of workbooks has two that differ by case only. */
function isName(bytes: Buffer, start: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    if (((bytes[start + i] as number) | 0x20) !== (name.charCodeAt(i) | 0x20)) return false
  }
  return true
}

/** Makes one string per element name, found again by hash without making another. */
class NameTable {
  readonly #names = new Map<number, string>()

  find(bytes: Buffer, start: number, end: number, lowerCase: boolean): string {
    const fold = lowerCase ? 0x20 : 0
    let from = start
    let hash = 0
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number
      if (byte === COLON) {
        from = i + 1
        hash = 0
      } else hash = (Math.imul(hash, 31) + (byte | fold)) | 0
    }
    const known = this.#names.get(hash)
    if (known !== undefined && isSame(known, bytes, from, end, fold)) return known
    const name = bytes.toString('latin1', from, end)
    const folded = lowerCase ? name.toLowerCase() : name
    if (known === undefined && this.#names.size < 1000) this.#names.set(hash, folded)
    return folded
  }
}

function isSame(name: string, bytes: Buffer, from: number, end: number, fold: number): boolean {
  if (name.length !== end - from) return false
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== ((bytes[from + i] as number) | fold)) return false
  return true
}
