/**
 * Which encoding a text file is in, told from its bytes alone. A byte order mark decides; then NULs (UTF-16); then the
 * census: no fault means UTF-8, few faults mean UTF-8 with damage, many mean GB18030, which every Chinese office program
 * writes as “ANSI”. Only where GB18030 does not fit either is a guesser asked, for Big5 from Hong Kong and Taiwan.
 */
import chardet from 'chardet'
import type { Utf8Census } from './utf8-census.ts'

export interface TextEncodingFound {
  /** A label of the WHATWG encoding standard. */
  readonly encoding: string
  /** Bytes of the byte order mark, to be skipped. */
  readonly mark: number
}

export function findEncoding(head: Buffer, census: Utf8Census): TextEncodingFound {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', mark: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2 }
  const wide = wideEncoding(head)
  if (wide !== null) return { encoding: wide, mark: 0 }
  if (census.bad === 0 || census.bad * 20 < census.good) return { encoding: 'utf-8', mark: 0 }
  return { encoding: isGarbledAsGb18030(head) ? guessed(head) : 'gb18030', mark: 0 }
}

/** UTF-16 without a mark: separators and line ends leave NULs on one side of the byte pairs only. */
function wideEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  let even = 0
  let odd = 0
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue
    if (i % 2 === 0) even++
    else odd++
  }
  if (even + odd === 0 || (even + odd) * 50 < head.length) return null
  if (odd > even * 10) return 'utf-16le'
  if (even > odd * 10) return 'utf-16be'
  return null
}

function isGarbledAsGb18030(head: Buffer): boolean {
  const text = new TextDecoder('gb18030').decode(head)
  const wrong = text.match(/[\uFFFD\uE000-\uF8FF]/g)?.length ?? 0
  const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0
  return wrong * 25 > foreign
}

function guessed(head: Buffer): string {
  const guess = chardet.detect(head)?.toLowerCase()
  if (guess !== 'big5' && guess !== 'shift_jis' && guess !== 'euc-jp' && guess !== 'euc-kr') return 'gb18030'
  const text = new TextDecoder(guess).decode(head.subarray(0, head.length - 4))
  return text.includes('\uFFFD') ? 'gb18030' : guess
}
