import { parseArgs } from 'node:util'
import { Problem } from '../../kernel/problem.ts'
import type { Command } from '../../platform/cli/command.ts'
import { openContext } from '../../platform/server/compose.ts'
import { admit } from '../../platform/server/gate.ts'
import { readConfig, VERSION } from '../../platform/server/config.ts'
import { askCode, askPassword } from '../../rooms/access/cli/ask.ts'
import { CONSOLE, consoleCaller } from '../../rooms/access/server/console.ts'
import { rooms } from '../server/rooms.ts'
import { maintenance, type MaintenanceCommand } from './maintenance.ts'
import { sampleCommand, writeSampleFiles, type SampleOptions } from './sample.ts'
import { serve, SERVE_USAGE } from '../server/main.ts'

/** Exit codes: 0 done · 1 refused, with reasons · 2 wrong usage. */
const REFUSED = 1
const USAGE = 2

const shared = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  as: { type: 'string' },
  purpose: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

async function findCommands(): Promise<readonly Command[]> {
  const [access, audit, units, deadlines, coverage, planner] = await Promise.all([
    import('../../rooms/access/cli/index.ts'),
    import('../../rooms/audit/cli/index.ts'),
    import('../../rooms/units/cli/index.ts'),
    import('../../rooms/organizations/deadlines/cli/deadlines.ts'),
    import('../../rooms/coverage/cli/index.ts'),
    import('../../rooms/planner/cli/index.ts'),
  ])
  return [
    ...access.commands,
    ...audit.commands,
    ...units.commands,
    deadlines.deadlinesCommand,
    ...coverage.commands,
    ...planner.commands,
  ]
}

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = argv
  if (name === 'serve') return serve(rest)
  const upkeep = maintenance.find((one) => one.name === name)
  if (upkeep) return maintain(upkeep, rest)
  const commands = [...(await findCommands()), sampleCommand]
  const found = commands.find((one) => one.name === name)
  if (!found) return help(commands, name)
  const parsed = parse(found, rest)
  if (parsed === null) return USAGE
  const { values, positionals } = parsed
  if (values['help'] === true) {
    process.stdout.write(`${found.summary}\n用法：juxin ${found.usage} [--data DIR] [--json]\n`)
    return 0
  }
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  // Its options are all texts, as it declares them.
  if (found === sampleCommand) return finish(await writeSampleFiles(values as SampleOptions), values)
  const data = values['data']
  const config = readConfig({ ...(typeof data === 'string' ? { data } : {}), logLevel: 'error' }, process.env)
  const context = await openContext(config, rooms)
  const stop = (): void => {
    say('正在收尾，请稍候……')
    context.jobs.stopAll()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    const { as, purpose } = values
    const caller = await consoleCaller(context, {
      as: typeof as === 'string' ? as : null,
      purpose: typeof purpose === 'string' ? purpose : null,
      password: askPassword,
      code: askCode,
    })
    const { verb, whole } = found
    const scope = admit(config.district, caller, { verb, whole, from: CONSOLE, request: null })
    return await finish(await found.run(context, values, positionals, say, scope), values)
  } finally {
    await context.close()
  }
}

/** What is done to the data as a whole opens it by itself, or leaves it closed. */
async function maintain(found: MaintenanceCommand, rest: readonly string[]): Promise<number> {
  const parsed = parse(found, rest)
  if (parsed === null) return USAGE
  const { values, positionals } = parsed
  if (values['help'] === true) {
    process.stdout.write(`${found.summary}\n用法：juxin ${found.usage} [--data DIR] [--json]\n`)
    return 0
  }
  const data = values['data']
  const config = readConfig({ ...(typeof data === 'string' ? { data } : {}), logLevel: 'error' }, process.env)
  return finish(await found.run(config, values, positionals, (line) => void process.stderr.write(`${line}\n`)), values)
}

async function finish(
  { json, text, exit = 0 }: { json: unknown; text: string; exit?: 0 | 1 },
  values: Readonly<Record<string, unknown>>,
): Promise<number> {
  await print(values['json'] === true ? JSON.stringify(json, null, 2) : text)
  return exit
}

function parse(found: Pick<Command, 'options' | 'usage'>, rest: readonly string[]) {
  try {
    return parseArgs({ args: [...rest], options: { ...found.options, ...shared }, allowPositionals: true })
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n用法：juxin ${found.usage} [--data DIR] [--json]\n`,
    )
    return null
  }
}

function help(commands: readonly Command[], name: string): number {
  const lines = [...commands, ...maintenance].map((one) => `  ${one.usage}\n      ${one.summary}`)
  const text = `聚新 ${VERSION}\n\n用法：juxin 命令 [选项]\n\n  ${SERVE_USAGE}\n      打开工作台，打印网址\n${lines.join('\n')}\n  help\n      这一页\n\n各命令通用：--data DIR 数据文件夹（默认 ./data） · --as 用户名 按此人的权限办（密码现问，或放进 JUXIN_PASSWORD） · --purpose 用途 看姓名、电话明文 · --json 标准输出只有一份 JSON，进度在标准错误\n退出码：0 办完 · 1 拒绝（附原因） · 2 用法不对\n`
  const known = ['help', '--help', '-h'].includes(name)
  ;(known ? process.stdout : process.stderr).write(known ? text : `没有“${name}”这个命令。\n\n${text}`)
  return known ? 0 : USAGE
}

function print(text: string): Promise<void> {
  return new Promise((done) => process.stdout.write(`${text}\n`, () => done()))
}

// `juxin … | head` closes the pipe early: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Problem)) throw error
  process.stderr.write(`${error.message}\n`)
  if (process.argv.includes('--json'))
    await print(JSON.stringify({ refused: { code: error.code, words: error.message, details: error.details } }))
  process.exitCode = REFUSED
}
