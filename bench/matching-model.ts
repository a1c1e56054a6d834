/**
 * Where the table of src/rooms/units/rules/matching/model.ts comes from: `node bench/matching-model.ts`.
 *
 * First the shares of slips and agreements that expectation maximisation finds in unlabelled ledgers, beside the
 * table; then, for every kind of difference, how many other units of a register are taken for a unit of it: the
 * kin. A kind counts where the name alone would carry more than `bits` (about what a join needs), because less is
 * settled by the rarity of the name.
 */
import { namesFurther } from '../src/rooms/units/rules/matching/block.ts'
import { learnModel } from '../src/rooms/units/rules/matching/learn.ts'
import { buildMatchIndex } from '../src/rooms/units/rules/matching/match.ts'
import { registeredAs } from '../src/rooms/units/rules/matching/match-index.ts'
import { MODEL, type MatchModel } from '../src/rooms/units/rules/matching/model.ts'
import { weighCandidates } from '../src/rooms/units/rules/matching/rank.ts'
import { readRow } from '../src/rooms/units/rules/matching/row.ts'
import { weighPair } from '../src/rooms/units/rules/matching/weigh.ts'
import { HABITS, makeCity } from './matching-cities.ts'
import { labelledDataPresent, readLabelledCity, type LabelledSet } from './matching-data.ts'

function showLearnt(sets: readonly LabelledSet[]): void {
  const models = sets.map((set) => {
    const rows = set.rows.map((row) => row.record)
    return learnModel(buildMatchIndex(set.units, set.regions), rows, 20)
  })
  const line = (name: string, pick: (model: MatchModel) => number): void => {
    const learnt = models.map((model) => pick(model).toFixed(4).padStart(9)).join('')
    console.log(`  ${name.padEnd(18)}${String(pick(MODEL)).padStart(8)} |${learnt}`)
  }
  console.log('表中所用 | 各台账学得')
  line('registered', (model) => model.registered)
  for (const kind of keysOf(MODEL.slips)) line(kind, (model) => model.slips[kind].often)
  for (const level of keysOf(MODEL.codes)) line(level, (model) => model.codes[level].m)
  for (const level of keysOf(MODEL.addresses)) line(level, (model) => model.addresses[level].m)
}

function showKin(set: LabelledSet, bits: number, step: number): void {
  const index = buildMatchIndex(set.units, set.regions)
  const counts = new Map<string, { all: number; strong: number; sameAddress: number }>()
  let asked = 0
  for (let at = 0; at < set.units.length; at += step) {
    const unit = set.units[at]
    if (unit === undefined) continue
    asked++
    const row = readRow(index, { name: unit.name, code: null, address: unit.address })
    const entries = new Set(weighCandidates(index, row).map((each) => each.entry))
    namesFurther(index, row.name.stem, 0, entries)
    for (const entry of entries) {
      if (index.names[entry]?.unit === at) continue
      const pair = weighPair(index, row, registeredAs(index, entry))
      if (pair.account === null) continue
      const kinds = pair.account.slips.map((slip) => slip.kind).join('+')
      const count = counts.get(kinds) ?? { all: 0, strong: 0, sameAddress: 0 }
      count.all++
      if (row.bits - pair.price > bits) count.strong++
      if (row.bits - pair.price > bits && pair.address === 'same') count.sameAddress++
      counts.set(kinds, count)
    }
  }
  console.log(`\n一户平均有几户关联户（问了 ${asked} 户） | 单凭名称超过 ${bits} 比特的 | 其中同址`)
  const sorted = [...counts].sort((a, b) => b[1].strong - a[1].strong)
  for (const [kinds, { all, strong, sameAddress }] of sorted.slice(0, 30)) {
    const share = (sameAddress / Math.max(1, strong)).toFixed(3)
    console.log(`  ${kinds.padEnd(32)}${(all / asked).toFixed(5)} | ${(strong / asked).toFixed(5)} | ${share}`)
  }
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[]
}

if (labelledDataPresent) {
  const city = await readLabelledCity()
  const tuned = { ...city, rows: city.rows.filter((_, at) => at % 2 === 0) }
  showLearnt([tuned, ...HABITS.map((habits) => makeCity(city, habits))])
  showKin(city, 15, 4)
} else console.log('没有标注数据（../shared/data），略过。')
