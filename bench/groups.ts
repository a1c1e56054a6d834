/**
 * Groups of k … 2k−1 records of a CSV with the least information loss, and how far that is from the best there is.
 *
 *   node bench/groups.ts --csv FILE [--k 3] [--seconds 60] [--json]
 *
 * Prints 100 · SSE/SST of plain MDAV, of the search, and of the best plan after column generation, with a proven lower
 * bound, the gap and the seconds. Without --csv it does so for the public sets Census and Tarragona.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadHighsSolver } from '../src/rooms/planner/server/threads/highs-solver.ts'
import { boundTown } from '../src/solver/bounds/bound-plan.ts'
import { planGroups } from '../src/solver/groups/plan-groups.ts'
import { settleRules } from '../src/solver/groups/rules.ts'
import { Town } from '../src/solver/groups/town.ts'
import { informationLoss, mdav, readRecords, sumOfSquares } from './microaggregation.ts'

const { values: given } = parseArgs({
  options: {
    csv: { type: 'string' },
    k: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '60' },
    starts: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
})
if (!given.csv) {
  // Without a file the two public reference sets, where the test data lie beside the project.
  const sets = ['Census', 'Tarragona'].map((name) => referenceSet(name)).filter((file) => existsSync(file))
  if (sets.length === 0) process.stdout.write('node bench/groups.ts --csv FILE [--k 3] [--seconds 60] [--starts 4]\n')
  for (const file of sets) {
    spawnSync(process.execPath, [...process.argv.slice(1), '--csv', file], { stdio: 'inherit' })
  }
  process.exit(0)
}
const clock = (): number => performance.now() / 1000
const k = Number(given.k)
const records = readRecords(readFileSync(given.csv, 'utf8'))
const { count, dimensions, points } = records
const total = sumOfSquares(
  records,
  Array.from({ length: count }, (_, record) => record),
)
const units = { weights: new Uint8Array(count).fill(1), space: { points, dimensions, rate: 1 } }
const rules = { minWeight: k, maxUnits: 2 * k - 1 }

const begin = clock()
const plan = planGroups(units, rules, { starts: Number(given.starts) })
const searched = clock() - begin
const town = new Town(units, settleRules(rules), Int32Array.from(units.weights.keys()), true)
const solver = await loadHighsSolver()
const seconds = Math.max(0, Number(given.seconds) - searched)
const found = boundTown(town, plan.groupOf, { tier: 3, seconds, clock, solver, wholeUnits: 5000 })

const result = {
  file: basename(given.csv),
  records: count,
  columns: dimensions,
  k,
  mdav: informationLoss(records, mdav(records, k)),
  search: informationLoss(records, groupsOf(plan.groupOf)),
  searchSeconds: searched,
  best: informationLoss(records, groupsOf(found.groupOf ?? plan.groupOf)),
  bound: (100 * found.bound.cost) / total,
  gapPercent: 0,
  proven: found.optimal,
  method: found.method,
  seconds: clock() - begin,
  load: loadavg()[0]!,
}
result.gapPercent = Math.max(0, 100 * (result.best / result.bound - 1))

process.stdout.write(
  given.json
    ? `${JSON.stringify(result)}\n`
    : [
        `${result.file}: ${count} records, ${dimensions} columns, groups of ${k} to ${2 * k - 1}, load ${result.load.toFixed(1)}`,
        `  MDAV         ${result.mdav.toFixed(4)} %`,
        `  search       ${result.search.toFixed(4)} %  in ${searched.toFixed(2)} s`,
        `  best         ${result.best.toFixed(5)} %  ${result.proven ? 'proven optimal' : ''}`,
        `  lower bound  ${result.bound.toFixed(5)} %  gap ${result.gapPercent.toFixed(3)} %  in ${result.seconds.toFixed(1)} s\n`,
      ].join('\n'),
)

function groupsOf(groupOf: Int32Array): readonly number[][] {
  return [...Map.groupBy(groupOf.keys(), (record) => groupOf[record]!).values()]
}

function referenceSet(name: string): string {
  const file = name === 'Census' ? 'CASCrefmicrodata.csv' : `${name}.csv`
  return fileURLToPath(new URL(`../../shared/data/microaggregation/${file}`, import.meta.url))
}
