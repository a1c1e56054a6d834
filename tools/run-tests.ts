import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './ensure-chromium.ts'
import { startPostgres } from './postgres.ts'
import { buildPages } from '../tests/journeys/pages-built.ts'

const cores = availableParallelism()
/** One core is left alone by custom; of two, both are needed. */
const WORKERS = Math.min(cores, Math.max(2, cores - 1))

/**
 * All tests: unit and API tests on the embedded database, the same on PostgreSQL where one is installed (or installable),
 * browser journeys in Chromium. The last line sums up: `N passed, N failed`.
 */
export async function runTests(root: string, only: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'juxin-test-'))
  const total = { passed: 0, failed: 0, skipped: 0 }
  const vitest = (name: string, args: readonly string[], env: Readonly<Record<string, string>>): void => {
    const report = join(folder, `${name}.json`)
    process.stdout.write(`\n== ${name}\n`)
    const done = spawnSync(
      process.execPath,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${report}`,
        `--maxWorkers=${WORKERS}`,
        ...args,
      ],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', NO_COLOR: '1', ...env },
      },
    )
    const counts = readCounts(report)
    total.passed += counts.passed
    total.skipped += counts.skipped
    // A run that ended badly without a failing test (a crash, no report) still fails.
    total.failed += counts.failed + (done.status !== 0 && counts.failed === 0 ? 1 : 0)
  }
  const checked = spawnSync(process.execPath, ['tools/dev.ts', 'check'], { cwd: root, stdio: 'inherit' })
  if (checked.status === 0) total.passed++
  else total.failed++
  const chromium = ensureChromium()
  // Once, before several journeys need them at the same time.
  buildPages()
  const env = chromium ? { JUXIN_CHROMIUM: chromium } : {}
  if (only.length > 0) {
    vitest('chosen', only, env)
  } else {
    vitest('embedded', ['src', 'tools', 'tests', '--exclude=tests/journeys/**'], env)
    const postgres = await startPostgres()
    if (postgres) {
      try {
        vitest(
          'postgresql',
          [
            'src/rooms',
            'src/platform/server',
            'tests/api',
            'tests/durability/restore-drill',
            'tests/durability/roll-back-server',
            'tests/security',
            'tests/trail',
            'tests/scope',
            '--exclude=**/rules/**',
            '--exclude=**/spreadsheets/**',
          ],
          {
            ...env,
            TEST_DATABASE_URL: postgres.url,
          },
        )
      } finally {
        postgres.stop()
      }
    } else
      process.stdout.write(
        '没有找到 PostgreSQL 15 以上的 initdb：跳过在 PostgreSQL 上的一遍。Debian 上：apt-get install postgresql\n',
      )
    if (!chromium)
      process.stdout.write('没有找到 Chromium：浏览器测试会自行跳过。Debian 上：apt-get install chromium\n')
    vitest('journeys', ['tests/journeys'], env)
  }
  rmSync(folder, { recursive: true, force: true })
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
  return total.failed === 0 ? 0 : 1
}

function readCounts(report: string): { passed: number; failed: number; skipped: number } {
  if (!existsSync(report)) return { passed: 0, failed: 0, skipped: 0 }
  const read = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
  }
  return { passed: read.numPassedTests, failed: read.numFailedTests, skipped: read.numPendingTests }
}
