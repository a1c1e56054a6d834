import { createCipheriv, createDecipheriv } from 'node:crypto'
import { backupProblem } from './problems.ts'

/**
 * The encrypted body of a backup: frames of `length (4 bytes) · tag (16) · ciphertext`, AES-256-GCM under a key that is
 * made for this one file, so that the frame's number can be its nonce. Number and "this is the last" are authenticated
 * with the header's checksum: a frame changed, left out, moved, repeated or taken from another file does not open, and
 * the first that does not is named.
 */
const FRAME = 1 << 20
const TAG = 16

export async function* sealFrames(bytes: AsyncIterable<Buffer>, key: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  let number = 0
  let waiting: Buffer[] = []
  let held = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(number))
    cipher.setAAD(said(number, last, header))
    number++
    const body = Buffer.concat([cipher.update(plain), cipher.final()])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, cipher.getAuthTag(), body])
  }
  for await (const piece of bytes) {
    waiting.push(piece)
    held += piece.length
    if (held <= FRAME) continue
    const all = Buffer.concat(waiting)
    let from = 0
    // Something always stays behind for the last frame.
    for (; all.length - from > FRAME; from += FRAME) yield seal(all.subarray(from, from + FRAME), false)
    waiting = [all.subarray(from)]
    held = all.length - from
  }
  yield seal(Buffer.concat(waiting), true)
}

export async function* openFrames(bytes: AsyncIterable<Buffer>, key: Buffer, header: Buffer): AsyncGenerator<Buffer> {
  let number = 0
  let rest: Buffer = Buffer.alloc(0)
  let ended = false
  const broken = (what: string) => backupProblem('broken', { frame: number + 1, what })
  for await (const piece of bytes) {
    rest = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    while (rest.length >= 4) {
      if (ended) throw broken('多出来的内容')
      const length = rest.readUInt32BE(0)
      if (length > FRAME) throw broken('长度不对')
      if (rest.length < 4 + TAG + length) break
      const frame = rest.subarray(4, 4 + TAG + length)
      rest = rest.subarray(4 + TAG + length)
      const plain = open(frame, number, false) ?? open(frame, number, true)
      if (plain === null) throw broken('校验不符')
      ended = plain.last
      number++
      yield plain.bytes
    }
  }
  if (!ended) throw broken(rest.length > 0 ? '不完整' : '缺失')
  if (rest.length > 0) throw broken('多出来的内容')

  function open(frame: Buffer, at: number, last: boolean): { bytes: Buffer; last: boolean } | null {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce(at))
    decipher.setAAD(said(at, last, header))
    decipher.setAuthTag(frame.subarray(0, TAG))
    try {
      return { bytes: Buffer.concat([decipher.update(frame.subarray(TAG)), decipher.final()]), last }
    } catch {
      return null
    }
  }
}

function nonce(number: number): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt32BE(number, 8)
  return bytes
}

function said(number: number, last: boolean, header: Buffer): Buffer {
  const bytes = Buffer.alloc(5)
  bytes.writeUInt32BE(number)
  bytes[4] = last ? 1 : 0
  return Buffer.concat([header, bytes])
}
