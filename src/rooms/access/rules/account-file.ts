/**
 * The list of people as an office keeps it: any sheet whose heading row names a username and a name, in whatever words.
 * Pure: rows of texts in, rows with a problem or none out; whether roles and areas exist is asked of the office later.
 */
export interface FileRow {
  /** As the sheet counts. */
  readonly row: number
  readonly username: string
  readonly name: string
  readonly role: string | null
  readonly on: string | null
}

export type AccountColumn = 'username' | 'name' | 'role' | 'on'

/** What a heading may be called; the first is ours. */
export const HEADINGS: Readonly<Record<AccountColumn, readonly string[]>> = {
  username: [
    '用户名',
    '账号',
    '帐号',
    '登录名',
    '登录账号',
    '用户账号',
    '用户',
    '工号',
    'username',
    'account',
    'login',
  ],
  name: ['姓名', '名字', '人员姓名', '使用人', '人员', '真实姓名', 'name'],
  role: ['岗位', '角色', '权限', '职责', '岗位名称', '岗位角色', 'role'],
  on: [
    '范围',
    '负责范围',
    '管辖范围',
    '负责区域',
    '区域',
    '镇街',
    '街道',
    '授权范围',
    '数据范围',
    '单位',
    'scope',
    'area',
  ],
}

const COLUMNS = Object.keys(HEADINGS) as readonly AccountColumn[]

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*＊:：_]|[（(].*?[）)]/g, '')
}

const KNOWN: ReadonlyMap<string, AccountColumn> = new Map(
  COLUMNS.flatMap((column) => HEADINGS[column].map((heading) => [fold(heading), column] as const)),
)

export interface Heading {
  /** Index among the rows. */
  readonly at: number
  readonly columns: ReadonlyMap<AccountColumn, number>
}

/** Within the first rows: the one that names both a username and a name. */
export function findHeading(rows: readonly (readonly string[])[]): Heading | null {
  for (const [at, cells] of rows.slice(0, 20).entries()) {
    const columns = new Map<AccountColumn, number>()
    for (const [index, cell] of cells.entries()) {
      const column = KNOWN.get(fold(cell))
      if (column !== undefined && !columns.has(column)) columns.set(column, index)
    }
    if (columns.has('username') && columns.has('name')) return { at, columns }
  }
  return null
}

/** Rows below the heading; those without username and name (notes, totals) are left out. */
export function readRows(
  rows: readonly (readonly string[])[],
  rowNumbers: readonly number[],
  { at, columns }: Heading,
): FileRow[] {
  const found: FileRow[] = []
  for (let index = at + 1; index < rows.length; index++) {
    const cells = rows[index] ?? []
    const cell = (column: AccountColumn): string => {
      const place = columns.get(column)
      return place === undefined ? '' : (cells[place] ?? '').normalize('NFKC').trim()
    }
    const username = cell('username').toLowerCase()
    const name = cell('name')
    if (username === '' && name === '') continue
    found.push({
      row: rowNumbers[index] ?? index + 1,
      username,
      name,
      role: cell('role') || null,
      on: cell('on') || null,
    })
  }
  return found
}
