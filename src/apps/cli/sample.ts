import { resolve } from 'node:path'
import { command } from '../../platform/cli/command.ts'
import { writeSample } from '../../platform/server/write-sample.ts'

export interface SampleOptions {
  readonly units?: string
  readonly out?: string
  readonly seed?: string
}

/** Needs no ledger, so `main.ts` opens none for it. */
export async function writeSampleFiles({ units = '5000', out = 'sample', seed }: SampleOptions) {
  const made = await writeSample(resolve(out), Number(units), seed === undefined ? undefined : Number(seed))
  const text = [
    ...made.files.map(({ path }) => path),
    `${made.organizations.path}（在“组织树”里导入）`,
    `${made.members.path}（在“党员”里导入）`,
  ]
  return { json: made, text: text.join('\n') }
}

export const sampleCommand = command<{ units?: string; out?: string; seed?: string }>({
  name: 'sample',
  usage: 'sample [--units N] [--out DIR] [--seed N]',
  summary: '造一个虚构的样例区（三个文件，党组织和党员的名册各一份，另附归并标准答案 truth.csv），默认 5,000 家',
  options: { units: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string' } },
  verb: 'open',
  run: (_context, values) => writeSampleFiles(values),
})
