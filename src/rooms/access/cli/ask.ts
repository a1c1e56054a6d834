import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { platformProblem } from '../../../platform/contract.ts'

/** From the environment, else typed on the terminal without being shown. */
export async function askSecret(question: string, variable: string): Promise<string> {
  const given = process.env[variable]
  if (given !== undefined && given !== '') return given
  if (!process.stdin.isTTY) {
    throw platformProblem('invalid-input', { where: `${question}：请在终端里运行，或放进环境变量 ${variable}` })
  }
  process.stderr.write(`${question}：`)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise<string>((done) => reader.question('', done))
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}

export const askPassword = (): Promise<string> => askSecret('密码', 'JUXIN_PASSWORD')
export const askCode = (): Promise<string> => askSecret('验证码', 'JUXIN_CODE')
