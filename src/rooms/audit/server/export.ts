import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import type { Scope } from '../../../kernel/scope.ts'
import { sendFile } from '../../../platform/server/http/send-file.ts'
import type { Context } from '../../../platform/server/room.ts'
import { writeXlsx, type WriteColumn } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import type { headShape } from '../contract.ts'
import type { TrailQuestion } from './filter.ts'
import { listTrail, nameSubjects, presentRow, sealsOf, type Cursor } from './rows.ts'

const SLICE = 500

const COLUMNS: readonly WriteColumn[] = [
  { title: '时间', width: 28, kind: 'code' },
  { title: '谁', width: 14 },
  { title: '替谁', width: 14 },
  { title: '做了什么', width: 22 },
  { title: '对象', width: 28 },
  { title: '详情', width: 60 },
  { title: '从哪里', width: 16 },
  { title: '请求编号', width: 16, kind: 'code' },
  { title: '编号', width: 24, kind: 'code' },
  { title: '封存', width: 8, kind: 'number' },
  { title: '原文', width: 60, kind: 'code' },
]

/**
 * The trail as a spreadsheet, the newest first. The last three lines are the count, the SHA-256 over the lines of 原文 in
 * their order (each followed by a newline), and the head of the chain when the export began.
 */
export function exportTrail(
  context: Context,
  scope: Scope,
  question: TrailQuestion,
  head: z.infer<typeof headShape>,
  reply: FastifyReply,
): FastifyReply {
  const name = `留痕-${context.clock.today()}.xlsx`
  const rows = linesOf(context, scope, question, head)
  return sendFile(reply, name, (out) => writeXlsx(out, { sheets: [{ name: '留痕', columns: COLUMNS, rows }] }))
}

async function* linesOf(
  context: Context,
  scope: Scope,
  question: TrailQuestion,
  head: z.infer<typeof headShape>,
): AsyncGenerator<readonly (string | number | null)[]> {
  const db = context.database.as(scope)
  const sum = createHash('sha256')
  let count = 0
  let after: Cursor | null = null
  for (;;) {
    const rows = await listTrail(db, context, scope, question, { after, limit: SLICE })
    const names = await nameSubjects(db, context, scope, rows)
    const seals = await sealsOf(context, rows)
    for (const row of rows) {
      const said = presentRow(row, context, seals, names)
      sum.update(`${row.text}\n`)
      count++
      const subject = [said.subjectName, said.subject].filter((part) => part !== null).join(' ')
      yield [
        said.at,
        said.who,
        said.actingFor.join('、'),
        said.words,
        subject,
        JSON.stringify(said.details),
        said.from,
        said.request,
        said.id,
        said.seal,
        row.text,
      ]
    }
    const last = rows[rows.length - 1]
    if (!last || rows.length < SLICE) break
    after = last
  }
  yield ['条数', String(count)]
  yield ['校验和', sum.digest('hex')]
  yield ['链头', `${head.no}:${head.hash}`]
}
