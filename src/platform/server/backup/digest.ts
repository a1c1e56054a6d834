import { hash } from 'node:crypto'

/**
 * Checksum of a table that does not depend on the order of its rows, so that the same rows have it in either kind of
 * database: the SHA-256 of every row's COPY text, added up in eight lanes of 32 bits.
 */
export interface RowDigest {
  /** Takes COPY text in pieces of any length. */
  add(text: Buffer): void
  end(): TableSum
}

export interface TableSum {
  readonly rows: number
  /** 64 hexadecimal digits; all noughts for no rows. */
  readonly sum: string
}

const LINE_END = 10

export function rowDigest(): RowDigest {
  const lanes = new Uint32Array(8)
  let rows = 0
  let rest: Buffer = Buffer.alloc(0)
  const take = (line: Buffer): void => {
    const digest = hash('sha256', line, 'buffer')
    for (let lane = 0; lane < 8; lane++) lanes[lane] = (lanes[lane] ?? 0) + digest.readUInt32LE(lane * 4)
    rows++
  }
  return {
    add(text) {
      let from = 0
      for (;;) {
        const end = text.indexOf(LINE_END, from)
        if (end < 0) break
        const line = text.subarray(from, end)
        take(rest.length > 0 ? Buffer.concat([rest, line]) : line)
        rest = Buffer.alloc(0)
        from = end + 1
      }
      if (from < text.length) rest = Buffer.concat([rest, text.subarray(from)])
    },
    end() {
      if (rest.length > 0) throw new Error('the last row has no end')
      return { rows, sum: [...lanes].map((lane) => lane.toString(16).padStart(8, '0')).join('') }
    },
  }
}
