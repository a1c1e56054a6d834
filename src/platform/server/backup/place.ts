import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'

/** Where backups are kept: JUXIN_BACKUPS, best on another disk, or a folder inside the data folder. */
export function backupFolder(
  config: Config,
  env: Readonly<Record<string, string | undefined>> = process.env,
): { readonly path: string; readonly chosen: boolean } {
  const chosen = env['JUXIN_BACKUPS']
  return chosen === undefined || chosen === ''
    ? { path: join(config.dataDir, 'backups'), chosen: false }
    : { path: resolve(chosen), chosen: true }
}

/** What the program was given at its start, to seal every backup with besides the key file. */
export function givenPassphrase(env: Readonly<Record<string, string | undefined>> = process.env): string | null {
  const given = env['JUXIN_PASSPHRASE']
  // An empty one would be no secret at all.
  return given === undefined || given === '' ? null : given
}

/** `juxin-20261121-023000.jxb`, by the clock on the office's wall; a second one in the same second gets a number. */
export function newBackupPath(folder: string, at: Date): string {
  const stem = `juxin-${stamp(at)}`
  for (let copy = 1; ; copy++) {
    const path = join(folder, `${stem}${copy === 1 ? '' : `-${copy}`}.jxb`)
    if (!existsSync(path) && !existsSync(`${path}.part`)) return path
  }
}

/** China Standard Time, `20261121-023000`. */
export function stamp(at: Date): string {
  const text = new Date(at.getTime() + 8 * 3600_000).toISOString()
  return `${text.slice(0, 10).replaceAll('-', '')}-${text.slice(11, 19).replaceAll(':', '')}`
}
