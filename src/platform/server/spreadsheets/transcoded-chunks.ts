/** A text file in whatever encoding, as chunks of UTF-8, which is what the XML scanner reads. */
import type { SourceFile } from './source-file.ts'
import { chunksOf } from './source-file.ts'
import type { Reading } from './sheet-builder.ts'
import { findEncoding } from './text-encoding.ts'

export function transcodedChunks(
  file: SourceFile,
  reading: Reading,
): { encoding: string; chunks: AsyncGenerator<{ bytes: Buffer; share: number }> } {
  const { encoding, mark } = findEncoding(file.head, file.census)
  return { encoding, chunks: transcode(file, encoding, mark, reading.options.signal) }
}

async function* transcode(file: SourceFile, encoding: string, mark: number, signal: AbortSignal | undefined) {
  const decoder = new TextDecoder(encoding)
  let done = mark
  for await (const chunk of chunksOf(file, mark, signal)) {
    done += chunk.length
    // Even where the file is UTF-8: damaged bytes become U+FFFD here, once.
    yield { bytes: Buffer.from(decoder.decode(chunk, { stream: true })), share: done / file.size }
  }
  yield { bytes: Buffer.from(decoder.decode()), share: 1 }
}
