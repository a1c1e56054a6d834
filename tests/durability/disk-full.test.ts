import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Problem } from '../../src/kernel/problem.ts'
import { seededRandom } from '../../src/kernel/random.ts'
import { dayInChina } from '../../src/kernel/day.ts'
import { makeId } from '../../src/kernel/ids.ts'
import { makeDisk } from '../../src/platform/server/disk.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'
import { openNotes } from './ledger-of-notes.ts'
import { rounds } from './rounds.ts'

const folder = mkdtempSync(join(tmpdir(), 'juxin-full-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function folderFor(name: string): Promise<string> {
  const data = join(folder, name)
  await copyEmptyDatabase(data)
  return data
}

describe('a disk that is nearly full', () => {
  test('writing stops before damage and says what to do; reading, seals and writing afterwards go on', async () => {
    let free = 10_000_000_000
    const disk = makeDisk(folder, { space: async () => ({ free, total: 100_000_000_000 }), fresh: -1 })
    const notes = await openNotes(await folderFor('low'), { guard: disk.demandRoom })
    await notes.write(1, 'before')
    free = 100_000_000
    const refusal = await notes.write(2, 'refused').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Problem)
    expect((refusal as Problem).code).toBe('platform.disk-low')
    expect((refusal as Problem).message).toContain('95 MB')
    expect(await notes.read()).toEqual({ rows: [1], told: [1] })
    await notes.seal()
    expect((await notes.verify()).ok).toBe(true)
    free = 10_000_000_000
    await notes.write(3, 'after')
    expect(await notes.read()).toEqual({ rows: [1, 3], told: [1, 3] })
    await notes.database.close()
  })
})

describe('a disk that is full', () => {
  test(
    'at any write: it is said so, and what was acknowledged before is there afterwards',
    { timeout: 3600_000 },
    async () => {
      const random = seededRandom(31)
      const data = await folderFor('full')
      await (await openNotes(data)).database.close()
      const acknowledged: number[] = []
      for (let life = 0; life < rounds(4, 300); life++) {
        // Every other time it is the log that finds no room: the database gives up and is opened anew by itself.
        const lines = await fill(data, random.int(300_000), life % 2 === 1)
        const said = <T>(key: string): T[] => lines.flatMap((line) => (key in line ? [line[key] as T] : []))
        const found = new Set(said<number[]>('rows')[0])
        expect(
          acknowledged.filter((id) => !found.has(id)),
          `life ${life}`,
        ).toEqual([])
        expect(said('refused'), `life ${life}`).toEqual(['platform.disk-full'])
        acknowledged.push(...said<number>('written'))
        expect(said('ok'), `life ${life}: with room again`).toEqual([true])
      }
      const notes = await openNotes(data)
      const { rows, told } = await notes.read()
      expect(acknowledged.filter((id) => !rows.includes(id))).toEqual([])
      expect(told).toEqual(rows)
      expect((await notes.verify()).ok).toBe(true)
      await notes.write(1_000_000, 'there is room again')
      await notes.database.close()
      expect(acknowledged.length).toBeGreaterThan(0)
    },
  )
})

/** One life in a process of its own: a database that met a full disk and is spoken to all the same spins for ever. */
function fill(data: string, room: number, log: boolean): Promise<Record<string, unknown>[]> {
  const script = resolve(import.meta.dirname, 'disk-full-life.ts')
  const child = spawn(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    script,
    data,
    String(room),
    ...(log ? ['log'] : []),
  ])
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', () => {
      const lines = said.split('\n').filter((line) => line.startsWith('{'))
      done(lines.map((line) => JSON.parse(line) as Record<string, unknown>))
    })
  })
}

describe('a clock that jumps', () => {
  test('back and forth by years: nothing is lost, the chain verifies, order is that of the seals', async () => {
    const random = seededRandom(12)
    let millis = Date.parse('2026-11-22T09:00:00+08:00')
    const clock = {
      now: () => new Date(millis),
      today: () => dayInChina(new Date(millis)),
      id: () => makeId(millis, random.next),
    }
    const notes = await openNotes(await folderFor('clock'), {}, clock)
    const written = rounds(60, 2000)
    for (let id = 1; id <= written; id++) {
      if (random.next() < 0.3)
        millis = Date.parse('2026-11-22T00:00:00Z') + (random.next() - 0.5) * 10 * 365 * 86_400_000
      else millis += random.int(1000) - 400
      await notes.write(id, 'x')
      if (random.next() < 0.2) await notes.seal()
    }
    await notes.seal()
    const { rows, told } = await notes.read()
    expect(rows).toHaveLength(written)
    expect(told).toEqual(rows)
    const verdict = await notes.verify()
    expect(verdict.ok, verdict.sentence).toBe(true)
    await notes.database.close()
  })
})
