import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { ParseArgsConfig } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import { platformProblem } from '../../platform/contract.ts'
import { askAtDoor } from '../../platform/server/backup/door.ts'
import { listBackups } from '../../platform/server/backup/list.ts'
import type { Loaded } from '../../platform/server/backup/load.ts'
import { orderOf } from '../../platform/server/backup/make-backup.ts'
import { moveOffice } from '../../platform/server/backup/move.ts'
import { backupFolder } from '../../platform/server/backup/place.ts'
import { backupProblem } from '../../platform/server/backup/problems.ts'
import { checkBackup } from '../../platform/server/backup/read-backup.ts'
import { restoreBackup } from '../../platform/server/backup/restore.ts'
import { rollBack } from '../../platform/server/backup/roll-back.ts'
import { runBackup, type Made } from '../../platform/server/backup/run-backup.ts'
import { migrationsOf } from '../../platform/server/compose.ts'
import type { Config } from '../../platform/server/config.ts'
import { lockFolder } from '../../platform/server/db/lock.ts'
import { sayBytes } from '../../platform/server/disk.ts'
import { rooms } from '../server/rooms.ts'
import { askPassphrase } from './passphrase.ts'
import { keysCommand } from '../../rooms/access/cli/keys.ts'
import { proveRestored, type Proof } from './prove-restored.ts'

/** Commands on the data as a whole. They open it themselves, or leave it closed, so they get no context. */
export interface MaintenanceCommand {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  run(config: Config, values: Values, positionals: readonly string[], say: (line: string) => void): Promise<Result>
}

/** What the parser hands over of the command's own options and the common ones. */
interface Values {
  readonly data?: string
  readonly passphrase?: boolean
  readonly to?: string
}
interface Result {
  readonly json: unknown
  readonly text: string
  readonly exit?: 0 | 1
}

const secret = { passphrase: { type: 'boolean' } } as const

const backup: MaintenanceCommand = {
  name: 'backup',
  usage: 'backup [--passphrase] | backup check 文件 [--passphrase] | backup list',
  summary: '备份（聚新开着也行），加密，做完读回核对；check 核对一份备份；list 看有哪些',
  options: secret,
  async run(config, values, [what, file], say) {
    if (what === 'list') return listed(config)
    if (what === 'check' && file !== undefined) return checkOne(config, values, file)
    if (what !== undefined) throw platformProblem('invalid-input', { where: `不认识 backup ${what}` })
    const passphrase = await askPassphrase(values.passphrase === true, 'new')
    const made = await backUp(config, passphrase, progress(say))
    const { chosen } = backupFolder(config)
    const warnings = [
      ...(chosen ? [] : ['备份和数据在同一块磁盘上。请用环境变量 JUXIN_BACKUPS 指到另一块磁盘，或把文件复制出去。']),
      ...(!made.passphrase
        ? [
            `没有设备份口令，只有密钥文件 ${config.keyFile} 能打开它。请把密钥文件另存一份，或加 --passphrase 再备份一次。`,
          ]
        : []),
    ]
    const line = `已备份：${made.path}（${sayBytes(made.bytes)}，${made.rows} 行，附件 ${made.files} 个），读回核对无误。`
    return { json: { ...made, warnings }, text: [line, ...warnings].join('\n') }
  },
}

/** The running program makes it where there is one; otherwise the folder is opened here. */
async function backUp(
  config: Config,
  passphrase: string | null,
  say: (doing: string, progress: number) => void,
): Promise<Made> {
  const order = orderOf(config, { why: 'by-hand', at: new Date(), passphrase, say })
  const run = (): Promise<Made> =>
    runBackup(order, (told) => {
      if ('doing' in told) say(told.doing, told.progress)
    })
  if (config.databaseUrl !== null) return run()
  if (!existsSync(resolve(config.dataDir, 'db'))) throw backupProblem('no-database', { place: config.dataDir })
  let lock
  try {
    lock = lockFolder(config.dataDir)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const made = await askAtDoor(config.dataDir, passphrase, say)
    if (made === null) throw error
    return made
  }
  try {
    return await run()
  } finally {
    lock.release()
  }
}

async function listed(config: Config): Promise<Result> {
  const { path } = backupFolder(config)
  const rows = await listBackups(path)
  const lines = rows.map(
    (one) => `${one.name}  ${sayBytes(one.bytes)}  ${one.rows} 行  ${one.verified ? '已核对' : '未核对'}`,
  )
  return { json: { folder: path, rows }, text: [path, ...(lines.length > 0 ? lines : ['还没有备份。'])].join('\n') }
}

