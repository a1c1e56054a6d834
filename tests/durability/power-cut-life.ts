import { writeSync } from 'node:fs'
import { sql } from 'kysely'
import { seededRandom } from '../../src/kernel/random.ts'
import { openNotes } from './ledger-of-notes.ts'
import { PowerCutFs } from './power-cut-files.ts'

/**
 * One life of a machine: opens the office, says what it finds, writes, seals and checkpoints, says what is acknowledged,
 * until the power goes after so many changes of the disk; what was not synced is lost in that moment. Negative: from the
 * first change of the opening on; otherwise counted once it is open.
 */
const [data = '', seed = '1', changes = '100', careless = ''] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`)
let disk: PowerCutFs | null = null
const notes = await openNotes(data, {
  files: (folder) => {
    const files = new PowerCutFs(folder)
    files.careless = careless !== ''
    if (Number(changes) < 0) files.left = -Number(changes)
    files.onCut = () => {
      say({ lost: files.loseUnsynced(random) })
      process.kill(process.pid, 'SIGKILL')
    }
    disk = files
    return files
  },
})
const { rows, told } = await notes.read()
const { ok, sentence } = await notes.verify()
say({ rows, told, ok, sentence })
// Set by the function above, which the compiler does not see through the callback.
const files = disk as unknown as PowerCutFs
files.left ??= Number(changes)
for (let id = (rows.at(-1) ?? 0) + 1; ; id++) {
  await notes.write(id, 'x'.repeat(random.int(4000)))
  say({ written: id })
  if (random.next() < 0.15) await notes.seal()
  if (random.next() < 0.1) await sql`checkpoint`.execute(notes.database.owner)
}
