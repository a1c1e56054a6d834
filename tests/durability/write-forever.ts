import { writeSync } from 'node:fs'
import { openNotes } from './ledger-of-notes.ts'

/** Writes rows, each with its row in the trail, and says which are acknowledged. Ends only by being killed. */
const [data = ''] = process.argv.slice(2)
const notes = await openNotes(data)
const { rows } = await notes.read()
for (let id = (rows.at(-1) ?? 0) + 1; ; id++) {
  await notes.write(id, 'x'.repeat((id * 37) % 2000))
  writeSync(1, `${id}\n`)
  if (id % 40 === 0) await notes.seal()
}
