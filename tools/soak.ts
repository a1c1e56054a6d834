import { spawnSync } from 'node:child_process'

/**
 * The long forms of the tests that come in a short one with every run: thousands of power cuts, jumps of the clock,
 * random requests. They read JUXIN_SOAK; JUXIN_SEED plays another course of events.
 *
 *     npm run soak                          all of them: hours
 *     npm run soak -- tests/durability      some
 */
const usual = ['tests/clocks', 'tests/durability', 'tests/scope', 'tests/security', 'tests/trail']

export function runSoak(root: string, only: readonly string[]): number {
  const chosen = only.length > 0 ? only : usual
  process.stdout.write(`长测：${chosen.join('  ')}（JUXIN_SEED=${process.env['JUXIN_SEED'] ?? '未设'}）\n`)
  const done = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--no-file-parallelism', ...chosen],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, JUXIN_SOAK: '1', NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
    },
  )
  return done.status ?? 1
}
