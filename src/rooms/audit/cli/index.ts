import { command, type Command } from '../../../platform/cli/command.ts'
import type { Context } from '../../../platform/server/room.ts'
import { auditProblem } from '../contract.ts'
import { readTrailHead } from '../server/head.ts'
import { sealWaiting } from '../server/seal.ts'
import { readHead, writeHead } from '../server/verify/noted-head.ts'
import { verifyChain } from '../server/verify/verify.ts'

interface Values extends Readonly<Record<string, unknown>> {
  readonly head?: string
}

const audit = command<Values>({
  name: 'audit',
  usage: 'audit verify|head|seal [--head NO:HASH]',
  summary: '留痕：verify 核验整条链（--head 一并核对抄下的链头），head 打印链头，seal 立即封存',
  options: { head: { type: 'string' } },
  verb: 'audit.read',
  whole: '整条链是全区的',
  async run(context, { head }, [what = '', ...more], say) {
    if (more.length > 0 || (head !== undefined && what !== 'verify')) throw auditProblem('which')
    if (what === 'verify') return verify(context, head, say)
    if (what === 'head') return printHead(context)
    if (what !== 'seal') throw auditProblem('which')
    const seals = await sealWaiting(context.database, context.clock, context.config.district)
    const rows = seals.reduce((sum, seal) => sum + seal.rows, 0)
    const { json, text } = await printHead(context)
    return { json: { sealed: rows, head: json }, text: `封存了 ${rows.toLocaleString('zh-CN')} 条。\n${text}` }
  },
})

async function verify(context: Context, head: string | undefined, say: (line: string) => void) {
  const noted = head === undefined ? null : readHead(head)
  let said = 0
  const verdict = await verifyChain(context.database.gate, context.config.district, {
    noted,
    report(doing) {
      if (Date.now() - said < 2000) return
      said = Date.now()
      say(doing)
    },
  })
  const lines = [verdict.sentence, ...verdict.faults.map(({ words }) => `  ${words}`)]
  return { json: verdict, text: lines.join('\n'), exit: verdict.ok ? (0 as const) : (1 as const) }
}

async function printHead(context: Context) {
  const json = await readTrailHead(context)
  const text =
    json.no === 0
      ? `还没有封存过；等待封存 ${json.waiting} 条。`
      : `链头 ${writeHead(json)}\n封存于 ${json.at}，到此共 ${json.rows.toLocaleString('zh-CN')} 条；等待封存 ${json.waiting} 条。`
  return { json, text }
}

export const commands: readonly Command[] = [audit]
