/** Every published figure, one after another, each in a process of its own; what is copied into docs/BENCHMARKS.md. */
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { resolve } from 'node:path'

const benches = [
  'first-hour.ts',
  'spreadsheets.ts',
  'locate.ts',
  'matching.ts',
  'plan.ts',
  'coverage.ts',
  'first-load.ts',
]
const only = process.argv.slice(2)

process.stdout.write(
  `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model} · ${(totalmem() / 2 ** 30).toFixed(0)} GiB · Node ${process.versions.node} · load ${loadavg()[0]?.toFixed(1)}\n`,
)
for (const bench of benches.filter((name) => only.length === 0 || only.some((word) => name.startsWith(word)))) {
  process.stdout.write(`\n######## ${bench}\n`)
  const script = resolve(import.meta.dirname, bench)
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--expose-gc', script], {
    stdio: 'inherit',
  })
  if (done.status !== 0) process.exitCode = 1
}
