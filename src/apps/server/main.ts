import { parseArgs } from 'node:util'
import { makeApp, openContext } from '../../platform/server/compose.ts'
import { readConfig, type Config } from '../../platform/server/config.ts'
import { addressesOf, isOpenToOthers, isSecure, mayOpen } from '../../platform/server/http/reach.ts'
import { setupLink } from '../../rooms/access/server/setup-link.ts'
import { serveGuide } from './guide.ts'
import { catchTheRest } from './last-resort.ts'
import { serveMaintenance } from './maintenance.ts'
import { rooms } from './rooms.ts'
import { serveSample } from './sample.ts'

const options = {
  data: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'behind-proxy': { type: 'string' },
  'public-url': { type: 'string' },
  'insecure-http': { type: 'boolean' },
  quiet: { type: 'boolean' },
} as const

export const SERVE_USAGE =
  'serve [--data DIR] [--port N] [--host 地址] [--tls-cert 文件 --tls-key 文件] [--behind-proxy 网段] [--public-url 网址] [--insecure-http]'

/** Opens the workbench and stays until told to stop; a stop lets the work in hand finish or fall back whole. */
export async function serve(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`打开工作台，打印网址。\n用法：juxin ${SERVE_USAGE}\n`)
    return 0
  }
  const read = configOf(args)
  if (read === null) return 2
  const { config, insecureHttp } = read
  const startedAt = performance.now()
  const context = await openContext(config, rooms)
  const app = await makeApp(context, rooms, (made) => {
    serveSample(made, context)
    serveGuide(made)
    serveMaintenance(made, context)
  }).catch(async (error: unknown) => {
    await context.close()
    throw error
  })
  const accounts = await context.gates.current.accounts()
  const decision = mayOpen(config, accounts, insecureHttp)
  if (!decision.ok) {
    await app.close()
    await context.close()
    process.stderr.write(`${decision.why}\n`)
    return 1
  }
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await app.close()
    await context.close()
    const words = sayListenError(error, config)
    if (words === null) throw error
    process.stderr.write(`${words}\n`)
    return 1
  }
  const bound = app.server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(greeting(config, port, seconds, accounts))
  const setup = await setupLink(context)
  if (setup !== null) process.stdout.write(`设第一个管理员：${addressesOf(config, port)[0] ?? ''}${setup}\n`)
  await new Promise<void>((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped())
    catchTheRest(() => {
      process.exitCode = 1
      stopped()
    })
  })
  process.stderr.write('正在关闭……\n')
  await app.close()
  await context.close()
  return process.exitCode === 1 ? 1 : 0
}

function configOf(args: readonly string[]): { config: Config; insecureHttp: boolean } | null {
  try {
    const { values } = parseArgs({ args: [...args], options })
    const port = values.port === undefined ? undefined : Number(values.port)
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
      throw new Error('--port 是 0 到 65535 的整数')
    }
    if ((values['tls-cert'] === undefined) !== (values['tls-key'] === undefined)) {
      throw new Error('--tls-cert 和 --tls-key 要一起给')
    }
    const config = readConfig(
      {
        ...(values.data === undefined ? {} : { data: values.data }),
        ...(port === undefined ? {} : { port }),
        ...(values.host === undefined ? {} : { host: values.host }),
        ...(values['tls-cert'] === undefined ? {} : { tlsCert: values['tls-cert'] }),
        ...(values['tls-key'] === undefined ? {} : { tlsKey: values['tls-key'] }),
        ...(values['behind-proxy'] === undefined ? {} : { behindProxy: values['behind-proxy'] }),
        ...(values['public-url'] === undefined ? {} : { publicUrl: values['public-url'] }),
        logLevel: values.quiet ? 'error' : 'warn',
      },
      process.env,
    )
    return { config, insecureHttp: values['insecure-http'] === true }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n用法：juxin ${SERVE_USAGE}\n`)
    return null
  }
}

function sayListenError(error: unknown, { host, port }: Config): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被占用。可能聚新已经打开（直接访问 http://127.0.0.1:${port}），或用 --port 换一个端口。`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `本机没有 ${host} 这个地址。全部网卡写 --host 0.0.0.0。`
  if (code === 'EACCES') return `没有权限使用端口 ${port}。请用 1024 以上的端口，前面放 nginx。`
  return null
}

function greeting(config: Config, port: number, seconds: string, accounts: boolean): string {
  const open = isOpenToOthers(config)
  const who = open ? '凭账号登录使用。' : accounts ? '只有本机能访问，凭账号登录。' : '还没有账号，只有本机能访问。'
  const lines = [
    `聚新已打开（${seconds} 秒）：${addressesOf(config, port).join('  ')}`,
    `数据在 ${config.databaseUrl === null ? config.dataDir : 'PostgreSQL'}；${who}按 Ctrl+C 关闭。`,
    ...(open && !isSecure(config) ? ['注意：没有加密，密码和数据在网上明文传送。只可在可信的内网试用。'] : []),
  ]
  return `${lines.join('\n')}\n`
}
