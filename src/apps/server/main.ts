import { parseArgs } from 'node:util'
import { makeApp, openContext } from '../../platform/server/compose.ts'
import { readConfig } from '../../platform/server/config.ts'
import { serveGuide } from './guide.ts'
import { rooms } from './rooms.ts'
import { serveSample } from './sample.ts'

/** Opens the workbench and stays until told to stop; a stop lets the work in hand finish or fall back whole. */
export async function serve(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, port: { type: 'string' }, quiet: { type: 'boolean' } },
  })
  const config = readConfig(
    {
      ...(values.data === undefined ? {} : { data: values.data }),
      ...(values.port === undefined ? {} : { port: Number(values.port) }),
      logLevel: values.quiet ? 'error' : 'warn',
    },
    process.env,
  )
  const startedAt = performance.now()
  const context = await openContext(config, rooms)
  const app = await makeApp(context, rooms, (made) => {
    serveSample(made, context)
    serveGuide(made)
  })
  let address: string
  try {
    address = await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    await context.close()
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    process.stderr.write(
      `端口 ${config.port} 已被占用。可能聚新已经打开（直接访问 http://127.0.0.1:${config.port}），或用 --port 换一个端口。\n`,
    )
    return 1
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(
    `聚新已打开（${seconds} 秒）：${address}\n数据在 ${config.databaseUrl === null ? config.dataDir : 'PostgreSQL'}；还没有账号功能，只有本机能访问。按 Ctrl+C 关闭。\n`,
  )
  await new Promise<void>((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped())
  })
  process.stderr.write('正在关闭……\n')
  await app.close()
  await context.close()
  return 0
}
