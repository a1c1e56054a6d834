import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import type { Day } from '../../../../kernel/day.ts'
import { platformProblem } from '../../../../platform/contract.ts'
import { safeFileName } from '../../../../platform/server/http/file-name.ts'
import { limitsWith } from '../../../../platform/server/spreadsheets/limits.ts'
import { inspectFile, type SourceFile } from '../../../../platform/server/spreadsheets/source-file.ts'
import { findEncoding } from '../../../../platform/server/spreadsheets/text-encoding.ts'
import { lifeProblem } from '../contract.ts'
import { readCalendar } from '../rules/read-calendar.ts'
import { readMinutes, type Draft } from '../rules/read-minutes.ts'
import { readDocx } from './read-docx.ts'

/** Minutes of a meeting have some pages, a calendar some thousand entries. */
const LIMITS = limitsWith({ fileBytes: 8 * 1024 * 1024, inflatedBytes: 64 * 1024 * 1024 })

/** Nothing of the file is kept: what was read goes back to whoever confirms it. */
export async function readLifeFile(request: FastifyRequest, today: Day) {
  const folder = await mkdtemp(join(tmpdir(), 'juxin-minutes-'))
  try {
    const part = request.isMultipart() ? await request.file() : undefined
    if (!part) throw platformProblem('invalid-input', { where: '没有收到文件' })
    const name = safeFileName(part.filename ?? '', '会议记录')
    const path = join(folder, '1')
    await pipeline(part.file, createWriteStream(path, { mode: 0o600 }))
    const file = await inspectFile(path, name, LIMITS.fileBytes, undefined)
    const { source, drafts, notes } = await read(file, today)
    return { name, source, notes, drafts: drafts.map((draft) => ({ ...draft, kinds: [...draft.kinds] })) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Reading {
  readonly source: 'file' | 'calendar'
  readonly drafts: Draft[]
  readonly notes: string[]
}

async function read(file: SourceFile, today: Day): Promise<Reading> {
  const { name, head } = file
  const unreadable = (why: string) => lifeProblem('file-unreadable', { name, why })
  const minutes = (text: string): Reading => {
    const draft = readMinutes(text, today)
    const missing = [draft.day === null ? '日期' : '', draft.kinds.length === 0 ? '开的是什么会' : ''].filter(
      (one) => one !== '',
    )
    return {
      source: 'file',
      drafts: [draft],
      notes: missing.length === 0 ? [] : [`没有认出${missing.join('、')}，请补上。`],
    }
  }
  if (head.readUInt16BE(0) === 0xd0cf) throw unreadable('这是旧版 .doc，请另存为 .docx 再来')
  if (head.readUInt16BE(0) === 0x504b) {
    const text = await readDocx(file, LIMITS)
    if (text === null) throw unreadable('不是 Word 文档（.docx）')
    return minutes(text)
  }
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') throw unreadable('PDF 读不出文字，请用原来的 .docx')
  const { encoding, mark } = findEncoding(head, file.census)
  const bytes = await readFile(file.path)
  const text = new TextDecoder(encoding).decode(bytes.subarray(mark))
  if (text.includes('\0')) throw unreadable('不是文字文件')
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) return minutes(text)
  const { drafts, notes } = readCalendar(text, today)
  const none = drafts.length === 0 && notes.length === 0 ? ['日历里没有已经开过的会。'] : []
  return { source: 'calendar', drafts: [...drafts], notes: [...notes, ...none] }
}
