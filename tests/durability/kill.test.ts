import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/apps/server/rooms.ts'
import { seededRandom } from '../../src/kernel/random.ts'
import { openContext } from '../../src/platform/server/compose.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { rowsOf } from '../../src/platform/server/db/database.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'juxin-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TIMES = 20

interface Run {
  readonly written: readonly { seed: number; batches: string[] }[]
  /** Milliseconds from the open database to the first acknowledgement; null when it was killed before. */
  readonly first: number | null
}

/** Imports in a process of its own, killed after so many milliseconds of importing, or, for null, at the first acknowledgement. */
function importAndKill(data: string, first: number, milliseconds: number | null): Promise<Run> {
  return new Promise((done, failed) => {
    const script = resolve(import.meta.dirname, 'import-forever.ts')
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      script,
      data,
      join(folder, 'files'),
      String(first),
    ])
    let said = ''
    let errors = ''
    let openedAt = 0
    let firstAt: number | null = null
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      if (openedAt === 0 && said.startsWith('open')) {
        openedAt = performance.now()
        if (milliseconds !== null) setTimeout(() => child.kill('SIGKILL'), milliseconds)
      }
      if (firstAt === null && said.includes('written ')) {
        firstAt = performance.now() - openedAt
        if (milliseconds === null) child.kill('SIGKILL')
      }
    })
    child.on('exit', (_code, signal) => {
      if (signal !== 'SIGKILL') {
        failed(new Error(`ended by itself: ${errors}`))
        return
      }
      const lines = said.split('\n').slice(0, -1)
      const written = lines
        .filter((line) => line.startsWith('written '))
        .map((line) => JSON.parse(line.slice(8)) as { seed: number; batches: string[] })
      done({ written, first: firstAt })
    })
  })
}

describe('killed in the middle of an import', () => {
  test(
    `${TIMES} times at random moments: reopens, no half batch, nothing acknowledged is lost`,
    { timeout: 600_000 },
    async () => {
      const random = seededRandom(20)
      const data = join(folder, 'data')
      await copyEmptyDatabase(data)
      const acknowledged: string[] = []
      let next = 1
      /** How long one import takes here and now: the moments are spread over two of them, on any machine. */
      let pace = 0
      for (let time = 0; time < TIMES; time++) {
        const { written, first } = await importAndKill(data, next, pace === 0 ? null : random.next() * 2 * pace)
        pace ||= first ?? 0
        for (const one of written) acknowledged.push(...one.batches)
        next += written.length + 1
        const context = await openContext(readConfig({ data, logLevel: 'silent' }, {}), rooms)
        const db = context.database.owner
        const batches = await rowsOf<{ id: string; rows: number; found: number }>(
          db,
          sql`select b.id, b.rows, (select count(*) from unit_record r where r.district = b.district and r.batch_id = b.id) as found from unit_batch b`,
        )
        for (const batch of batches) expect(batch.found, `batch ${batch.id}`).toBe(batch.rows)
        const ids = new Set(batches.map((batch) => batch.id))
        for (const id of acknowledged) expect(ids.has(id), `acknowledged batch ${id}`).toBe(true)
        const [orphans] = await rowsOf<{ n: number }>(
          db,
          sql`select (select count(*) from unit u where not exists (select 1 from unit_record r where r.unit_id = u.id and r.state = 'live'))
          + (select count(*) from unit_record r where r.state = 'live' and not exists (select 1 from unit u where u.id = r.unit_id))
          + (select count(*) from unit_record r where not exists (select 1 from unit_batch b where b.id = r.batch_id)) as n`,
        )
        expect(orphans?.n).toBe(0)
        // A batch that was committed and not yet acknowledged counts from now on.
        acknowledged.splice(0, acknowledged.length, ...ids)
        await context.close()
      }
      expect(acknowledged.length).toBeGreaterThan(0)
    },
  )
})
