import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The program as its users start it: a process of its own, on a data folder of its own. */
export const root = resolve(import.meta.dirname, '../..')
const script = join(root, 'src/apps/cli/main.ts')
const node = ['--disable-warning=ExperimentalWarning', script]

/** Keys of the journeys' own: those of whoever runs the tests are left alone. */
const keys = join(mkdtempSync(join(tmpdir(), 'juxin-journey-keys-')), 'keys.json')

/** Without the settings of whoever runs the tests: the journeys are about the embedded database in one folder. */
const environment = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !['DATABASE_URL', 'NODE_OPTIONS'].includes(name) && !/^JUXIN_|^VITEST/.test(name),
    ),
  ),
  JUXIN_KEYS: keys,
})

export interface Said {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

/** One `juxin` command, run to its end. */
export function juxin(args: readonly string[]): Promise<Said> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [...node, ...args], { env: environment() })
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.on('error', failed)
    child.on('close', (code) => done({ code, out, errors }))
  })
}

export interface Program {
  readonly url: string
  /** Where the first administrator is made; null once there is one. */
  readonly setUpLink: string | null
  /** Ends it as Ctrl+C does and gives its exit code. */
  stop(): Promise<number | null>
}

/** `juxin serve` on a free port; comes back once it says its address. */
export function serve(data: string): Promise<Program> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [...node, 'serve', '--data', data, '--port', '0'], { env: environment() })
    let out = ''
    let errors = ''
    const ended = new Promise<number | null>((end) => child.on('close', end))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0]
      const setUpLink = /http:\S+\/setup\?token=\S+/.exec(out)?.[0] ?? null
      if (url !== undefined && (setUpLink !== null || !out.includes('还没有账号')))
        done({ url, setUpLink, stop: () => (child.kill('SIGINT'), ended) })
    })
    child.on('error', failed)
    void ended.then((code) => failed(new Error(`serve ended with ${code}: ${errors}`)))
  })
}

export interface Folder {
  readonly path: string
  remove(): void
}

export function emptyFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'juxin-journey-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}
