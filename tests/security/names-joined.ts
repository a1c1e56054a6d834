/**
 * Whether a statement joins what is held on persons in one book with what is held on persons in another, so that somebody's
 * membership could be guessed from it. It reads the text of a statement as it is sent to the database: which tables it
 * names under which aliases, and which columns of theirs. Rough, and towards finding too much rather than too little.
 */
export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The books in which persons stand. Nobody may be looked up in one by what another says. */
export type Book = 'register' | 'declared' | 'reported' | 'staff'

export interface Ground {
  readonly books: ReadonlyMap<string, Book>
  /** Of each table the columns that hold something of a person, or a key of it. */
  readonly personal: ReadonlyMap<string, ReadonlySet<string>>
  /** Keys and plain texts of persons who stand in one book only. */
  readonly persons: ReadonlyMap<string, Book>
}

export interface Fault {
  readonly why: string
  readonly sql: string
}

export function faultsOf(ground: Ground, statements: readonly Statement[]): Fault[] {
  return statements.flatMap((statement) => {
    const why = faultOf(ground, statement)
    return why === null ? [] : [{ why, sql: statement.sql.replaceAll(/\s+/g, ' ').slice(0, 600) }]
  })
}

function faultOf(ground: Ground, { sql, parameters }: Statement): string | null {
  const words = wordsOf(sql)
  const tables = tablesOf(words)
  const books = new Set(
    [...tables.values()].flatMap((names) => [...names].flatMap((name) => ground.books.get(name) ?? [])),
  )
  const read = personalOf(ground, words, tables)
  const persons = new Set([...read].flatMap((column) => ground.books.get(column.split('.')[0] ?? '') ?? []))
  if (persons.size > 1) return `persons of two books: ${[...read].join(', ')}`
  // Of units and their names a declaration may be shown; with persons of another book it is only counted.
  const others = [...tables.values()]
    .flatMap((names) => [...names])
    .filter((name) => {
      const book = ground.books.get(name)
      return book !== undefined && book !== 'declared' && name !== 'unit'
    })
  if (books.has('declared') && others.length > 0 && read.size > 0)
    return `declarations beside ${others.join(', ')}: ${[...read].join(', ')}`
  // To write down is not to look up.
  if (/^\s*insert\b/i.test(sql) && !words.includes('select')) return null
  for (const text of textsOf(parameters)) {
    const book = ground.persons.get(text)
    if (book === undefined) continue
    const foreign = [...books].find((one) => one !== book)
    if (foreign !== undefined) return `a person of ${book} is looked up in ${foreign}`
  }
  return null
}

function textsOf(parameters: readonly unknown[]): string[] {
  return parameters.flatMap((one) => {
    if (typeof one === 'string')
      return [one, ...(/^[[{]/.test(one) ? [...one.matchAll(/"([^"]*)"/g)].map(([, text]) => text ?? '') : [])]
    return Array.isArray(one) ? textsOf(one) : []
  })
}

function wordsOf(sql: string): string[] {
  const bare = sql
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll('"', '')
    .replaceAll(/--.*$/gm, '')
  return bare.match(/[a-z_][\w]*|[.,()*]|[^\s\w]/gi) ?? []
}

const BEFORE_TABLE = new Set(['from', 'join', 'into', 'update', 'using'])
const NO_ALIAS = new Set(['on', 'where', 'set', 'left', 'right', 'inner', 'cross', 'full', 'join', 'order', 'group',
  'limit', 'for', 'union', 'intersect', 'except', 'values', 'select', 'using', 'returning', 'having', 'lateral', 'as',
  'default', 'window', 'offset', 'natural', 'do', 'then', 'end', 'and', 'or', 'when']) // prettier-ignore

/** By alias, and by their own names. */
function tablesOf(words: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const add = (alias: string, table: string): void => {
    found.set(alias, (found.get(alias) ?? new Set()).add(table))
  }
  for (const [at, word] of words.entries()) {
    if (!BEFORE_TABLE.has(word.toLowerCase())) continue
    let next = at + 1
    for (;;) {
      while (['lateral', 'only'].includes(words[next]?.toLowerCase() ?? '')) next++
      const table = words[next]
      if (table === undefined || !/^\w+$/.test(table)) break
      add(table, table)
      next++
      if (words[next]?.toLowerCase() === 'as') next++
      const alias = words[next]
      if (alias !== undefined && /^\w+$/.test(alias) && !NO_ALIAS.has(alias.toLowerCase())) {
        add(alias, table)
        next++
      }
      if (words[next] !== ',') break
      next++
    }
  }
  return found
}

/** Every `table.column` of a person that the statement names. */
function personalOf(
  { personal }: Ground,
  words: readonly string[],
  tables: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const named = new Set([...tables.values()].flatMap((names) => [...names]))
  const found = new Set<string>()
  for (const [at, word] of words.entries()) {
    const [before, after] = [words[at - 1], words[at + 1]]
    if (before === '.') {
      for (const table of tables.get(words[at - 2] ?? '') ?? [])
        for (const column of personal.get(table) ?? [])
          if (word === column || word === '*') found.add(`${table}.${column}`)
    } else if (word === '*' && before?.toLowerCase() === 'select') {
      for (const table of named) for (const column of personal.get(table) ?? []) found.add(`${table}.${column}`)
    } else if (after !== '.' && after !== '(' && before?.toLowerCase() !== 'as') {
      for (const table of named) if (personal.get(table)?.has(word) === true) found.add(`${table}.${word}`)
    }
  }
  return found
}
