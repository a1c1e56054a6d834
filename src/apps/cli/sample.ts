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
  return { json: made, text: made.files.map((file) => file.path).join('\n') }
}

export const sampleCommand = command<{ units?: string; out?: string; seed?: string }>({
  name: 'sample',
  usage: 'sample [--units N] [--out DIR] [--seed N]',
  summary: '造一个虚构的样例区（三个文件，另附归并标准答案 truth.csv），默认 5,000 家',
  options: { units: { type: 'string' }, out: { type: 'string' }, seed: { type: 'string' } },
  verb: 'open',
  run: (_context, values) => writeSampleFiles(values),
})
