import { writeSample, type SampleFiles } from '../../src/platform/server/write-sample.ts'
import { juxin } from './program.ts'

/**
 * A data folder as after the first hour: files written, a plan made, figures frozen once and some changed since. Gives
 * the sample's files, of which the rosters are not taken in.
 */
export async function fillData(data: string, files: string, units: number): Promise<SampleFiles> {
  const sample = await writeSample(files, units)
  const [market = '', report = '', ledger = ''] = sample.files.map(({ path }) => path)
  await done('import', market, report, '--data', data)
  await done('snapshot', '第一次定版', '--data', data)
  await done('import', ledger, '--data', data)
  await done('plan', '--data', data)
  return sample
}

async function done(...args: string[]): Promise<void> {
  const { code, errors } = await juxin(args)
  if (code !== 0) throw new Error(`juxin ${args.join(' ')} ended with ${code}: ${errors}`)
}
