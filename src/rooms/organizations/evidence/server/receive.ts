import type { FastifyRequest } from 'fastify'
import { safeFileName } from '../../../../platform/server/http/file-name.ts'
import { dropKept, keepFile, type KeptFile } from '../../../../platform/server/files/kept-files.ts'
import { PAPER_WORDS, sniffPaper, type PaperKind } from '../../../../platform/server/files/sniff-paper.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { evidenceProblem } from '../contract.ts'

export interface Received extends KeptFile {
  readonly id: string
  readonly name: string
  readonly kind: PaperKind
}

export interface Sent {
  readonly about: string
  readonly files: readonly Received[]
}

const MEBI = 1024 * 1024
/** A scanned reply of some pages has one to five. */
const MOST = 20 * MEBI
const MOST_FILES = 10

/** Takes the files of a multipart form onto the disk. What cannot be taken undoes the others. */
export async function receiveEvidence(context: Context, request: FastifyRequest): Promise<Sent> {
  if (!request.isMultipart()) throw evidenceProblem('no-file')
  const files: Received[] = []
  let about = ''
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (part.fieldname === 'about' && typeof part.value === 'string') about = part.value.trim().slice(0, 200)
        continue
      }
      const name = safeFileName(part.filename ?? '', `材料 ${files.length + 1}`)
      if (files.length === MOST_FILES) throw evidenceProblem('too-large', { name: '一次的文件', limit: MOST / MEBI })
      const bytes = await readWhole(part.file, name)
      const kind = sniffPaper(name, bytes)
      if (kind === null) throw evidenceProblem('wrong-kind', { name, kinds: PAPER_WORDS })
      const id = context.clock.id()
      files.push({ id, name, kind, ...(await keepFile(context.config.dataDir, context.secrets, id, bytes)) })
    }
    if (files.length === 0) throw evidenceProblem('no-file')
    return { about, files }
  } catch (error) {
    await forget(context, files)
    throw error
  }
}

/** When the deed that they were to stand behind was refused. */
export async function forget(context: Context, files: readonly Pick<Received, 'id'>[]): Promise<void> {
  for (const { id } of files) await dropKept(context.config.dataDir, id)
}

async function readWhole(stream: AsyncIterable<Buffer>, name: string): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > MOST) throw evidenceProblem('too-large', { name, limit: MOST / MEBI })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
