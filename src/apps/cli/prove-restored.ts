import { writeAudit } from '../../platform/server/audit.ts'
import { makeApp, openContext } from '../../platform/server/compose.ts'
import type { Config } from '../../platform/server/config.ts'
import { everybody } from '../../platform/server/gate.ts'
import { rooms } from '../server/rooms.ts'

export interface Proof {
  readonly ok: boolean
  readonly sentences: readonly string[]
}

/**
 * What a restored office must show besides equal rows: the counters equal a recount of the units, and the trail's chain
 * holds. What is wrong was wrong when the backup was made (every row is proved equal before), so it is said and does not
 * undo the restore. That there was one goes into the trail.
 */
export async function proveRestored(config: Config, from: string): Promise<Proof> {
  const context = await openContext({ ...config, logLevel: 'silent' }, rooms, undefined, { backUpFirst: false })
  try {
    const app = await makeApp(context, rooms)
    // The console may everything; accounts of the restored office are not asked.
    context.gates.install({ caller: async () => everybody('控制台'), accounts: async () => false })
    try {
      const headers = { host: '127.0.0.1' }
      const counted = await app.inject({ method: 'POST', url: '/api/coverage/recount', headers })
      const { equal, differing } = counted.json<{ equal: boolean; differing: number }>()
      const verdict = await verifyTrail(async () => {
        const asked = await app.inject({ method: 'POST', url: '/api/audit/verify', headers, payload: {} })
        if (asked.statusCode !== 200) return null
        return (await context.jobs.finished(asked.json<{ job: string }>().job)).result
      })
      const scope = context.localScope()
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'platform.restored', null, { from }),
      )
      return {
        ok: counted.statusCode === 200 && equal && verdict?.ok !== false,
        sentences: [
          equal
            ? '覆盖情况的计数重新清点过，相同。'
            : `覆盖情况的计数有 ${differing} 处与清点不符（备份时就如此），已改正。`,
          ...(verdict === null ? [] : [verdict.sentence]),
        ],
      }
    } finally {
      await app.close()
    }
  } finally {
    await context.close()
  }
}

/** Null where the trail has no chain yet. */
async function verifyTrail(
  ask: () => Promise<Readonly<Record<string, unknown>> | null>,
): Promise<{ ok: boolean; sentence: string } | null> {
  const result = await ask()
  if (result === null || typeof result['ok'] !== 'boolean') return null
  return { ok: result['ok'], sentence: String(result['sentence'] ?? '') }
}
