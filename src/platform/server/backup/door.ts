import { randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { Problem } from '../../../kernel/problem.ts'
import type { Made } from './run-backup.ts'

/**
 * How `juxin backup` reaches the program that holds the data folder: a loopback port of its own, apart from the one that
 * people use (which may have another address, TLS, a proxy and sign-in), and a token in a file of the data folder that
 * only its owner can read. Whoever may read that file may copy the data anyway; nobody else gets an answer. Works the
 * same on every system, which a Unix socket (path length) and a named pipe (open to all accounts) would not.
 */
const FILE = 'juxin.door'

interface Key {
  readonly port: number
  readonly token: string
}

export interface Door {
  close(): Promise<void>
}

export type Ask = (passphrase: string | null, say: (doing: string, progress: number) => void) => Promise<Made>

export async function openDoor(dataDir: string, backUp: Ask): Promise<Door> {
  const token = randomBytes(32).toString('hex')
  const path = join(dataDir, FILE)
  const server = createServer((asked, answer) => {
    const given = Buffer.from(String(asked.headers['x-juxin-token'] ?? ''))
    const known = Buffer.from(token)
    const ok = given.length === known.length && timingSafeEqual(given, known)
    if (!ok || asked.method !== 'POST' || asked.url !== '/backup' || asked.headers.origin !== undefined) {
      answer.writeHead(404).end()
      return
    }
    let text = ''
    asked.setEncoding('utf8').on('data', (piece: string) => {
      text += piece
      if (text.length > 4096) asked.destroy()
    })
    asked.on('end', () => {
      answer.writeHead(200, { 'content-type': 'application/x-ndjson' })
      const tell = (line: unknown): void => void answer.write(`${JSON.stringify(line)}\n`)
      const passphrase = readPassphrase(text)
      backUp(passphrase, (doing, progress) => tell({ doing, progress })).then(
        (made) => answer.end(`${JSON.stringify({ made })}\n`),
        (error: unknown) => answer.end(`${JSON.stringify(sayProblem(error))}\n`),
      )
    })
  })
  await new Promise<void>((listening, failed) => {
    server.on('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  writeFileSync(path, JSON.stringify({ port, token } satisfies Key), { mode: 0o600 })
  return {
    close() {
      rmSync(path, { force: true })
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

/** Asks the running program for a backup; null when none answers at the door. */
export function askAtDoor(
  dataDir: string,
  passphrase: string | null,
  say: (doing: string, progress: number) => void,
): Promise<Made | null> {
  const key = readKey(dataDir)
  if (key === null) return Promise.resolve(null)
  return new Promise((done, failed) => {
    const asking = request(
      { host: '127.0.0.1', port: key.port, path: '/backup', method: 'POST', headers: { 'x-juxin-token': key.token } },
      (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume()
          done(null)
          return
        }
        let rest = ''
        let last: Line | null = null
        answer.setEncoding('utf8').on('data', (piece: string) => {
          const lines = (rest + piece).split('\n')
          rest = lines.pop() ?? ''
          for (const line of lines) {
            // Our own program's lines.
            last = JSON.parse(line) as Line
            if ('doing' in last) say(last.doing, last.progress)
          }
        })
        answer.on('error', failed)
        answer.on('end', () => {
          if (last !== null && 'made' in last) done(last.made)
          else if (last !== null && 'problem' in last) {
            const { code, status, words, details } = last.problem
            failed(new Problem(code, { status, words }, details))
          } else failed(new Error('the program ended before the backup was made'))
        })
      },
    )
    asking.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNREFUSED' ? done(null) : failed(error)))
    asking.end(JSON.stringify({ passphrase }))
  })
}

type Line =
  | { readonly doing: string; readonly progress: number }
  | { readonly made: Made }
  | { readonly problem: { code: string; status: number; words: string; details: Record<string, unknown> } }

function readKey(dataDir: string): Key | null {
  try {
    // Written by `openDoor`.
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as Key
  } catch {
    return null
  }
}

function readPassphrase(text: string): string | null {
  try {
    const { passphrase } = JSON.parse(text) as { passphrase?: unknown }
    return typeof passphrase === 'string' && passphrase !== '' ? passphrase : null
  } catch {
    return null
  }
}

function sayProblem(error: unknown): Line {
  const words = error instanceof Error ? error.message : String(error)
  if (error instanceof Problem)
    return { problem: { code: error.code, status: error.status, words, details: { ...error.details } } }
  return { problem: { code: 'backup.failed', status: 500, words, details: {} } }
}
