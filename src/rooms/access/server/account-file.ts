import { mkdtemp, rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Scope } from '../../../kernel/scope.ts'
import { platformProblem } from '../../../platform/contract.ts'
import { rowsOf, type Db } from '../../../platform/server/db/database.ts'
import { safeFileName } from '../../../platform/server/http/file-name.ts'
import type { Context } from '../../../platform/server/room.ts'
import { readTableInWorker } from '../../../platform/server/spreadsheets/read-in-worker.ts'
import type { Cell } from '../../../platform/server/spreadsheets/types.ts'
import { writeXlsx } from '../../../platform/server/spreadsheets/write-xlsx.ts'
import { nameShape, usernameShape } from '../contract.ts'
import { findHeading, HEADINGS, readRows, type FileRow } from '../rules/account-file.ts'
import { findRoleByName, listRoles } from './grants/public.ts'
import { readOn } from './grants/read-on.ts'

export interface Trouble {
  readonly column: string
  readonly why: string
  readonly remedy: string
}

/** What a row comes to: to be made, made already from an earlier copy of the list, or wrong. */
export interface Verdict {
  readonly problem: Trouble | null
  readonly made: boolean
}

export type CheckedRow = FileRow & Verdict

/** A list of people has a few hundred rows, not the millions a ledger has. */
const LIMITS = { fileBytes: 20 * 1024 * 1024, cells: 200_000 }
const MOST = 500

/** Reads the uploaded list and looks at every row; nothing is made yet. Problems name sheet, row, column, reason, remedy. */
export async function readAccountFile(
  context: Context,
  request: FastifyRequest,
  db: Db,
  scope: Scope,
): Promise<{ rows: CheckedRow[]; good: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'juxin-accounts-'))
  try {
    const file = request.isMultipart() ? await request.file() : undefined
    if (!file) throw platformProblem('invalid-input', { where: '没有收到文件' })
    const path = join(folder, '1')
    await pipeline(file.file, createWriteStream(path, { mode: 0o600 }))
    const name = safeFileName(file.filename ?? '', '账号名单')
    const table = await readTableInWorker(path, { name, limits: LIMITS, memoryMegabytes: 256 })
    const found = table.sheets.flatMap((sheet) => {
      const cells = sheet.rows.map((row) => row.map(textOf))
      const heading = findHeading(cells)
      return heading ? [{ sheet: sheet.name, rows: readRows(cells, sheet.rowNumbers, heading) }] : []
    })
    if (found.length === 0) {
      throw platformProblem('invalid-input', {
        where: `“${name}”里没有认出名单：要有“用户名”和“姓名”两列。可以下载空表来填`,
      })
    }
    const all = found.flatMap(({ sheet, rows }) => rows.map((row) => ({ sheet, row })))
    if (all.length > MOST) {
      throw platformProblem('invalid-input', { where: `一次最多 ${MOST} 人，这份有 ${all.length} 人，请分几份` })
    }
    const several = found.length > 1
    const verdicts = await checkRows(
      context,
      db,
      scope,
      all.map(({ row }) => row),
    )
    const rows = all.map(({ sheet, row }, index): CheckedRow => {
      const { problem, made } = verdicts[index] ?? GOOD
      // Which sheet is said only where there is a choice.
      const told = problem && several ? { ...problem, column: `${sheet} · ${problem.column}` } : problem
      return { ...row, problem: told, made }
    })
    return { rows, good: rows.filter(({ problem, made }) => problem === null && !made).length }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const GOOD: Verdict = { problem: null, made: false }

/**
 * Of each row the first thing that is wrong with it, in the order of the rows. A list that comes a second time, with
 * some people more, is not wrong: whoever has an account of that username and that name is made already.
 */
export async function checkRows(
  context: Context,
  db: Db,
  scope: Scope,
  rows: readonly Pick<FileRow, 'username' | 'name' | 'role' | 'on'>[],
): Promise<Verdict[]> {
  const taken = new Map(
    (
      await rowsOf(
        db,
        sql<{ username: string; name: string }>`select username, name from account
          where district = ${scope.district} and username = any (${rows.map(({ username }) => username)})`,
      )
    ).map(({ username, name }) => [username, name]),
  )
  const seen = new Set<string>()
  const today = context.clock.today()
  const verdicts: Verdict[] = []
  for (const row of rows) {
    const made = taken.get(row.username) === row.name
    const problem = made ? null : (checkPerson(row, taken, seen) ?? (await checkDuty(db, scope, row, today)))
    verdicts.push({ problem, made })
    seen.add(row.username)
  }
  return verdicts
}

type Person = Pick<FileRow, 'username' | 'name' | 'role' | 'on'>

function checkPerson(
  { username, name }: Person,
  taken: ReadonlyMap<string, string>,
  seen: ReadonlySet<string>,
): Trouble | null {
  if (username === '') return trouble('username', '没有填', '填一个用户名，如姓名的拼音')
  const shape = usernameShape.safeParse(username)
  if (!shape.success) return trouble('username', '写法不合要求', '2–32 个字，可用汉字、字母、数字和 . _ -')
  if (taken.has(username)) return trouble('username', '已经有人用了', '换一个，或把这一行删掉')
  if (seen.has(username)) return trouble('username', '名单里重复', '每人一个用户名')
  if (name === '') return trouble('name', '没有填', '填真实姓名')
  if (!nameShape.safeParse(name).success) return trouble('name', '太长', '不超过 40 个字')
  return null
}

async function checkDuty(db: Db, scope: Scope, { role, on }: Person, today: string): Promise<Trouble | null> {
  if (role === null) return trouble('role', '没有填', await roleNames(db, scope))
  const found = await findRoleByName(db, scope.district, role)
  if (!found) return trouble('role', `没有“${role}”这个岗位`, await roleNames(db, scope))
  const read = await readOn(db, scope.district, found, on ?? '', today)
  return 'on' in read ? null : trouble('on', read.why, read.remedy)
}

async function roleNames(db: Db, scope: Scope): Promise<string> {
  return `填其中一个：${(await listRoles(db, scope.district)).map(({ name }) => name).join('、')}`
}

function trouble(column: keyof typeof HEADINGS, why: string, remedy: string): Trouble {
  return { column: HEADINGS[column][0] ?? column, why, remedy }
}

function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return 'text' in cell ? cell.text : ''
  return String(cell)
}

/** The blank list, with one row as an example that the reading refuses, so that it is not made by mistake. */
export async function writeAccountForm(db: Db, scope: Scope, out: Writable): Promise<void> {
  const roles = await listRoles(db, scope.district)
  await writeXlsx(out, {
    sheets: [
      {
        name: '账号名单',
        columns: [
          { title: '用户名', width: 16, kind: 'code' },
          { title: '姓名', width: 12 },
          { title: '岗位', width: 16 },
          { title: '范围', width: 28 },
        ],
        rows: [],
      },
      {
        name: '怎么填',
        columns: [
          { title: '岗位', width: 20 },
          { title: '给谁用', width: 60 },
        ],
        rows: [
          ...roles.map(({ name, note }) => [name, note]),
          [
            '范围',
            '写区域名称，如街道、社区、网格、楼宇；全区写“全区”；行业写“制造业”或“制造业 · 某街道”；党组织写全称或组织代码（含逐级下属）；单位写全称或信用代码',
          ],
        ],
      },
    ],
  })
}
