import { fromBuffer } from 'yauzl'

/** The parts of a .docx file, by their names inside it. */
export function unzip(file: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(file), { lazyEntries: true }, (error, zip) => {
      if (error) {
        reject(error)
        return
      }
      const parts = new Map<string, string>()
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) {
            reject(failed)
            return
          }
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
            zip.readEntry()
          })
        })
      })
      zip.on('end', () => resolve(parts))
      zip.readEntry()
    })
  })
}

/** All text of a paper, without its marks. */
export async function textOfPaper(file: Uint8Array): Promise<string> {
  const document = (await unzip(file)).get('word/document.xml') ?? ''
  return document.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')
}
