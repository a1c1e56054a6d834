import { readdirSync, readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import ts from 'typescript'

/**
 * Who may go past the locks. Everything that answers a person reads and writes within a scope; the owner of the tables
 * and the gates' own role are for the platform, sign-in, the trail and maintenance. And a scope is minted, never put
 * together: neither by a type assertion nor by spreading another one.
 */
export type Way = 'owner' | 'gate' | 'forged'

export interface Past {
  readonly file: string
  readonly line: number
  readonly way: Way
}

const NAMES: Readonly<Record<string, Way>> = {
  owner: 'owner',
  writeAsOwner: 'owner',
  gate: 'gate',
  writeAsGate: 'gate',
}

/** Where each is at home. */
const AT_HOME: Readonly<Record<Way, RegExp>> = {
  owner: /^src\/(platform\/server|apps\/(server|cli))\//,
  gate: /^src\/(platform\/server|rooms\/(access|audit)\/(server|cli))\//,
  forged: /^src\/platform\/server\/(mint-scope|db\/database)\.ts$|^src\/rooms\/access\/server\//,
}
const TESTING = /(\.test\.tsx?|\/testing\.ts)$/

export function findPastLocks(file: string, source: string): Past[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const found: Past[] = []
  const note = (node: ts.Node, way: Way): void => {
    found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, way })
  }
  const isDatabase = (node: ts.Node | undefined): boolean => node !== undefined && /database$/i.test(node.getText())
  const isScope = (node: ts.Node): boolean => /(^|\.)scope$/i.test(node.getText())
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isDatabase(node.expression)) {
      const way = NAMES[node.name.text]
      if (way) note(node, way)
    }
    if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name) && isDatabase(node.initializer)) {
      for (const element of node.name.elements) {
        const way = NAMES[(element.propertyName ?? element.name).getText()]
        if (way) note(element, way)
      }
    }
    if (ts.isAsExpression(node) && node.type.getText() === 'Scope') note(node, 'forged')
    if (ts.isSpreadAssignment(node) && isScope(node.expression)) note(node, 'forged')
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

export function judge(found: readonly Past[]): string[] {
  return found
    .filter(({ file, way }) => !TESTING.test(file) && !AT_HOME[way].test(file))
    .map(({ file, line, way }) => `${file}:${line} ${WORDS[way]}`)
}

const WORDS: Readonly<Record<Way, string>> = {
  owner: 'reads or writes as the owner of the tables, past row-level security',
  gate: 'reads or writes as the gates',
  forged: 'puts a scope together instead of being given one',
}

if (process.argv[1] === import.meta.filename) {
  const root = resolve(import.meta.dirname, '..')
  const faults = readdirSync(resolve(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .flatMap((file) => judge(findPastLocks(file, readFileSync(resolve(root, file), 'utf8'))))
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
