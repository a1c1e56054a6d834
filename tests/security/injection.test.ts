import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import Fastify from 'fastify'
import { safeFileName } from '../../src/platform/server/http/file-name.ts'
import { describeError, serializers } from '../../src/platform/server/http/log.ts'
import { attachment } from '../../src/platform/server/http/send-file.ts'
import { makeUscc } from '../../src/standards/uscc.ts'
import { openOffice, type Office } from '../api/office.ts'
import { textOf } from './office.ts'

/**
 * Text of strangers in every field that takes text: it reaches each way out as the text it is, never as a formula, as
 * markup, as a line of its own or as an instruction to a terminal.
 */
const FORMULAS = ['=HYPERLINK("http://evil.example","x")', '+cmd|calc', '-2+3', '@SUM(A1)', '\tcmd', '\r=1+1', '＝1+1']
const MARKUP = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '</w:t></w:r><w:x/>',
  ']]>',
  '&#x3c;b&#x3e;',
]
const UNSEEN = ['甲\u202exslx.exe', '甲\0乙', '\u001b[31m红\u001b[0m', '甲\u0007乙\u0008', '甲\u2028乙', '\ufffe']
const ALL = [...FORMULAS, ...MARKUP, ...UNSEEN]

let office: Office
let sent: string[]
beforeAll(async () => {
  office = await openOffice()
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const sheet = (head: string, rows: readonly (readonly string[])[]): string =>
    [head, ...rows.map((row) => row.map(cell).join(','))].join('\r\n')
  const code = (no: number): string => makeUscc('91', '330212', `MA2${String(no).padStart(4, '0')}X`)
  // Once behind a name, once as all there is.
  const named = ALL.flatMap((text, at) => [
    { name: `甲${at}公司${text}`, code: code(at), text },
    { name: text, code: code(500 + at), text },
  ])
  const dropped = await office.drop([
    {
      name: '市场登记=cmd\u202e.csv',
      bytes: sheet(
        '企业名称,统一社会信用代码,成立日期,企业类型,注册资本,经营范围,住所',
        named.map((one) => [
          one.name,
          one.code,
          '2012-01-01',
          '有限责任公司',
          '100',
          one.text,
          `宁波市鄞州区${one.text}1号`,
        ]),
      ),
    },
    {
      name: '两新组织台账.csv',
      bytes: sheet(
        '序号,单位名称,统一社会信用代码,地址,员工数,党员数,党组织名称,组建形式,党建指导员,备注',
        // Filled up with plain rows: a file of nothing but control characters is not taken for a table.
        [
          ...named.map((one, at) => [
            String(at + 1),
            one.name,
            one.code,
            `鄞州区学府路${at}号`,
            '30',
            '1',
            '',
            '',
            one.text,
            '正常',
          ]),
          ...Array.from({ length: 60 }, (_, at) => [
            String(at + 100),
            `宁波市鄞州区平常样例第${at}贸易有限责任公司`,
            code(2000 + at),
            `宁波市鄞州区学府路${at}号平常大厦`,
            '30',
            '1',
            '',
            '',
            '',
            '平常的一行，什么也没有，只是把文件填满',
          ]),
        ],
      ),
    },
  ])
  expect(dropped.files.map(({ problem }) => problem)).toEqual([null, null])
  sent = dropped.files.map(({ name }) => name)
  await office.commit(dropped.id)
})
afterAll(() => office.close())

/** What must not stand at the beginning of a cell of a csv, where spreadsheets run it. */
const RUNS = /(^|[,\n])"?[=+\-@＝＋－＠\t\r]/

const CONTROL = /(?![\t\n\r])\p{Cc}/u

test('the rows are there, without what no text holds', async () => {
  const { rows } = await sql<{ name: string; instructor: string | null }>`select name, instructor from unit`.execute(
    office.context.database.owner,
  )
  expect(rows.length).toBeGreaterThan(ALL.length)
  expect(rows.filter(({ name }) => name.includes('<script>')).length).toBeGreaterThan(0)
  expect(rows.filter(({ name }) => name.includes('HYPERLINK')).length).toBeGreaterThan(0)
  for (const { name, instructor } of rows) expect(`${name}${instructor ?? ''}`.includes('\0')).toBe(false)
})

test('screen: JSON says what it is, and nothing sniffs it into a page', async () => {
  const answer = await office.app.inject({ url: '/api/units?limit=500' })
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
  expect(answer.headers['x-content-type-options']).toBe('nosniff')
  expect(answer.body).toContain('<script>')
  const named = await office.app.inject({ url: `/api/units?q=${encodeURIComponent('<script>alert(1)</script>')}` })
  expect(named.headers['content-type']).toContain('application/json')
})

test('csv: no cell begins with what a spreadsheet runs', async () => {
  const { body } = await office.raw({ url: '/api/units/export?format=csv' })
  expect(body).toContain(`'=HYPERLINK`)
  expect(body.split('\r\n').filter((line) => RUNS.test(line.replace(/""/g, '')))).toEqual([])
  expect(CONTROL.test(body)).toBe(false)
})

