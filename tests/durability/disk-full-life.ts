import { writeSync } from 'node:fs'
import { sql } from 'kysely'
import { Problem } from '../../src/kernel/problem.ts'
import { openNotes } from './ledger-of-notes.ts'
import { PowerCutFs } from './power-cut-files.ts'

/**
 * Writes until the disk has no room any more and says how that looked; with room again it must read and write without
 * being opened anew. `log`: a new segment of the log is wanted after each row, which the database does not survive
 * without room. Ends itself as by a power cut.
 */
const [data = '', room = '0', log = ''] = process.argv.slice(2)
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
    if (log !== '') await sql`select pg_switch_wal()`.execute(notes.database.owner)
  }
} catch (error) {
  say({ refused: error instanceof Problem ? error.code : String(error) })
}
// The newest: a database that had given up has opened its files anew.
;(disk as unknown as PowerCutFs).room = null
const again = await notes.read()
const id = (again.rows.at(-1) ?? 0) + 1
await notes.write(id, 'there is room again')
say({ written: id, again: again.rows.length, ok: (await notes.verify()).ok })
process.kill(process.pid, 'SIGKILL')
