import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

/**
 * SQL is parameterised: values reach the database beside the statement, never inside it. Kysely's `sql` tag does that by
 * itself, so only the ways around it need watching: text put into a statement as it is (`sql.raw`, `sql.lit`), statements
 * handed to the driver, and statements put together from strings. Each stands in the list below with the reason why
 * nothing that somebody sent can get into it, or this check fails. An entry that is no longer needed fails as well.
 */
type Way = 'raw' | 'lit' | 'driver' | 'text'

interface Allowed {
  readonly file: string
  readonly ways: readonly Way[]
  readonly why: string
}

const ALLOWED: readonly Allowed[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'check-sql.allowed.json'), 'utf8'),
) as Allowed[]

export interface Found {
  readonly file: string
  readonly line: number
  readonly way: Way
  readonly text: string
}

const STATEMENT =
  /\b(select\b[\s\S]+\bfrom|insert\s+into|update\s+\S+\s+set|delete\s+from|(create|alter|drop|truncate)\s+(table|index|policy|role|unique|schema)|grant\s+\w+\s+on|set\s+local|vacuum|analyze)\b/i
const DRIVER = new Set(['query', 'exec', 'execProtocol', 'execProtocolRaw'])

export function findSqlPastParameters(file: string, source: string): Found[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: Found[] = []
  const note = (node: ts.Node, way: Way): void => {
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
    found.push({ file, line: line + 1, way, text: node.getText().slice(0, 80) })
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression, name } = node.expression
      const on = expression.getText()
      if (name.text === 'raw' && /^(sql|CompiledQuery)$/.test(on)) note(node, 'raw')
      else if (name.text === 'lit' && on === 'sql') note(node, 'lit')
      else if (DRIVER.has(name.text) && /(client|pool|pg)$/i.test(on)) note(node, 'driver')
    }
    if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent) && isStatement(node.getText())) {
      note(node, 'text')
    }
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
      [node.left, node.right].some((side) => ts.isStringLiteralLike(side) && isStatement(side.text))
    ) {
      note(node, 'text')
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

function isStatement(text: string): boolean {
  return STATEMENT.test(text)
}

/** What is wrong, one line each; empty when all is well. */
export function judge(found: readonly Found[], allowed: readonly Allowed[]): string[] {
  const isAllowed = ({ file, way }: Found): boolean =>
    allowed.some((one) => covers(one.file, file) && one.ways.includes(way))
  const faults = found
    .filter((one) => !isAllowed(one))
    .map(({ file, line, way, text }) => `${file}:${line} ${way}: ${text.replaceAll('\n', ' ')}`)
  for (const { file, ways, why } of allowed) {
    if (why.length < 12) faults.push(`${file}: no reason given`)
    for (const way of ways) {
      if (!found.some((one) => covers(file, one.file) && one.way === way))
        faults.push(`${file}: ${way} is allowed and not used`)
    }
  }
  return faults
}

/** A file, all files of a folder name (`migrations/`), or all of a file name (`migrations.ts`). */
function covers(pattern: string, file: string): boolean {
  if (pattern.endsWith('/')) return file.includes(`/${pattern}`)
  return pattern.includes('/') ? pattern === file : file.endsWith(`/${pattern}`)
}

export function checkSql(root: string): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.test\.ts$|^testing\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const found = files.flatMap((path) =>
    findSqlPastParameters(relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')),
  )
  return judge(found, ALLOWED)
}

if (process.argv[1] === import.meta.filename) {
  const faults = checkSql(resolve(import.meta.dirname, '..'))
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
