import { writeSync } from 'node:fs'
import { Problem } from '../../src/kernel/problem.ts'
import { openNotes } from './ledger-of-notes.ts'
import { PowerCutFs } from './power-cut-files.ts'

/** Writes until the disk has no room any more, says how that looked, and is then ended from outside. */
const [data = '', room = '0'] = process.argv.slice(2)
const say = (line: unknown): void => void writeSync(1, `${JSON.stringify(line)}\n`)
let disk: PowerCutFs | null = null
const notes = await openNotes(data, { files: (folder) => (disk = new PowerCutFs(folder)) })
const { rows } = await notes.read()
// Set by the function above, which the compiler does not see through the callback.
;(disk as unknown as PowerCutFs).room = Number(room)
say({ rows })
try {
  for (let id = (rows.at(-1) ?? 0) + 1; ; id++) {
    await notes.write(id, 'x'.repeat(3000))
    say({ written: id })
  }
} catch (error) {
  say({ refused: error instanceof Problem ? error.code : String(error) })
}
process.kill(process.pid, 'SIGKILL')
