import { z } from 'zod'
import { backupProblem } from './problems.ts'

/**
 * What a backup holds, as one stream of entries: the manifest, the key file, each table as COPY text, each attached file,
 * the closing manifest. On the wire a record is `kind (1 byte) · length (4) · bytes`; an entry is a `begin`, any number
 * of `data` and an `end` with its count and checksum.
 */
export const beginShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('manifest'),
    tables: z.array(z.string()),
    sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
  }),
  z.object({ kind: z.literal('keys') }),
  z.object({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()) }),
  z.object({ kind: z.literal('file'), path: z.string() }),
  z.object({
    kind: z.literal('closing'),
    tables: z.array(z.object({ name: z.string(), rows: z.number().int(), sum: z.string() })),
    files: z.number().int(),
  }),
])
export type Begin = z.infer<typeof beginShape>
export type Closing = Extract<Begin, { kind: 'closing' }>

const endShape = z.object({ rows: z.number().int(), sum: z.string() })
/** `rows` counts rows of a table and bytes of anything else. */
export type End = z.infer<typeof endShape>

export type Piece =
  | { readonly at: 'begin'; readonly begin: Begin }
  | { readonly at: 'data'; readonly data: Buffer }
  | { readonly at: 'end'; readonly end: End }

const CODES = { begin: 1, data: 2, end: 3 } as const
const LARGEST = 1 << 28

export async function* packPieces(pieces: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    const body =
      piece.at === 'data' ? piece.data : Buffer.from(JSON.stringify(piece.at === 'begin' ? piece.begin : piece.end))
    const head = Buffer.alloc(5)
    head[0] = CODES[piece.at]
    head.writeUInt32BE(body.length, 1)
    yield head
    yield body
  }
}

export async function* unpackPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let waiting: Buffer[] = []
  let held = 0
  let wanted = 5
  for await (const more of bytes) {
    waiting.push(more)
    held += more.length
    if (held < wanted) continue
    let rest = waiting.length === 1 ? more : Buffer.concat(waiting)
    for (;;) {
      wanted = 5
      if (rest.length < 5) break
      const length = rest.readUInt32BE(1)
      if (length > LARGEST) throw backupProblem('wrong-content', { what: '记录过长' })
      wanted = 5 + length
      if (rest.length < wanted) break
      const body = rest.subarray(5, wanted)
      yield toPiece(rest[0] ?? 0, body)
      rest = rest.subarray(wanted)
    }
    waiting = rest.length > 0 ? [rest] : []
    held = rest.length
  }
  if (held > 0) throw backupProblem('wrong-content', { what: '最后一条记录不完整' })
}

function toPiece(code: number, body: Buffer): Piece {
  if (code === CODES.data) return { at: 'data', data: body }
  if (code === CODES.begin) return { at: 'begin', begin: beginShape.parse(JSON.parse(body.toString())) }
  if (code === CODES.end) return { at: 'end', end: endShape.parse(JSON.parse(body.toString())) }
  throw backupProblem('wrong-content', { what: `不认识的记录 ${code}` })
}