async function checkOne(config: Config, values: Values, file: string): Promise<Result> {
  const passphrase = await askPassphrase(values.passphrase === true, 'known')
  const { header, closing, rows } = await checkBackup(resolve(file), config.keyFile, passphrase)
  return {
    json: { at: header.at, version: header.version, rows, files: closing.files, tables: closing.tables },
    text: `完好：${basename(file)}，${header.at} 由聚新 ${header.version} 写成，${closing.tables.length} 张表 ${rows} 行，附件 ${closing.files} 个。`,
  }
}

const restore: MaintenanceCommand = {
  name: 'restore',
  usage: 'restore 文件 [--passphrase]',
  summary: '把备份恢复到一个空的数据文件夹（--data）或空的数据库（DATABASE_URL），逐表核对',
  options: secret,
  async run(config, values, [file], say) {
    if (file === undefined) throw platformProblem('invalid-input', { where: '要恢复哪个文件' })
    const path = resolve(file)
    if (!existsSync(path)) throw backupProblem('not-a-backup', { file: path })
    const passphrase = await askPassphrase(values.passphrase === true, 'known')
    const proofs: Proof[] = []
    const loaded = await restoreBackup(path, passphrase, {
      ...orderFor(config, say),
      prove: async (at) => void proofs.push(await proveRestored(at, `备份 ${basename(path)}`)),
    })
    return sayLoaded('已恢复', config, loaded, proofs)
  },
}

const move: MaintenanceCommand = {
  name: 'move',
  usage: 'move --to postgres://… | move --to 文件夹',
  summary: '搬家：内置数据库搬到 PostgreSQL，或（设了 DATABASE_URL 时）搬回文件夹；逐表证明相同，原处不动',
  options: { to: { type: 'string' } },
  async run(config, { to }, _positionals, say) {
    if (to === undefined) throw platformProblem('invalid-input', { where: '--to 搬到哪里' })
    const target: Config = /^postgres(ql)?:\/\//.test(to)
      ? { ...config, databaseUrl: to }
      : { ...config, databaseUrl: null, dataDir: resolve(to) }
    if (target.databaseUrl === config.databaseUrl && target.dataDir === config.dataDir)
      throw backupProblem('same-place')
    const proofs: Proof[] = []
    const loaded = await moveOffice(config, {
      ...orderFor(target, say),
      prove: async (at) => void proofs.push(await proveRestored(at, '搬家')),
    })
    const done = sayLoaded('已搬好', target, loaded, proofs)
    const next =
      target.databaseUrl === null
        ? `今后用 juxin serve --data ${target.dataDir} 打开，不再设 DATABASE_URL。`
        : '今后设好环境变量 DATABASE_URL 再打开聚新。'
    return { ...done, text: `${done.text}\n原处的数据没有动。${next}` }
  },
}

const rollback: MaintenanceCommand = {
  name: 'rollback',
  usage: 'rollback [--passphrase]',
  summary: '退回最近一次升级之前：现在的数据另放一处，恢复升级前的备份',
  options: secret,
  async run(config, values, _positionals, say) {
    const passphrase = await askPassphrase(values.passphrase === true, 'known')
    const order = { ...orderFor(config, say), prove: async () => {} }
    const { backup: from, loaded, aside } = await rollBack(order, passphrase, new Date())
    return {
      json: { backup: from, aside, rows: loaded.rows },
      text: `已退回到 ${from.at} 升级之前（${loaded.tables} 张表 ${loaded.rows} 行，逐表核对相同）。升级后的数据留在 ${aside}。\n请换回原来版本的聚新再打开；用现在的版本打开会再次升级。`,
    }
  },
}

export const maintenance: readonly MaintenanceCommand[] = [backup, restore, move, rollback, keysCommand]

function orderFor(config: Config, say: (line: string) => void) {
  return { config, migrations: migrationsOf(rooms), say: progress(say) }
}

/** One line per thing done, not one per table. */
function progress(say: (line: string) => void): (doing: string, progress: number) => void {
  let last = -1
  return (doing, share) => {
    const tenth = Math.floor(share * 10)
    if (tenth === last) return
    last = tenth
    say(`${String(Math.round(share * 100)).padStart(3)}%  ${doing}`)
  }
}

function sayLoaded(what: string, config: Config, loaded: Loaded, proofs: readonly Proof[]): Result {
  const place = config.databaseUrl === null ? config.dataDir : '数据库'
  const { tables, rows, files } = loaded
  const [proof] = proofs
  const lines = [
    `${what}：${tables} 张表 ${rows} 行，附件 ${files} 个，在${place}；每张表的行数和校验和都与原来相同。`,
    ...(proof?.sentences ?? []),
  ]
  return {
    json: { tables, rows, files, proof: proof ?? null },
    text: lines.join('\n'),
    exit: proof?.ok === false ? 1 : 0,
  }
}
