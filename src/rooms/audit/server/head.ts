import type { z } from 'zod'
import type { Context } from '../../../platform/server/room.ts'
import type { headShape } from '../contract.ts'
import { countWaiting, findHead } from './seal.ts'

/** The head of the chain, as it is shown, printed and put under an export. It tells nothing of anybody. */
export async function readTrailHead({ database, config }: Context): Promise<z.infer<typeof headShape>> {
  const { no, at, total, hash } = await findHead(database.gate, config.district)
  const waiting = await countWaiting(database.gate, config.district)
  return { no, at: at?.toISOString() ?? null, rows: total, hash, waiting }
}
