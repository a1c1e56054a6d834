import { readConfig } from '../../src/platform/server/config.ts'
import { openContext } from '../../src/platform/server/compose.ts'
import { writeSample } from '../../src/platform/server/write-sample.ts'
import { rooms } from '../../src/apps/server/rooms.ts'
import { importsOf } from '../../src/rooms/units/server/index.ts'

/** Imports one invented district after another and says on standard output what has been acknowledged. Ends only by being killed. */
const [data = '', files = '', first = '1'] = process.argv.slice(2)
const context = await openContext(readConfig({ data, logLevel: 'silent' }, {}), rooms)
process.stdout.write('open\n')
const imports = importsOf(context)
for (let seed = Number(first); ; seed++) {
  const sample = await writeSample(`${files}/${seed}`, 120, seed)
  const { draft, job } = imports.start(context.localScope(), sample.files)
  await context.jobs.finished(job.id)
  const commit = imports.commit(context.localScope(), draft.id)
  const done = await context.jobs.finished(commit.id)
  if (done.state !== 'done') throw new Error(done.problem?.words ?? done.state)
  process.stdout.write(`written ${JSON.stringify({ seed, batches: draft.batches })}\n`)
}
