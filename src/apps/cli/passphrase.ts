import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { platformProblem } from '../../platform/contract.ts'

const SHORTEST = 12

/**
 * The passphrase of a backup: from the environment (JUXIN_PASSPHRASE, for what runs by itself), or typed unseen when
 * asked for; a new one twice. Never an argument, which other accounts of the machine can read.
 */
export async function askPassphrase(
  wanted: boolean,
  kind: 'new' | 'known',
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | null> {
  const given = env['JUXIN_PASSPHRASE']
  if (given !== undefined && given !== '') return kind === 'new' ? demandLength(given) : given
  if (!wanted) return null
  if (!process.stdin.isTTY)
    throw platformProblem('invalid-input', { where: '没有键盘可输入口令，请用环境变量 JUXIN_PASSPHRASE' })
  const typed = await askUnseen('备份口令：')
  if (kind === 'known') return typed
  demandLength(typed)
  if ((await askUnseen('再输一遍：')) !== typed) throw platformProblem('invalid-input', { where: '两遍口令不一样' })
  return typed
}

function demandLength(text: string): string {
  if ([...text].length < SHORTEST) throw platformProblem('invalid-input', { where: `备份口令至少 ${SHORTEST} 个字符` })
  return text
}

async function askUnseen(words: string): Promise<string> {
  process.stderr.write(words)
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
