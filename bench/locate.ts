/**
 * Prints how well and how fast the addresses of a registry export are located:
 *
 *     node bench/locate.ts [FILE.csv] [--sample N] [--seed S] [--unlocated] [--json]
 *
 * FILE is a registry export (GB18030 or UTF-8) with the columns 住所 or 注册地址, 企业名称, 统一社会信用代码; without it the test data
 * beside the project are taken. Shares by text and by learning are told apart. Learning is tried on held-out units: a fifth
 * of those whose address names the town lose that name, a tenth lose the county, and what is then answered is compared with
 * what was written. `--sample` prints located addresses to be checked by eye. Times are processor time of one thread.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { seededRandom } from '../src/kernel/random.ts'
import { loadDivisions } from '../src/platform/server/public-codes.ts'
import { emergeAreas } from '../src/rooms/areas/rules/buildings.ts'
import { guessRoot } from '../src/rooms/areas/rules/guess-root.ts'
import { locateFile } from '../src/rooms/areas/rules/locate-file.ts'
import { makeLocator, type LocateInput, type Located, type Locator } from '../src/rooms/areas/rules/locate.ts'
import { reportOn } from '../src/rooms/areas/rules/report.ts'

export const DEFAULT_FILE = new URL('../../shared/data/dalian/market.csv', import.meta.url)

export function readUnits(file: URL | string): LocateInput[] {
  const bytes = readFileSync(file)
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  const text = utf8.includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : utf8
  const rows = parse(text, { columns: true, bom: true, relax_column_count: true }) as Record<string, string>[]
  return rows.map((row) => ({
    address: row['住所'] ?? row['注册地址'] ?? row['地址'] ?? '',
    name: row['企业名称'] ?? '',
    code: row['统一社会信用代码'] ?? '',
  }))
}

/** Milliseconds of processor time, the best of some runs: other work on the machine only adds to it. */
function timed<T>(runs: number, work: () => T): { value: T; ms: number } {
  let best = Infinity
  let value = work()
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    value = work()
    best = Math.min(best, process.cpuUsage(before).user / 1000)
  }
  return { value, ms: Math.round(best) }
}

interface HeldOut {
  readonly hidden: number
  readonly answered: number
  readonly right: number
}

/** Hides what some addresses say and compares the answers. */
function holdOut(
  locator: Locator,
  units: readonly LocateInput[],
  located: readonly Located[],
  what: 'town' | 'area',
  share: number,
): HeldOut {
  const random = seededRandom(20260117)
  const hidden = new Set<number>()
  const masked = units.map((unit, at) => {
    const one = located[at] as Located
    const stated =
      !one.outside && one.road !== '' && one.words.every((word) => word.how !== 'road' && word.how !== 'registry')
    if (!stated || random.next() >= share) return unit
    const { text, town, community, road } = one.address
    if (what === 'town') {
      if (one.town === '' || one.townUnlisted || town === '') return unit
      hidden.add(at)
      return { ...unit, address: text.replace(town, '').replace(community, '') }
    }
    const from = text.indexOf(road)
    if (one.area === '' || from < 0) return unit
    hidden.add(at)
    return { address: text.slice(from) }
  })
  const again = locateFile(locator, masked).located
  let answered = 0
  let right = 0
  for (const at of hidden) {
    // A divided town has two codes and one name: the name is what is asked.
    const key = what === 'town' ? 'townName' : 'area'
    const said = again[at]?.[key] ?? ''
    if (said === '') continue
    answered++
    if (said === located[at]?.[key]) right++
  }
  return { hidden: hidden.size, answered, right }
}

const percent = (part: number, all: number): string => `${((100 * part) / Math.max(1, all)).toFixed(2)} %`

function line(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function main(args: readonly string[]): Promise<void> {
  const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
  const given = args.find((arg) => arg.endsWith('.csv'))
  if (given === undefined && !existsSync(DEFAULT_FILE)) {
    process.stdout.write('no test data beside the project: give a registry export, node bench/locate.ts FILE.csv\n')
    return
  }
  const units = readUnits(given ?? DEFAULT_FILE)
  const root = guessRoot(await loadDivisions({ prefix: '' }), units)
  const prefix = root?.code ?? ''
  const started = process.cpuUsage()
  const divisions = await loadDivisions({ prefix })
  const loadMs = Math.round(process.cpuUsage(started).user / 1000)
  const index = timed(5, () => makeLocator(divisions, root === null ? {} : { root: root.code }))
  const locator = index.value
  const single = timed(3, () => units.map((unit) => locator.locate(unit)))
  const whole = timed(2, () => locateFile(locator, units))
  const { located, zones, towns } = whole.value
  const areas = emergeAreas(located)
  const report = reportOn(located)
  const heldTown = holdOut(locator, units, located, 'town', 0.2)
  const heldArea = holdOut(locator, units, located, 'area', 0.1)
  const times = { loadMs, indexMs: index.ms, locateMs: single.ms, wholeFileMs: whole.ms }
  if (args.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ root, report, heldTown, heldArea, times })}\n`)
    return
  }
  const { area, town } = report
  const all = report.units
  line(
    `${all} units; the file belongs to ${root?.name} (${root?.code}, ${percent(root?.share ?? 0, 1)} of ${root?.read} read)`,
  )
  line(
    `county or zone  text ${percent(area.text, all)}  road ${percent(area.road, all)}  credit code ${percent(area.registry, all)}  name ${percent(area.name + area.root, all)}  none ${area.none}`,
  )
  line(
    `town            text ${percent(town.text, all)}  no longer listed ${percent(town.unlisted, all)}  by estate ${percent(town.estate, all)}  learnt ${percent(town.learnt, all)}  none ${percent(town.none, all)}`,
  )
  line(`community       ${percent(report.community, all)}   outside the city ${report.outside}`)
  line(
    `held out: town  ${heldTown.answered} of ${heldTown.hidden} answered, ${percent(heldTown.right, heldTown.answered)} right; county ${heldArea.answered} of ${heldArea.hidden}, ${percent(heldArea.right, heldArea.answered)} right`,
  )
  line(
    `learnt          ${zones.byCode.size} zones, ${zones.byRegistry.size} registration offices of zones, ${towns.renamed.size} former towns`,
  )
  line(
    `emerging        ${areas.filter((one) => one.tree === 'building').length} buildings, ${areas.filter((one) => one.tree === 'park').length} parks`,
  )
  line(
    `time            divisions ${times.loadMs} ms, index ${times.indexMs} ms, locate ${times.locateMs} ms, whole file in two passes ${times.wholeFileMs} ms`,
  )
  if (args.includes('--unlocated'))
    for (const one of located) if (one.area === '') line(`${one.address.text} | ${one.problem}`)
  const sample = Number(option('--sample') ?? 0)
  const random = seededRandom(Number(option('--seed') ?? 1))
  for (let count = 0; count < sample; count++) {
    const one = random.pick(located)
    line(
      `${one.address.text} → ${one.names.slice(2).join('/')} ${one.confidence} ${one.words.map((word) => word.said).join('；')}`,
    )
  }
}

if (import.meta.main) await main(process.argv.slice(2))
