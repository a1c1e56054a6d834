import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { rooms } from '../../src/apps/server/rooms.ts'
import { seededRandom } from '../../src/kernel/random.ts'
import { openContext } from '../../src/platform/server/compose.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'
import { sealWaiting } from '../../src/rooms/audit/server/seal.ts'
import { readHead } from '../../src/rooms/audit/server/verify/noted-head.ts'
import { verifyChain } from '../../src/rooms/audit/server/verify/verify.ts'
import { rounds } from './rounds.ts'

const folder = mkdtempSync(join(tmpdir(), 'juxin-chain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TIMES = rounds(3, 200)

/** Writes and seals in a process of its own, killed after so many milliseconds of it. */
function sealAndKill(data: string, milliseconds: number): Promise<{ rows: number; head: string | null }> {
  return new Promise((done, failed) => {
    const script = resolve(import.meta.dirname, 'seal-forever.ts')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, data])
    let said = ''
    let errors = ''
    let killing = false
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      // The moment is counted from the first acknowledgement, so that every run has written something.
      if (killing || !said.includes('sealed ')) return
      killing = true
      setTimeout(() => child.kill('SIGKILL'), milliseconds)
    })
    child.on('exit', (_code, signal) => {
      if (signal !== 'SIGKILL') {
        failed(new Error(`ended by itself: ${errors}`))
        return
      }
      const lines = said.split('\n').slice(0, -1)
      const told = (word: string): string[] =>
        lines.filter((line) => line.startsWith(word)).map((line) => line.slice(word.length))
      done({
        rows: told('written ').reduce((sum, rows) => sum + Number(rows), 0),
        head: told('sealed ').at(-1) ?? null,
      })
    })
  })
}

test(
  `killed ${TIMES} times while writing and sealing under a jumping clock: nothing acknowledged is lost, the chain verifies`,
  { timeout: 3600_000 },
  async () => {
    const random = seededRandom(41)
    const data = join(folder, 'data')
    await copyEmptyDatabase(data)
    let least = 0
    for (let time = 0; time < TIMES; time++) {
      const { rows, head } = await sealAndKill(data, random.next() * 120)
      least += rows
      const context = await openContext(
        readConfig({ data, logLevel: 'silent' }, { JUXIN_KEYS: `${data}.keys.json` }),
        rooms.filter(({ name }) => name === 'audit'),
      )
      const { database, config, clock } = context
      const check = () => verifyChain(database.gate, config.district, { noted: head === null ? null : readHead(head) })
      expect(await check()).toMatchObject({ ok: true, faults: [] })
      const [found] = await rowsOf<{ n: number }>(database.owner, sql`select count(*)::int as n from audit`)
      expect(found?.n).toBeGreaterThanOrEqual(least)
      // The next start carries on where this one was cut off.
      await sealWaiting(database, clock, config.district)
      const sealed = await check()
      expect(sealed).toMatchObject({ ok: true, rows: found?.n })
      least = found?.n ?? 0
      await context.close()
    }
    expect(least).toBeGreaterThan(TIMES)
  },
)
