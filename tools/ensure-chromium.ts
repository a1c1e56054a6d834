import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a Chromium for browser tests; fetched through apt when run as root on Debian, else null. */
export function ensureChromium(): string | null {
  const given = process.env['JUXIN_CHROMIUM']
  if (given && existsSync(given)) return given
  const found = PLACES.find((place) => existsSync(place))
  if (found) return found
  if (!aptInstall(['chromium', 'fonts-noto-cjk'])) return null
  return PLACES.find((place) => existsSync(place)) ?? null
}

/** Installs Debian packages; false where that is not possible. */
export function aptInstall(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) return false
  process.stdout.write(`正在安装 ${packages.join('、')}……\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  return spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { env, stdio: 'ignore' }).status === 0
}
