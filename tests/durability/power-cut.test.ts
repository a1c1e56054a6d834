import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '../../src/kernel/random.ts'
import { copyEmptyDatabase } from '../../src/platform/server/testing.ts'
import { openNotes } from './ledger-of-notes.ts'
import { rounds } from './rounds.ts'

/**
 * The power goes at a random change of the disk: while opening (recovery is cut as well), writing, sealing or in a
 * checkpoint. Whatever was acknowledged is there when the machine is back, with its row in the trail; nothing is there
 * by half; the chain verifies.
 */
const CUTS = rounds(10, 3000)
const LONGEST = 160

const folder = mkdtempSync(join(tmpdir(), 'juxin-power-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Life {
  /** Null: the power went before it was open. */
  readonly found: { rows: number[]; told: number[]; ok: boolean; sentence: string } | null
  readonly written: readonly number[]
  readonly lost: { files: number; names: number }
}

function live(data: string, seed: number, changes: number, careless = false): Promise<Life> {
  const script = resolve(import.meta.dirname, 'power-cut-life.ts')
  const args = ['--disable-warning=ExperimentalWarning', script, data, String(seed), String(changes)]
  const child = spawn(process.execPath, careless ? [...args, 'careless'] : args)
  let said = ''
  let errors = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (_code, signal) => {
      const lines = said
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      const lost = lines.find((line) => 'lost' in line)
      if (signal !== 'SIGKILL' || !lost) {
        failed(new Error(`the life ended by itself: ${errors || said}`))
        return
      }
      // The lines are those of power-cut-life.ts.
      done({
        found: (lines.find((line) => 'rows' in line) as Life['found'] | undefined) ?? null,
        written: lines.flatMap((line) => ('written' in line ? [Number(line['written'])] : [])),
        lost: lost['lost'] as Life['lost'],
      })
    })
  })
}

test(
  `${CUTS} power cuts: nothing acknowledged is lost, nothing is there by half`,
  { timeout: 8 * 3600_000 },
  async () => {
    const seed = Number(process.env['JUXIN_SEED'] ?? 20261122)
    const random = seededRandom(seed)
    const data = join(folder, 'data')
    await copyEmptyDatabase(data)
    await (await openNotes(data)).database.close()
    const acknowledged = new Set<number>()
    const seen = { opening: 0, files: 0, names: 0 }
    const check = (where: string, found: NonNullable<Life['found']>): void => {
      const there = new Set(found.rows)
      expect(
        [...acknowledged].filter((id) => !there.has(id)),
        `${where}: lost`,
      ).toEqual([])
      expect(found.told, `${where}: rows and the trail`).toEqual(found.rows)
      expect(found.ok, `${where}: ${found.sentence}`).toBe(true)
      // What was committed and not yet acknowledged counts from now on.
      for (const id of found.rows) acknowledged.add(id)
    }
    for (let cut = 0; cut < CUTS; cut++) {
      // One life in five ends while the database is being opened, or soon after.
      const changes = random.next() < 0.2 ? -1 - random.int(60) : random.int(LONGEST)
      const { found, written, lost } = await live(data, seed + cut, changes)
      if (found === null) seen.opening++
      else check(`cut ${cut}`, found)
      for (const id of written) acknowledged.add(id)
      if (lost.files > 0) seen.files++
      if (lost.names > 0) seen.names++
    }
    const last = await openNotes(data)
    check('at the end', { ...(await last.verify()), ...(await last.read()) })
    await last.database.close()
    // The test itself must have tested something.
    expect(acknowledged.size).toBeGreaterThan(CUTS)
    expect(seen.opening).toBeGreaterThan(0)
    expect(seen.files).toBeGreaterThan(CUTS / 2)
  },
)

test('a disk that only says it has synced is found out by the same means', { timeout: 600_000 }, async () => {
  const data = join(folder, 'careless')
  await copyEmptyDatabase(data)
  await (await openNotes(data)).database.close()
  let caught = false
  for (let cut = 0; cut < rounds(4, 8) && !caught; cut++) {
    const { written } = await live(data, cut, 90, true).catch(() => ({ written: null }))
    const notes = await openNotes(data).catch(() => null)
    // It lost what it acknowledged, or does not even open.
    const rows = notes === null ? [] : (await notes.read()).rows
    caught = notes === null || written === null || written.some((id) => !rows.includes(id))
    await notes?.database.close()
  }
  expect(caught).toBe(true)
})
