import { parseDay } from '../../../kernel/day.ts'
import type { Handlers } from '../../../platform/server/http/route.ts'
import type { Context } from '../../../platform/server/room.ts'
import { getPreset, putInForce } from '../../rulebook/server/public.ts'
import type { coverageEndpoints } from '../contract.ts'
import { recount } from './cells.ts'
import { listChanges, noteChanges } from './changes.ts'
import { dryRunPreset } from './dry-run.ts'
import { listSnapshotRows } from './snapshot-rows.ts'
import { getSnapshot, listSnapshots, takeSnapshot } from './snapshots.ts'
import { explain, listActions, summarize, tabulate } from './summary.ts'

export function coverageHandlers(context: Context): Handlers<typeof coverageEndpoints> {
  return {
    'coverage.summary': (input, { scope }) => summarize(context, scope, input),
    'coverage.table': (input, { scope }) => tabulate(context, scope, input),
    'coverage.explain': (input, { scope }) => explain(context, scope, input),
    'coverage.articles': (input, { scope }) => listActions(context, scope, input),
    'coverage.dryRunPreset': ({ id }, { scope }) => dryRunPreset(context, scope, id),
    'coverage.activatePreset': async ({ id, reason }, { scope, db }) => {
      await getPreset(db, scope, id)
      const job = context.jobs.start(scope, 'coverage.activate-preset', async (handle) => {
        handle.report('按新口径重新判定全部单位', null)
        const preset = await context.database.write(scope, async (tx) => {
          const done = await putInForce(context, tx, scope, id, reason)
          handle.pastCancel()
          return done
        })
        return { preset: preset.id, version: preset.version }
      })
      return { job: job.id }
    },
    'coverage.recount': (_input, { scope }) => recount(context, scope),
    'coverage.listSnapshots': async (_input, { scope }) => ({ rows: await listSnapshots(context.database, scope) }),
    'coverage.takeSnapshot': ({ name, asOf }, { scope }) =>
      takeSnapshot(context, scope, name, asOf === undefined ? null : parseDay(asOf)),
    'coverage.getSnapshot': ({ id }, { scope }) => getSnapshot(context.database, scope, id),
    'coverage.snapshotRows': (input, { scope, db }) => listSnapshotRows(db, scope, input),
    'coverage.changeNote': ({ id, to }, { scope }) => noteChanges(context, scope, id, to),
    'coverage.changeRows': (input, { scope }) => listChanges(context, scope, input),
  }
}
