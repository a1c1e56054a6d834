/**
 * Prints how well rows of hand-kept ledgers find their registered unit: `node bench/matching.ts [--errors] [--only
 * WORD]`. The tuned half of the labelled set and the half that was held out are told apart; cities nobody has tuned
 * for follow.
 */
import { performance } from 'node:perf_hooks'
import { seededRandom } from '../src/kernel/random.ts'
import { MODEL } from '../src/rooms/units/rules/matching/model.ts'
import { buildMatchIndex, matchRows } from '../src/rooms/units/rules/matching/match.ts'
import type { MatchResult } from '../src/rooms/units/rules/matching/types.ts'
import { HABITS, makeCity } from './matching-cities.ts'
import { labelledDataPresent, readLabelledCity, type LabelledRow, type LabelledSet } from './matching-data.ts'

export interface Figures {
  readonly rows: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly doubtful: number
  readonly strangersJoined: number
  readonly buildMs: number
  readonly matchMs: number
  readonly megabytes: number
}

export function measure(set: LabelledSet): Figures & { readonly results: readonly MatchResult[] } {
  const before = memory()
  const start = performance.now()
  const index = buildMatchIndex(set.units, set.regions)
  const built = performance.now()
  const results = matchRows(
    index,
    set.rows.map((row) => row.record),
  )
  const end = performance.now()
  const megabytes = memory() - before
  return { ...judge(set.rows, results), buildMs: built - start, matchMs: end - built, megabytes, results }
}

/** The same ledger against a register that lacks some of its units: real rows that must not be joined to anything. */
function withoutUnits(set: LabelledSet, share: number): LabelledSet {
  const random = seededRandom(5)
  const gone = new Set(set.units.filter(() => random.next() < share).map((unit) => unit.key))
  const truthOf = (truth: number | null): number | null => (truth === null || gone.has(truth) ? null : truth)
  const units = set.units.filter((unit) => !gone.has(unit.key))
  return { ...set, units, rows: set.rows.map((row) => ({ ...row, truth: truthOf(row.truth) })) }
}

/** Megabytes in use; after a collection when node was started with --expose-gc. */
function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

function judge(rows: readonly LabelledRow[], results: readonly MatchResult[]) {
  let joined = 0
  let right = 0
  let doubtful = 0
  let strangersJoined = 0
  for (const [at, result] of results.entries()) {
    const truth = rows[at]?.truth ?? null
    if (result.decision === 'doubtful') doubtful++
    if (result.decision !== 'joined') continue
    joined++
    if (result.key === truth) right++
    else if (truth === null) strangersJoined++
  }
  const registered = rows.filter((row) => row.truth !== null).length
  const precision = right / Math.max(1, joined)
  const recall = right / Math.max(1, registered)
  const f1 = (2 * precision * recall) / (precision + recall)
  return { rows: rows.length, precision, recall, f1, doubtful: doubtful / rows.length, strangersJoined }
}

function show(title: string, figures: Figures): void {
  const { rows, precision, recall, f1, doubtful, strangersJoined, buildMs, matchMs, megabytes } = figures
  const time = `${buildMs.toFixed(0)} + ${matchMs.toFixed(0)} ms`
  console.log(
    `${title}\n  ${rows} 行  准确率 ${precision.toFixed(5)}  召回率 ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}  ` +
      `待核对 ${(doubtful * 100).toFixed(2)} %  错并册外 ${strangersJoined}  用时 ${time}  内存 ${megabytes.toFixed(0)} MB`,
  )
}

/** Said probability against how often it was right: a score may only be shown to a person if the two agree. */
function showCalibration(rows: readonly LabelledRow[], results: readonly MatchResult[]): void {
  const bins = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.99, 0.999, 1.01]
  for (let bin = 0; bin + 1 < bins.length; bin++) {
    const [low, high] = [bins[bin] as number, bins[bin + 1] as number]
    const inside = results
      .map((result, at) => ({ best: result.candidates[0], truth: rows[at]?.truth }))
      .filter(({ best }) => best !== undefined && best.score >= low && best.score < high)
    if (inside.length === 0) continue
    const said = inside.reduce((sum, { best }) => sum + (best?.score ?? 0), 0) / inside.length
    const right = inside.filter(({ best, truth }) => best?.key === truth).length / inside.length
    console.log(`    说 ${said.toFixed(4)}  对 ${right.toFixed(4)}  ${inside.length} 行`)
  }
}

function showErrors(set: LabelledSet, results: readonly MatchResult[], decision: string, most: number): void {
  const wrong = results.map((result, at) => ({ result, row: set.rows[at] as LabelledRow }))
  const asked = wrong.filter(({ result, row }) =>
    decision === 'wrong'
      ? result.decision === 'joined' && result.key !== row.truth
      : result.decision === decision && row.truth !== null,
  )
  console.log(`  ${decision}: ${asked.length}`)
  const step = Math.max(1, Math.floor(asked.length / most))
  for (const { result, row } of asked.filter((_, at) => at % step === 0).slice(0, most)) {
    const truth = set.units.find((unit) => unit.key === row.truth)?.name ?? '—'
    console.log(`   ${row.record.name} | ${row.record.code} | ${row.record.address} | 实为 ${truth} (${row.slip})`)
    console.log(`      ${result.score.toFixed(3)} ${result.reason}`)
    for (const { key, score, evidence } of result.candidates.slice(0, 2)) {
      const unit = set.units.find((each) => each.key === key)
      const said = evidence.map((each) => `${each.words}[${each.level}] ${each.bits.toFixed(1)}`).join('；')
      console.log(`      ${score.toFixed(4)} ${unit?.name} | ${unit?.address} | ${said}`)
    }
  }
}

async function main(): Promise<void> {
  if (!labelledDataPresent) {
    console.log('没有标注数据（../shared/data），略过。')
    return
  }
  const only = process.argv.includes('--only') ? (process.argv[process.argv.indexOf('--only') + 1] ?? '') : ''
  const errors = process.argv.includes('--errors')
  const city = await readLabelledCity()
  const half = (odd: number) => city.rows.filter((_, at) => at % 2 === odd)
  const without = (code: boolean, address: boolean) =>
    city.rows.map((row) => ({
      ...row,
      record: { ...row.record, code: code ? row.record.code : null, address: address ? row.record.address : null },
    }))
  const sets: LabelledSet[] = [
    city,
    { ...city, title: '  其中调参所用一半', rows: half(0) },
    { ...city, title: '  其中留出一半', rows: half(1) },
    { ...city, title: '同上，去掉全部代码', rows: without(false, true) },
    { ...city, title: '同上，只剩名称', rows: without(false, false) },
    { ...withoutUnits(city, 0.3), title: '真实台账，登记册拿掉三成（约三成的行查无此户）' },
    ...HABITS.map((habits) => makeCity(city, habits)),
  ]
  console.log(`并入线 ${MODEL.certain}，待核对线 ${MODEL.possible}`)
  for (const set of sets) {
    if (!set.title.includes(only)) continue
    const figures = measure(set)
    show(set.title, figures)
    if (!errors) continue
    showCalibration(set.rows, figures.results)
    for (const decision of ['wrong', 'doubtful', 'new']) showErrors(set, figures.results, decision, 30)
  }
}

if (import.meta.main) await main()
