/**
 * Every published figure, one after another, each in a process of its own; what is copied into docs/BENCHMARKS.md.
 *
 *     npm run bench                                       all
 *     npm run bench -- tree cover                         some
 *     npm run bench -- groups --csv FILE --k 3 --json     one, with its options
 *     npm run bench -- plan --units 42000 --seed 1 --json
 */
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { resolve } from 'node:path'

const benches = [
  'first-hour.ts',
  'spreadsheets.ts',
  'locate.ts',
  'matching.ts',
  'tree.ts',
  'plan.ts',
  'groups-engine.ts',
  'bounds.ts',
  'groups.ts',
  'staff.ts',
  'cover.ts',
  'coverage.ts',
  'scope.ts',
  'clocks.ts',
  'audit.ts',
  'first-load.ts',
  'backup.ts',
  'sign-in.ts',
  'members.ts',
  'letters.ts',
]
const args = process.argv.slice(2)
const options = args.findIndex((arg) => arg.startsWith('--'))
const only = options < 0 ? args : args.slice(0, options)
const rest = options < 0 ? [] : args.slice(options)
const chosen = benches.filter((name) => only.length === 0 || only.includes(name.replace('.ts', '')))
if (chosen.length === 0 || (rest.length > 0 && chosen.length > 1)) {
  process.stderr.write(`name ${rest.length > 0 ? 'one' : 'some'} of: ${benches.join(' ').replaceAll('.ts', '')}\n`)
  process.exit(2)
}

// On the error stream, so that what is asked for with --json stays readable by programs.
process.stderr.write(
  `${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model} · ${(totalmem() / 2 ** 30).toFixed(0)} GiB · Node ${process.versions.node} · load ${loadavg()[0]?.toFixed(1)}\n`,
)
for (const bench of chosen) {
  process.stderr.write(`\n######## ${bench}\n`)
  const script = resolve(import.meta.dirname, bench)
  const done = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--expose-gc', script, ...rest], {
    stdio: 'inherit',
  })
  if (done.status !== 0) process.exitCode = 1
}
