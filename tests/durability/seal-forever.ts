import { rooms } from '../../src/apps/server/rooms.ts'
import { writeAudit } from '../../src/platform/server/audit.ts'
import { openContext } from '../../src/platform/server/compose.ts'
import { readConfig } from '../../src/platform/server/config.ts'
import { sealWaiting } from '../../src/rooms/audit/server/seal.ts'

/**
 * Writes and seals without end and says on standard output what has been acknowledged; beside it the clock jumps about.
 * Ends only by being killed.
 */
const [data = ''] = process.argv.slice(2)
const context = await openContext(
  readConfig({ data, logLevel: 'silent' }, { JUXIN_KEYS: `${data}.keys.json` }),
  rooms.filter(({ name }) => name === 'audit'),
)
const scope = context.localScope()
const { database, clock, config } = context
process.stdout.write('open\n')
for (let turn = 0; ; turn++) {
  const jump = [0, -3_600_000, 86_400_000, -600_000][turn % 4] ?? 0
  const jumping = { ...clock, now: () => new Date(Date.now() + jump) }
  for (let row = 0; row <= turn % 7; row++)
    await database.write(scope, (tx) => writeAudit(tx, scope, jumping, 'units.edit', `unit-${turn}-${row}`))
  process.stdout.write(`written ${(turn % 7) + 1}\n`)
  const [seal] = await sealWaiting(database, jumping, config.district)
  if (seal) process.stdout.write(`sealed ${seal.no}:${seal.hash}\n`)
}
