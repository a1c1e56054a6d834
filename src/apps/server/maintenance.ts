import type { FastifyInstance } from 'fastify'
import type { Scope } from '../../kernel/scope.ts'
import { platformEndpoints } from '../../platform/contract.ts'
import { writeAudit } from '../../platform/server/audit.ts'
import { openDoor, type Door } from '../../platform/server/backup/door.ts'
import { nextTime } from '../../platform/server/backup/due.ts'
import type { Why } from '../../platform/server/backup/header.ts'
import { listBackups } from '../../platform/server/backup/list.ts'
import { backupFolder, givenPassphrase } from '../../platform/server/backup/place.ts'
import type { Made } from '../../platform/server/backup/run-backup.ts'
import {
  beginSchedule,
  getSchedule,
  lastProblem,
  makeAndLog,
  owes,
  rotate,
  saveSchedule,
} from '../../platform/server/backup/schedule.ts'
import { serve } from '../../platform/server/http/route.ts'
import type { Context } from '../../platform/server/room.ts'

const table = {
  'platform.backups': platformEndpoints['platform.backups'],
  'platform.makeBackup': platformEndpoints['platform.makeBackup'],
  'platform.saveBackupSchedule': platformEndpoints['platform.saveBackupSchedule'],
}

/** How often it is looked whether a backup is owed. Nothing hangs on it: what is owed is said by rows and the clock. */
const LOOK = 30_000

/** Backups over HTTP, by themselves, and for `juxin backup` from another window. The last two only once it listens. */
export function serveMaintenance(app: FastifyInstance, context: Context): void {
  serve(app, context, table, {
    'platform.backups': (_input, { scope }) => showBackups(context, scope),
    'platform.makeBackup': async (_input, { scope }) => ({ job: startBackup(context, scope, 'by-hand').id }),
    'platform.saveBackupSchedule': async (input, { scope }) => {
      await saveSchedule(context, scope, input)
      await context.database.write(scope, (tx) =>
        writeAudit(tx, scope, context.clock, 'platform.backup-scheduled', null, { ...input }),
      )
      return { ok: true as const, sentence: saySchedule(input) }
    },
  })
  context.metrics.gauge('juxin_backup_age_seconds', 'Since the newest backup that was read back', () =>
    ageOfNewest(context),
  )
  let timer: NodeJS.Timeout | null = null
  let door: Door | null = null
  app.addHook('onListen', async () => {
    const scope = context.localScope()
    door = await openDoor(context.config.dataDir, (given, say) =>
      backUp(context, scope, 'by-hand', given ?? givenPassphrase(), say),
    )
    await beginSchedule(context, scope)
    let looking = false
    const look = async (): Promise<void> => {
      if (looking) return
      looking = true
      try {
        await backUpIfOwed(context, scope)
      } finally {
        looking = false
      }
    }
    const report = (error: unknown): void => app.log.error({ err: error }, 'scheduled backup')
    timer = setInterval(() => void look().catch(report), LOOK)
    timer.unref()
    void look().catch(report)
  })
  app.addHook('onClose', async () => {
    if (timer !== null) clearInterval(timer)
    await door?.close()
  })
}

/** One look at the schedule: makes the backup that is owed. False when none was. */
export async function backUpIfOwed(context: Context, scope: Scope): Promise<boolean> {
  if (!(await owes(context, scope))) return false
  await context.jobs.finished(startBackup(context, scope, 'scheduled').id)
  return true
}

function startBackup(context: Context, scope: Scope, why: Why) {
  return context.jobs.start(
    scope,
    'backup',
    async (handle) => {
      // A process of its own makes it; stopping half way would leave nothing of use.
      handle.pastCancel()
      const { name, bytes, rows } = await backUp(context, scope, why, givenPassphrase(), (doing, progress) =>
        handle.report(doing, progress),
      )
      return { name, bytes, rows }
    },
    { lane: 'background' },
  )
}

async function backUp(
  context: Context,
  scope: Scope,
  why: Why,
  given: string | null,
  say: (doing: string, progress: number) => void,
): Promise<Made> {
  const made = await makeAndLog(context, scope, why, given, say)
  if (why === 'scheduled') await rotate(context, scope)
  const { name, bytes, rows } = made
  // The trail of a full disk can wait; the backup itself is there and in the log.
  await context.database
    .write(scope, (tx) => writeAudit(tx, scope, context.clock, 'platform.backup-made', name, { why, bytes, rows }))
    .catch(() => {})
  return made
}

async function showBackups(context: Context, scope: Scope) {
  const folder = backupFolder(context.config)
  const [rows, schedule, disk, problem] = await Promise.all([
    listBackups(folder.path),
    getSchedule(context, scope),
    context.disk.look(),
    lastProblem(context, scope),
  ])
  const { daily, keepDays, keepWeeks, keepMonths } = schedule
  return {
    folder: folder.path,
    rows,
    schedule: { daily, keepDays, keepWeeks, keepMonths },
    nextAt: daily === null ? null : nextTime(daily, context.clock.now()).toISOString(),
    lastProblem: problem,
    disk,
  }
}

/** Null while there is none: an alarm for a missing figure is the alarm for a missing backup. */
async function ageOfNewest({ config, clock }: Context): Promise<number | null> {
  const newest = (await listBackups(backupFolder(config).path)).find(({ verified }) => verified)
  return newest ? (clock.now().getTime() - Date.parse(newest.at)) / 1000 : null
}

function saySchedule({ daily, keepDays, keepWeeks, keepMonths }: Parameters<typeof saveSchedule>[2]): string {
  if (daily === null) return '不再自动备份。请记得自己备份。'
  return `每天 ${daily} 自动备份，保留近 ${keepDays} 天、${keepWeeks} 周、${keepMonths} 个月。关机错过的，开机后补做。`
}
