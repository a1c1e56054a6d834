import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * SSRF has nothing to begin with: the server asks nobody. What could ask is found in the source and must stand in this
 * list; the pages ask their own server only, which the content security policy holds as well (`connect-src 'self'`).
 */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/platform/web/api/client.ts': 'the pages ask their own server; addresses come from the contract and begin with /',
  'src/platform/web/api/upload.ts': 'the pages send files to their own server',
  'src/platform/web/api/use-job.ts': 'the pages listen to their own server',
  'src/platform/web/api/save-file.ts': 'the pages fetch files from their own server',
  'src/platform/server/http/server.ts': 'listens, and asks nobody',
  'src/platform/server/backup/door.ts': 'a command asks the server that holds the data folder, through a socket file',
  'src/platform/server/db/database.ts': 'the office’s own database, named by DATABASE_URL',
  'src/platform/server/db/copy-text.ts': 'the office’s own database, named by DATABASE_URL',
  'src/platform/server/backup/source.ts': 'the office’s own database, named by DATABASE_URL',
  'src/rooms/access/server/single-sign-on.ts':
    'the one provider that the office configured; nothing that a request holds names an address',
}

const ASKS =
  /(?<![\w.])fetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)|sendBeacon|(?:from|import\() ?'(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|undici|openid-client|oauth4webapi|nodemailer|axios|got|ws)'/

/** Types are gone when the program runs. */
const withoutTypes = (source: string): string => source.replace(/^import type .*$/gm, '').replace(/^\s*\/?\*.*$/gm, '')

export function asks(source: string): boolean {
  return ASKS.test(withoutTypes(source))
}

describe('who could ask somebody else', () => {
  test.each([
    "await fetch('http://169.254.169.254/')",
    "import { request } from 'node:https'",
    "import { connect } from 'net'",
    "const { get } = await import('node:http')",
    "new WebSocket('ws://x')",
    "import * as client from 'openid-client'",
  ])('a planted one is found: %s', (source) => expect(asks(source)).toBe(true))

  test.each(["import type { Server } from 'node:https'", 'void query.refetch()', '/** fetch( */', 'more?.fetch()'])(
    'and nothing else: %s',
    (source) => expect(asks(source)).toBe(false),
  )

  test('nobody outside the list', () => {
    const root = resolve(import.meta.dirname, '../..')
    const found = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => asks(readFileSync(path, 'utf8')))
      .map((path) => path.slice(root.length + 1).replaceAll('\\', '/'))
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((file) => !(file in ALLOWED))).toEqual([])
  })
})
