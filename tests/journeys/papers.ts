import { read, utils } from '@e965/xlsx'
import { readFileSync } from 'node:fs'
import { fromBuffer } from 'yauzl'

export type Cells = readonly (string | number | null)[]

/** The sheets of a workbook as an office program sees them: name → rows. */
export function readBook(path: string): ReadonlyMap<string, readonly Cells[]> {
  const book = read(readFileSync(path))
  return new Map(
    book.SheetNames.map((name) => {
      const sheet = book.Sheets[name]
      return [name, sheet === undefined ? [] : utils.sheet_to_json<Cells>(sheet, { header: 1, defval: null })]
    }),
  )
}

/** The words of a .docx, one line a paragraph. */
export async function readPaper(path: string): Promise<string> {
  const xml = await unzip(readFileSync(path), 'word/document.xml')
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;|&gt;|&quot;|&amp;/g, (entity) => ({ '&lt;': '<', '&gt;': '>', '&quot;': '"' })[entity] ?? '&')
}

function unzip(bytes: Buffer, name: string): Promise<string> {
  return new Promise((done, failed) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return failed(error)
      zip.on('error', failed)
      zip.on('end', () => failed(new Error(`no ${name} in the file`)))
      zip.on('entry', (entry: { fileName: string }) => {
        if (entry.fileName !== name) return zip.readEntry()
        zip.openReadStream(entry as never, (wrong, stream) => {
          if (wrong) return failed(wrong)
          const parts: Buffer[] = []
          stream.on('data', (part: Buffer) => parts.push(part))
          stream.on('error', failed)
          stream.on('end', () => done(Buffer.concat(parts).toString()))
        })
      })
      zip.readEntry()
    })
  })
}
