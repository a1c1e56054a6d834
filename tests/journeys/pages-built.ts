import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './program.ts'

const page = join(root, 'dist/web/index.html')

/** Builds the pages as the launcher does, where there are none yet or a source is newer than they are. */
export function buildPages(): void {
  const sources = ['src', 'vite.config.mts', 'package-lock.json'].map((name) => newest(join(root, name)))
  if (existsSync(page) && statSync(page).mtimeMs > Math.max(...sources)) return
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const done = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: root, encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`the pages cannot be built:\n${done.stderr}`)
}

/** Time of the youngest file below, tests apart: they are not part of the pages. */
function newest(place: string): number {
  const stat = statSync(place)
  if (!stat.isDirectory()) return /\.test\.tsx?$/.test(place) ? 0 : stat.mtimeMs
  return Math.max(0, ...readdirSync(place).map((name) => newest(join(place, name))))
}
