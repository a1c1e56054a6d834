import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { runTests } from './run-tests.ts'
import { runSoak } from './soak.ts'

/** What developers run, through the launcher: `npm test`, `npm run check`, `npm run bench`, `npm run format`. */
const root = resolve(import.meta.dirname, '..')
const bin = (name: string): string => resolve(root, 'node_modules/.bin', name)

function run(title: string, command: string, args: readonly string[]): boolean {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  process.stdout.write(`${done.status === 0 ? '✓' : '✗'} ${title}\n`)
  return done.status === 0
}

const node = process.execPath
const [task, ...rest] = process.argv.slice(2)

function check(): boolean {
  return [
    run('format', bin('oxfmt'), ['--check', 'src', 'tests', 'tools', 'bench']),
    run('lint', bin('oxlint'), ['src', 'tests', 'tools', 'bench']),
    run('borders', node, [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      'tools/borders.cjs',
      '--output-type',
      'err',
      'src',
    ]),
    run('SQL', node, ['tools/check-sql.ts']),
    run('locks', node, ['tools/check-locks.ts']),
    run('types', node, ['node_modules/ts7/bin/tsc', '-p', 'tsconfig.json']),
    run('types of what runs anywhere', node, ['node_modules/ts7/bin/tsc', '-p', 'tsconfig.pure.json']),
  ].every(Boolean)
}

switch (task) {
  case 'check':
    process.exitCode = check() ? 0 : 1
    break
  case 'format':
    process.exitCode = run('format', bin('oxfmt'), ['--write', 'src', 'tests', 'tools', 'bench']) ? 0 : 1
    break
  case 'bench':
    // Says nothing of its own: what a bench prints with --json is read by programs.
    process.exitCode =
      spawnSync(node, ['--disable-warning=ExperimentalWarning', 'bench/all.ts', ...rest], {
        cwd: root,
        stdio: 'inherit',
      }).status ?? 1
    break
  case 'test':
    process.exitCode = await runTests(root, rest)
    break
  case 'soak':
    process.exitCode = runSoak(root, rest)
    break
  default:
    process.stderr.write('用法：npm test · npm run soak · npm run check · npm run bench · npm run format\n')
    process.exitCode = 2
}
