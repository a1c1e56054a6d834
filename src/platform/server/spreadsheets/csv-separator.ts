/**
 * Which character separates the fields of a text: the one that cuts the first rows into the most regular table. For each
 * candidate the rows of the sample are cut, and it scores the number of columns that most rows share times their share.
 */
import { CsvTokenizer } from './csv-tokenizer.ts'

const CANDIDATES = [',', '\t', ';', '|'] as const
const SAMPLE_ROWS = 200

/** `declared` tells that the text's first line is Excel's `sep=;`. A text of a single column gets the comma. */
export function findSeparator(sample: string): { separator: string; declared: boolean } {
  const named = /^sep=([,;|\t])\r?\n/i.exec(sample)
  if (named?.[1]) return { separator: named[1], declared: true }
  let best = { separator: ',', score: 0 }
  for (const separator of CANDIDATES) {
    const score = regularity(sample, separator)
    if (score > best.score) best = { separator, score }
  }
  return { separator: best.separator, declared: false }
}

function regularity(sample: string, separator: string): number {
  const counts = new Map<number, number>()
  let rows = 0
  const tokenizer = new CsvTokenizer(separator, (fields) => {
    if (rows >= SAMPLE_ROWS || (fields.length === 1 && fields[0] === '')) return
    rows++
    counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
  })
  // The sample's last row is cut off in a longer file.
  const end = sample.lastIndexOf('\n')
  tokenizer.write(end > 0 ? sample.slice(0, end + 1) : sample)
  tokenizer.end()
  let score = 0
  for (const [length, count] of counts) {
    if (length > 1 && count >= rows * 0.3) score = Math.max(score, (count / rows) ** 2 * Math.log2(length + 1))
  }
  return score
}
