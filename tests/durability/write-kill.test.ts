import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/kernel/random.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'
import { openNotes } from './ledger-of-notes.ts'
import { rounds } from './rounds.ts'

const folder = mkdtempSync(join(tmpdir(), 'juxin-write-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TIMES = rounds(4, 300)

/** What was acknowledged before the process was killed, so many milliseconds after its first acknowledgement. */
function writeAndKill(data: string, milliseconds: number): Promise<number[]> {
  return new Promise((done, failed) => {
    const script = resolve(import.meta.dirname, 'write-forever.ts')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, data])
    let said = ''
    let errors = ''
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
    child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), milliseconds))
    child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
    child.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') failed(new Error(`ended by itself: ${errors}`))
      else done(said.split('\n').slice(0, -1).map(Number))
    })
  })
}

test(
  `killed ${TIMES} times while writing: what was acknowledged is there with its row in the trail, and the chain verifies`,
  { timeout: 3600_000 },
  async () => {
    const random = seededRandom(77)
    const data = join(folder, 'data')
    await copyEmptyDatabase(data)
    const acknowledged: number[] = []
    for (let time = 0; time < TIMES; time++) {
      acknowledged.push(...(await writeAndKill(data, random.next() * 400)))
      const notes = await openNotes(data)
      const { rows, told } = await notes.read()
      const there = new Set(rows)
      expect(
        acknowledged.filter((id) => !there.has(id)),
        `kill ${time}`,
      ).toEqual([])
      expect(told).toEqual(rows)
      await notes.seal()
      const { ok, sentence } = await notes.verify()
      expect(ok, sentence).toBe(true)
      await notes.database.close()
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(TIMES)
  },
)
