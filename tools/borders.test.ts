import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
let toy: string

/** One file per fault: where it stands, what it imports, which rule must find it. */
const faults: readonly (readonly [file: string, imports: string, rule: string])[] = [
  ['src/kernel/low.ts', '../platform/server/db.ts', 'pure-below'],
  ['src/standards/reads.ts', 'node:fs', 'pure-no-node'],
  ['src/solver/curious.ts', '../kernel/day.ts', 'solver-alone'],
  ['src/rooms/units/server/solves.ts', '../../../solver/plan.ts', 'solver-for-planner'],
  ['src/rooms/areas/rules/impure.ts', '../server/reads.ts', 'contract-pure'],
  ['src/rooms/areas/server/draws.ts', '../web/page.tsx', 'server-not-screens'],
  ['src/rooms/areas/web/queries.tsx', '../server/reads.ts', 'web-not-server'],
  ['src/platform/server/nosy.ts', '../../rooms/areas/contract.ts', 'platform-no-room'],
  ['src/rooms/areas/server/climbs.ts', '../../../apps/server/main.ts', 'apps-on-top'],
  ['src/rooms/areas/server/tested.ts', './reads.test.ts', 'no-tests-in-product'],
  ['src/rooms/areas/server/ahead.ts', '../../units/contract.ts', 'areas-not-later'],
  ['src/rooms/units/server/behind.ts', '../../areas/server/reads.ts', 'units-faces-only'],
  ['src/rooms/units/server/mints.ts', '../../../platform/server/mint-scope.ts', 'scopes-minted-at-the-gates'],
  ['src/kernel/round.ts', './about.ts', 'no-cycles'],
]

/** What the faults import, and what is allowed. */
const plain: readonly (readonly [file: string, imports: string | null])[] = [
  ['src/kernel/day.ts', null],
  ['src/kernel/about.ts', './round.ts'],
  ['src/platform/server/db.ts', null],
  ['src/platform/server/mint-scope.ts', null],
  ['src/platform/server/gate.ts', './mint-scope.ts'],
  ['src/rooms/access/server/gate.ts', '../../../platform/server/mint-scope.ts'],
  ['src/solver/plan.ts', null],
  ['src/apps/server/main.ts', null],
  ['src/rooms/areas/contract.ts', '../../kernel/day.ts'],
  ['src/rooms/areas/server/reads.ts', '../contract.ts'],
  ['src/rooms/areas/server/reads.test.ts', './reads.ts'],
  ['src/rooms/areas/server/public.ts', './reads.ts'],
  ['src/rooms/areas/web/page.tsx', '../contract.ts'],
  ['src/rooms/units/contract.ts', '../areas/contract.ts'],
  ['src/rooms/units/server/fine.ts', '../../areas/server/public.ts'],
  ['src/rooms/planner/server/solve.ts', '../../../solver/plan.ts'],
]

/** A cycle is told once, from either end. */
const resolveToy = (file: string, imports: string): string => join(dirname(file), imports)

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
}
let found: readonly Violation[] = []

beforeAll(() => {
  toy = mkdtempSync(join(root, 'tools', 'toy-'))
  const put = (file: string, imports: string | null): void => {
    const path = join(toy, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(
      path,
      imports === null ? 'export const it = 1\n' : `import * as it from '${imports}'\nexport const made = it\n`,
    )
  }
  for (const [file, imports] of plain) put(file, imports)
  for (const [file, imports] of faults) put(file, imports)
  writeFileSync(
    join(toy, 'tsconfig.json'),
    '{ "compilerOptions": { "allowImportingTsExtensions": true, "noEmit": true } }\n',
  )
  const cruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const done = spawnSync(
    process.execPath,
    [cruise, '--config', join(root, 'tools/borders.cjs'), '--output-type', 'json', 'src'],
    {
      cwd: toy,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  )
  found = (JSON.parse(done.stdout) as { summary: { violations: Violation[] } }).summary.violations
})
afterAll(() => rmSync(toy, { recursive: true, force: true }))

describe('the borders find every planted fault', () => {
  test.each(faults)('%s importing %s breaks %s', (file, imports, rule) => {
    expect(
      found.filter((one) => one.from === file || one.from === resolveToy(file, imports)).map((one) => one.rule.name),
    ).toContain(rule)
  })

  test('and nothing that is allowed', () => {
    const faulty = new Set(faults.map(([file]) => file))
    expect(found.filter((one) => !faulty.has(one.from) && one.rule.name !== 'no-cycles')).toEqual([])
  })
})
