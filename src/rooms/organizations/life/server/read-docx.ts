import type { SourceFile } from '../../../../platform/server/spreadsheets/source-file.ts'
import type { Limits } from '../../../../platform/server/spreadsheets/types.ts'
import { XmlScanner, type XmlHandler } from '../../../../platform/server/spreadsheets/xml-scanner.ts'
import { xmlText } from '../../../../platform/server/spreadsheets/xml-text.ts'
import { ZipParts } from '../../../../platform/server/spreadsheets/zip-parts.ts'

const BODY = 'word/document.xml'

/**
 * The running text of a .docx, a line per paragraph (ECMA-376 part 1, 17.3): `t` is text, `p` a paragraph, `br` and `tab`
 * what they say. Text that was deleted in revision (`delText`) is left out. Null when the file is no such document.
 */
export async function readDocx(file: SourceFile, limits: Limits): Promise<string | null> {
  const zip = await ZipParts.open(file, limits)
  try {
    if (!zip.has(BODY)) return null
    const pieces: string[] = []
    const handler: XmlHandler = {
      wantsText: false,
      open(tag) {
        if (tag.name === 't') this.wantsText = true
        else if (tag.name === 'br') pieces.push('\n')
        else if (tag.name === 'tab') pieces.push(' ')
      },
      close(name) {
        if (name === 't') this.wantsText = false
        else if (name === 'p') pieces.push('\n')
        else if (name === 'tc') pieces.push(' ')
      },
      text(bytes, start, end) {
        pieces.push(xmlText(bytes, start, end))
      },
    }
    const scanner = new XmlScanner(handler)
    for await (const chunk of zip.chunks(BODY, undefined)) scanner.write(chunk)
    return pieces.join('')
  } finally {
    zip.close()
  }
}
