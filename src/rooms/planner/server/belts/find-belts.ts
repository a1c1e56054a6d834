import type { Scope } from '../../../../kernel/scope.ts'
import type { Db } from '../../../../platform/server/db/database.ts'
import { boundCover } from '../../../../solver/cover/bound.ts'
import { greedy } from '../../../../solver/cover/greedy.ts'
import { tidySystem } from '../../../../solver/cover/sets.ts'
import { improveBySwaps } from '../../../../solver/cover/swaps.ts'
import { areasProblem } from '../../../areas/contract.ts'
import { findArea } from '../../../areas/server/public.ts'
import { plannerProblem, type Belts } from '../../contract.ts'
import { sayBelts, sayNearMiss, whyBelt, type BeltsOf } from '../../rules/belt-words.ts'
import {
  beltLevels,
  figuresOf,
  listAreas,
  nearMisses,
  orderChosen,
  sampleOf,
  type BeltCandidate,
  type BeltCell,
  type BeltLevel,
} from '../../rules/belts.ts'
import { listCircles } from './circles.ts'
import { nameBelts, type BeltNames } from './belt-names.ts'
import { listBeltUnits, readBeltCells, type BeltGround } from './read-cells.ts'

export interface BeltsInput {
  readonly count: number
  readonly levels: string
  readonly of: BeltsOf
  readonly radius: number
  readonly area?: string | undefined
}

const SAMPLE = 5
const NEAR_MISSES = 6
const ROUNDS = 50

export interface FoundBelts {
  readonly belts: Belts
  /** Ids of the units that each belt is to reach, in the order of the belts. */
  readonly units: readonly (readonly string[])[]
}

/** Demonstration belts: of all places where units concentrate, those that together reach the most, with a bound on any choice. */
export async function findBelts(db: Db, scope: Scope, day: string, input: BeltsInput): Promise<FoundBelts> {
  const levels = readLevels(input.levels)
  const cells = await readBeltCells(db, scope, await groundOf(db, scope, day, input))
  const candidates = levels.flatMap((level) =>
    level === 'circle' ? listCircles(cells, input.radius) : listAreas(cells, level),
  )
  const { chosen, bound, value } = choose(cells, candidates, input.count)
  const ranked = orderChosen(cells, chosen)
  const missed = nearMisses(cells, candidates, chosen, NEAR_MISSES)
  const places = ranked.map(({ candidate }) => candidate)
  const names = await nameBelts(db, scope, day, cells, [...places, ...missed.map(({ candidate }) => candidate)])
  const samples = places.map((place) => sampleOf(cells, place, SAMPLE))
  const sampled = await listBeltUnits(db, scope, [...new Set(samples.flat())])
  const belts = ranked.map(({ candidate, gain }, index) => ({
    ...present(cells, candidate, names, input, index + 1, gain),
    sample: sampled.filter(({ id }) => samples[index]?.includes(id)).map(({ id, name }) => ({ unit: id, name })),
  }))
  const gap = bound > 0 ? (bound - value) / bound : 0
  const pointless = levels.join() === 'circle' && cells.every(({ lng }) => lng === null)
  const sentence = sayBelts({
    of: input.of,
    belts: belts.length,
    wanted: input.count,
    reached: value,
    all: cells.reduce((sum, { counted }) => sum + counted, 0),
    bound,
    gap,
    candidates: candidates.length,
    pointless,
  })
  const rejected = missed.map((miss) => ({
    name: names.nameOf(miss.candidate),
    words: sayNearMiss(miss, names.nameOf(miss.instead)),
  }))
  return {
    belts: { sentence, belts, reached: value, bound, gap, candidates: candidates.length, rejected },
    units: places.map((place) => place.cells.flatMap((index) => cells[index]?.ids ?? [])),
  }
}

/** The greedy choice, bettered by swaps and by the bound's own choices. */
function choose(cells: readonly BeltCell[], candidates: readonly BeltCandidate[], count: number) {
  const rule = { count }
  const system = tidySystem(setsOf(cells, candidates))
  const start = improveBySwaps(system, rule, greedy(system, rule), ROUNDS)
  const bounded = boundCover(system, rule, start)
  const choice = improveBySwaps(system, rule, bounded.choice, ROUNDS)
  const chosen = Array.from(choice.chosen, (index) => candidates[index] as BeltCandidate)
  return { chosen, value: choice.value, bound: Math.max(bounded.bound, choice.value) }
}

function present(
  cells: readonly BeltCell[],
  candidate: BeltCandidate,
  names: BeltNames,
  { of }: BeltsInput,
  no: number,
  gain: number,
): Omit<Belts['belts'][number], 'sample'> {
  const { level, area } = candidate
  const figures = figuresOf(cells, candidate.cells)
  const { units, withMembers, members, covered } = figures
  return {
    no,
    area,
    level,
    units,
    withMembers,
    members,
    covered,
    name: names.nameOf(candidate),
    townName: names.townOf(candidate),
    newlyReached: gain,
    why: whyBelt(level, of, no, figures, gain),
  }
}

async function groundOf(db: Db, scope: Scope, day: string, { of, area }: BeltsInput): Promise<BeltGround> {
  if (area === undefined) return { of, path: '', site: null }
  const found = await findArea(db, scope, area, day)
  if (!found) throw areasProblem('area-not-found')
  return found.tree === 'division' ? { of, path: found.path, site: null } : { of, path: '', site: area }
}

function readLevels(text: string): BeltLevel[] {
  const wanted = text.split(',').filter((part) => part !== '')
  const levels = beltLevels.filter((level) => wanted.includes(level))
  if (levels.length === 0 || levels.length < new Set(wanted).size)
    throw plannerProblem('bad-params', { where: 'levels' })
  return levels
}

function setsOf(cells: readonly BeltCell[], candidates: readonly BeltCandidate[]) {
  const start = new Int32Array(candidates.length + 1)
  for (const [index, candidate] of candidates.entries()) {
    start[index + 1] = (start[index] as number) + candidate.cells.length
  }
  return {
    items: cells.length,
    start,
    item: Int32Array.from(candidates.flatMap((candidate) => candidate.cells)),
    value: Float64Array.from(cells, ({ counted }) => counted),
  }
}
