/**
 * Leaders on a graph and demonstration belts, on generated data:
 *
 *     node bench/cover.ts [NODES …] [--seed S] [--json]
 *
 * Graphs grow by preferential attachment (half of the new edges go to the end of an earlier edge), two to three edges per
 * node; k leaders are chosen greedily, then bounded. Belts: units in towns and anywhere, candidates from three levels of
 * addresses, circles of two radii and clusters; twenty belts. Beside the greedy choice stands the office's: the k nodes
 * with most neighbours, the twenty communities with most units. Times are milliseconds of processor time, best of three.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { seededRandom } from '../src/kernel/random.ts'
import { chooseBelts } from '../src/solver/cover/belts.ts'
import type { BeltUnits } from '../src/solver/cover/belt-types.ts'
import { coverWithBound } from '../src/solver/cover/bound.ts'
import { countChoice, coverGreedily } from '../src/solver/cover/greedy.ts'
import { graphSystem, tidySystem } from '../src/solver/cover/sets.ts'
import type { SetSystem } from '../src/solver/cover/types.ts'

export function generateGraph(nodes: number, seed: number): SetSystem {
  const random = seededRandom(seed)
  const a = new Int32Array(Math.floor(2.5 * nodes))
  const b = new Int32Array(a.length)
  let edges = 0
  for (let node = 1; node < nodes; node++) {
    for (let k = 0; k < 2 + (node & 1) && edges < a.length; k++) {
      const old = Math.floor(random.next() * edges)
      const popular = edges > 0 && random.next() < 0.5
      const other = popular ? (random.next() < 0.5 ? a[old]! : b[old]!) : Math.floor(random.next() * node)
      a[edges] = node
      b[edges++] = other
    }
  }
  return graphSystem(nodes, a.subarray(0, edges), b.subarray(0, edges))
}

/** Towns of about 300 units with four communities of four roads each; a tenth of the units lies anywhere. */
export function generateSites(count: number, seed: number): BeltUnits {
  const random = seededRandom(seed)
  const side = Math.sqrt(count / 20)
  const points = new Float64Array(2 * count)
  const levels = new Int32Array(3 * count)
  const towns = Array.from({ length: Math.max(1, Math.round(count / 300)) }, () => [
    random.next() * side,
    random.next() * side,
  ])
  const value = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const town = Math.floor(random.next() ** 1.2 * towns.length)
    const community = Math.floor(random.next() ** 2 * 4)
    const road = Math.floor(random.next() ** 2 * 4)
    const [x = 0, y = 0] = towns[town] ?? []
    const far = random.next() < 0.1
    points[2 * i] = far ? random.next() * side : x + community + 0.5 * random.next()
    points[2 * i + 1] = far ? random.next() * side : y + road + 0.5 * random.next()
    levels.set([town, community, road], 3 * i)
    value[i] = 1 + Math.floor(3 * random.next() ** 3)
  }
  return { value, points, tree: { levels, depth: 3 } }
}

function timed<T>(work: () => T, runs = 3): { milliseconds: number; result: T } {
  let milliseconds = Infinity
  let last: { result: T } | null = null
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage().user
    last = { result: work() }
    milliseconds = Math.min(milliseconds, (process.cpuUsage().user - start) / 1000)
  }
  return { milliseconds, result: last!.result }
}

function measureGraph(nodes: number, seed: number) {
  const graph = generateGraph(nodes, seed)
  const count = nodes >= 1_000_000 ? 300 : nodes >= 100_000 ? 100 : 50
  const greedy = timed(() => coverGreedily(graph, { count }))
  const bounded = timed(() => coverWithBound(graph, { count }))
  const { bound, gap, steps, choice } = bounded.result
  const degrees = Array.from({ length: nodes }, (_, node) => node).sort((one, other) => {
    return graph.start[other + 1]! - graph.start[other]! - graph.start[one + 1]! + graph.start[one]! || one - other
  })
  const usual = countChoice(tidySystem(graph), Int32Array.from(degrees.slice(0, count))).value
  const found = {
    nodes,
    edges: graph.item.length / 2,
    count,
    greedy: greedy.milliseconds,
    bounded: bounded.milliseconds,
  }
  return { ...found, value: choice.value, bound, gap, steps, mostNeighbours: usual / choice.value }
}

function measureBelts(units: number, seed: number) {
  const sites = generateSites(units, seed)
  const { milliseconds, result } = timed(
    () =>
      chooseBelts(sites, {
        rule: { count: 20 },
        nodes: { levels: [2, 3] },
        discs: { radii: [0.5, 1] },
        clusters: { reach: 0.05, least: 8 },
        mostUnits: 2000,
      }),
    units > 200_000 ? 1 : 3,
  )
  const communities = new Map<string, number>()
  sites.value.forEach((value, i) => {
    const [town, community] = sites.tree!.levels.subarray(3 * i, 3 * i + 2)
    communities.set(`${town}:${community}`, (communities.get(`${town}:${community}`) ?? 0) + value)
  })
  const largest = [...communities.values()].sort((one, other) => other - one).slice(0, 20)
  const { candidates, value, bound, gap } = result
  const usual = largest.reduce((sum, one) => sum + one, 0) / value
  return { units, milliseconds, candidates, value, bound, gap, largestCommunities: usual }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  })
  const sizes = positionals.length > 0 ? positionals.map(Number) : [10_000, 100_000, 1_000_000]
  const load = loadavg()[0]?.toFixed(1)
  const percent = (share: number): string => `${(100 * share).toFixed(3)} %`
  const results = sizes.map((size) => {
    const graph = measureGraph(size, Number(values.seed))
    const belts = measureBelts(size, Number(values.seed))
    if (values.json) return { graph, belts }
    console.log(`\n${size.toLocaleString('en')} nodes, ${graph.edges} edges, ${graph.count} leaders`)
    console.log(
      `  greedy ${graph.greedy.toFixed(0)} ms, with bound ${graph.bounded.toFixed(0)} ms (${graph.steps} steps)`,
    )
    console.log(`  covered ${graph.value}, bound ${graph.bound}, gap ${percent(graph.gap)}`)
    console.log(`  those with most neighbours instead: ${percent(graph.mostNeighbours)} of that`)
    console.log(
      `${size.toLocaleString('en')} units, 20 belts out of ${belts.candidates}: ${belts.milliseconds.toFixed(0)} ms`,
    )
    console.log(`  value ${belts.value}, bound ${belts.bound}, gap ${percent(belts.gap)}`)
    console.log(`  the largest communities instead: ${percent(belts.largestCommunities)} of that`)
    return { graph, belts }
  })
  if (values.json) console.log(JSON.stringify({ load, results }))
  else console.log(`\nload of the machine at the start: ${load}`)
}