test('xlsx: every text is a text cell, no formula, no link, no markup of its own', async () => {
  const { bytes } = await office.raw({ url: '/api/units/export?format=xlsx' })
  const xml = await textOf(bytes)
  expect(xml).toContain('HYPERLINK')
  expect(xml).not.toMatch(/<f[ >]|<hyperlink|<script|<img|Target="http:\/\/evil/)
  expect(xml).toContain('&lt;script&gt;')
  expect(CONTROL.test(xml)).toBe(false)
})

test('docx: every text is a text run', async () => {
  const { job } = await office.send<{ job: string }>('POST', '/api/plans', {})
  await office.finished(job)
  const { bytes, status } = await office.raw({ url: '/api/documents/plan/latest' })
  const plan = status === 200 ? bytes : (await office.raw({ url: `/api/documents/plan/${await latestPlan()}` })).bytes
  const xml = await textOf(plan)
  expect(xml).toContain('<w:t')
  expect(xml).not.toMatch(/<script|<img|<w:x\/|fldSimple[^>]*cmd|HYPERLINK(?!\()/)
  expect(CONTROL.test(xml)).toBe(false)
})

async function latestPlan(): Promise<string> {
  return (await office.get<{ id: string }>('/api/plans/latest')).id
}

test('corrections by hand: the same payloads through every field, and out again', async () => {
  const { rows } = await office.get<{ rows: { id: string }[] }>('/api/units?limit=2')
  const id = rows[0]?.id ?? ''
  for (const text of [...FORMULAS, ...MARKUP]) {
    const answer = await office.raw({
      method: 'PUT',
      url: `/api/units/${id}/details`,
      payload: { parent: text, evidence: text },
    })
    expect([200, 400]).toContain(answer.status)
    expect((await office.raw({ url: `/api/units/${id}` })).status).toBe(200)
  }
  const { body } = await office.raw({ url: `/api/units/export?format=csv&ids=${id}` })
  expect(body.split('\r\n').filter((line) => RUNS.test(line.replace(/""/g, '')))).toEqual([])
})

test('the name of a file that was sent', () => {
  expect(sent).toEqual(['市场登记=cmd.csv', '两新组织台账.csv'])
})

describe('names of files', () => {
  test.each([
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\boot.ini', '_.._boot.ini'],
    ['a\0.csv', 'a.csv'],
    ['表\u202exslx.exe', '表xslx.exe'],
    ['CON', '_CON'],
    ['com1.xlsx', '_com1.xlsx'],
    ['名单.xlsx. . ', '名单.xlsx'],
    ['a:b|c?.csv', 'a_b_c_.csv'],
    ['\r\nset-cookie: a=b', 'set-cookie_ a=b'],
    ['', '文件'],
    ['...', '文件'],
    ['\ud800', '\ufffd'],
  ])('%j becomes %j', (given, name) => expect(safeFileName(given)).toBe(name))

  test('an overlong one is cut and keeps its ending', () => {
    const name = safeFileName(`${'长'.repeat(500)}.xlsx`)
    expect([[...name].length, name.endsWith('长.xlsx')]).toEqual([120, true])
  })

  test('a download’s name cannot end the header or add one', () => {
    const header = attachment('a"; filename=evil.exe\r\nX: y\'()*\u202e.xlsx')
    expect(header).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9%_.~!-]+$/)
  })
})

describe('log', () => {
  test('one line per message, without values, control characters and addresses', () => {
    const error = Object.assign(
      new Error('duplicate key value violates "unit_code": Key (name)=(张三) already exists\n\u001b[31mfake line'),
      {
        code: '23505',
        table: 'unit',
        detail: 'Key (phone)=(13812345678)',
        parameters: ['13812345678'],
      },
    )
    const said = JSON.stringify(describeError(error))
    expect(said).not.toMatch(/张三|138|\\u001b|unit_code/)
    expect(JSON.parse(said)).toMatchObject({ code: '23505', table: 'unit' })
    expect(describeError(error).message).not.toContain('\n')
    expect(describeError('text “张三”\r\nnew line').message).toBe('text … new line')
  })

  test('of a request the endpoint is written down, not the address', async () => {
    const lines: string[] = []
    const app = Fastify({
      logger: { level: 'info', serializers, stream: { write: (line: string) => void lines.push(line) } },
    })
    app.get('/api/invitations/:token', async () => ({}))
    // As the server does; the framework's own writes the address down.
    app.setNotFoundHandler((_request, reply) => reply.code(404).send({}))
    await app.inject({
      url: '/api/invitations/secret-token?q=张三',
      headers: { cookie: 'juxin=secret', authorization: 'Bearer secret' },
    })
    await app.inject({ url: '/nowhere/secret-token' })
    await app.close()
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('')).not.toMatch(/secret|张三|cookie|Bearer|%E5/)
    expect(lines.join('')).toContain('/api/invitations/:token')
  })
})
