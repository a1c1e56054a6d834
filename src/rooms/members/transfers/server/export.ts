import type { FastifyReply } from 'fastify'
import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import { sendFile } from '../../../../platform/server/http/send-file.ts'
import { openEyes, type Eyes } from '../../../../platform/server/personal/eyes.ts'
import { personalExport, TOLD } from '../../../../platform/server/personal/kinds.ts'
import type { Context } from '../../../../platform/server/room.ts'
import { writeCsv } from '../../../../platform/server/spreadsheets/write-csv.ts'
import { writeXlsx } from '../../../../platform/server/spreadsheets/write-xlsx.ts'
import {
  floatingEndpoints,
  transfersEndpoints,
  type StayFilter,
  type StayRow,
  type TransferFilter,
  type TransferRow,
} from '../contract.ts'
import { directionNames, transferStateNames } from '../rules/words.ts'
import { listStays } from './floating-reads.ts'
import { listTransfers } from './reads.ts'

export interface ExportColumn<Row> {
  readonly title: string
  readonly width: number
  readonly cell: (row: Row) => string | null
}

const yes = (flag: boolean): string => (flag ? '是' : '否')

export const transferColumns: readonly ExportColumn<TransferRow>[] = [
  { title: '姓名', width: 12, cell: ({ name }) => name },
  { title: '方式', width: 10, cell: ({ direction }) => directionNames[direction] },
  { title: '转出党组织', width: 34, cell: ({ from }) => from.name },
  { title: '转入党组织', width: 34, cell: ({ to }) => to.name },
  { title: '介绍信编号', width: 14, cell: ({ letterNo }) => letterNo },
  { title: '开出日期', width: 12, cell: ({ letterDay }) => letterDay },
  { title: '有效期至', width: 12, cell: ({ validUntil }) => validUntil },
  { title: '办到', width: 10, cell: ({ state }) => transferStateNames[state] },
  { title: '接收日期', width: 12, cell: ({ receivedOn }) => receivedOn },
  { title: '回执日期', width: 12, cell: ({ receiptOn }) => receiptOn },
]

export const stayColumns: readonly ExportColumn<StayRow>[] = [
  { title: '姓名', width: 12, cell: ({ name }) => name },
  { title: '流出地党组织', width: 34, cell: ({ from }) => from.name },
  { title: '流入地党组织', width: 34, cell: ({ to }) => to.name },
  { title: '外出自', width: 12, cell: ({ since }) => since },
  { title: '地点固定', width: 10, cell: ({ fixed }) => yes(fixed) },
  { title: '出国（境）', width: 10, cell: ({ abroad }) => yes(abroad) },
  { title: '在流入地过组织生活', width: 18, cell: ({ dual }) => yes(dual) },
  { title: '最近联系', width: 12, cell: ({ lastContact }) => lastContact },
  { title: '最迟再联系', width: 12, cell: ({ contactDue }) => contactDue },
  { title: '结束', width: 12, cell: ({ until }) => until },
]

type Reader = Pick<Context, 'secrets' | 'clock'>

type Listed<Row> = (eyes: Eyes, page: { readonly after: string | null; readonly limit: number }) => Promise<Row[]>

/** What of a listing an export adds is of no concern to the rows. */
export function rowsOnly<F extends object>({ format: _format, release: _release, ...filter }: F & FileInput) {
  return filter
}

interface FileInput {
  readonly format?: unknown
  readonly release?: unknown
}

export const listOfTransfers =
  (context: Reader, db: Db, scope: Scope, filter: TransferFilter): Listed<TransferRow> =>
  (eyes, page) =>
    listTransfers(context, db, scope, filter, page, eyes)

export const listOfStays =
  (context: Reader, db: Db, scope: Scope, filter: StayFilter): Listed<StayRow> =>
  async (eyes, page) =>
    (await listStays(context, db, scope, filter, page, eyes)).rows

const PAGE = 500

export async function* everyRow<Row extends { readonly id: string }>(list: Listed<Row>, eyes: Eyes) {
  let after: string | null = null
  for (;;) {
    const rows: Row[] = await list(eyes, { after, limit: PAGE })
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.id
  }
}

export async function* cellsOf<Row extends { readonly id: string }>(
  list: Listed<Row>,
  columns: readonly ExportColumn<Row>[],
  eyes: Eyes,
): AsyncGenerator<(string | null)[]> {
  for await (const row of everyRow(list, eyes)) yield columns.map(({ cell }) => cell(row))
}

/** A table of the rows, as a workbook or as text. */
export function sendTable<Row>(
  reply: FastifyReply,
  name: string,
  format: 'xlsx' | 'csv',
  given: readonly ExportColumn<Row>[],
  rows: AsyncIterable<(string | null)[]>,
): FastifyReply {
  const columns = given.map(({ title, width }) => ({ title, width }))
  return sendFile(reply, `${name}.${format}`, (out) =>
    format === 'csv'
      ? writeCsv(out, { columns: columns.map(({ title }) => ({ title })), rows })
      : writeXlsx(out, { sheets: [{ name: name.slice(0, 30), columns, rows }] }),
  )
}

interface Named {
  readonly id: string
  readonly member: string | null
  readonly name: string
}

async function personsOf<Row extends Named>({ secrets }: Pick<Context, 'secrets'>, list: Listed<Row>) {
  const names = new Map<string, string>()
  const persons = new Set<string>()
  // Counted, and told to the trail as keyed hashes; nothing of it is shown.
  for await (const { id, member, name } of everyRow(list, openEyes(secrets, { purpose: '清点' }))) {
    const person = member ?? id
    persons.add(person)
    if (names.size < TOLD) names.set(person, name)
  }
  return { count: persons.size, names: [...names.values()] }
}

export const transfersExports = {
  'transfers.export': personalExport({
    endpoint: transfersEndpoints['transfers.export'],
    words: '组织关系转接台账，含姓名',
    persons: (db, scope, input, context) => personsOf(context, listOfTransfers(context, db, scope, rowsOnly(input))),
  }),
  'floating.export': personalExport({
    endpoint: floatingEndpoints['floating.export'],
    words: '流动党员台账，含姓名',
    persons: (db, scope, input, context) => personsOf(context, listOfStays(context, db, scope, rowsOnly(input))),
  }),
}
