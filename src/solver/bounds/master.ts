/**
 * The linear programme of a town: choose groups so that every unit is in one, at least cost. Where some units must stay
 * uncovered, each unit may also stay alone at no cost, and one row says how many do. Costs go to the solver in units of
 * `scale`, because its tolerances are absolute.
 */
import { ColumnPool } from './column-pool.ts'
import { CutSet } from './cuts.ts'
import type { Ground } from './ground.ts'
import type { LinearModel, LinearProgram, LinearSolver } from './linear-program.ts'

export interface MasterSolution {
  readonly objective: number
  /** Value of each column of the pool. */
  readonly values: Float64Array
  readonly prices: Float64Array
  /** What a unit that stays uncovered costs at most, per count. */
  readonly uncoveredPrice: number
}

export class Master {
  readonly pool = new ColumnPool()
  private readonly model: LinearModel
  private readonly ground: Ground
  private readonly uncovered: number
  private readonly cuts: CutSet
  private readonly scale: number
  private cutRows = 0
  private readonly rows: number
  private readonly alone: number

  constructor(
    solver: LinearSolver,
    ground: Ground,
    columns: ColumnPool,
    uncovered: number,
    cuts: CutSet,
    scale: number,
  ) {
    this.ground = ground
    this.uncovered = uncovered
    this.cuts = cuts
    this.scale = scale
    this.rows = ground.own + (uncovered > 0 ? 1 : 0)
    this.alone = uncovered > 0 ? ground.own : 0
    this.pool.addAll(columns)
    this.model = solver.open(masterProgram(ground, columns, uncovered, scale))
  }

  add(columns: ColumnPool): void {
    if (columns.count === 0) return
    const index: number[] = []
    const start = new Int32Array(columns.count + 1)
    const cost = new Float64Array(columns.count)
    for (let c = 0; c < columns.count; c++) {
      const members = columns.membersOf(c)
      index.push(...members)
      for (const cut of this.cuts.hits(members, members.length)) if (cut < this.cutRows) index.push(this.rows + cut)
      start[c + 1] = index.length
      cost[c] = columns.cost[c]! / this.scale
    }
    this.model.addColumns({ cost, start, index: Int32Array.from(index), value: new Float64Array(index.length).fill(1) })
    this.pool.addAll(columns)
  }

  /** Adds the rows of all cuts that are not there yet. */
  addCuts(): void {
    const { cuts, pool } = this
    const from = this.cutRows
    const columns: number[][] = Array.from({ length: cuts.count - from }, () => [])
    for (let c = 0; c < pool.count; c++) {
      for (const cut of cuts.hits(pool.membersOf(c), pool.sizeOf(c)))
        if (cut >= from) columns[cut - from]!.push(this.alone + c)
    }
    const count = columns.length
    const start = new Int32Array(count + 1)
    columns.forEach((list, row) => (start[row + 1] = start[row]! + list.length))
    this.model.addRows({
      lower: new Float64Array(count).fill(-Infinity),
      upper: new Float64Array(count).fill(1),
      start,
      index: Int32Array.from(columns.flat()),
      value: new Float64Array(start[count]!).fill(1),
    })
    this.cutRows = cuts.count
  }

  /** Sets the prices of the cuts as well. Null when it was stopped or has no solution. */
  solve(seconds: number, shouldStop?: () => boolean): MasterSolution | null {
    const found = this.model.solve(seconds, shouldStop)
    if (found.status !== 'optimal') return null
    const { scale, rows, uncovered, ground, alone } = this
    this.cuts.price = Float64Array.from({ length: this.cuts.count }, (_, cut) =>
      Math.max(0, -scale * (found.prices[rows + cut] ?? 0)),
    )
    return {
      objective: found.objective * scale,
      values: found.columns.subarray(alone),
      prices: Float64Array.from({ length: ground.own }, (_, unit) => scale * found.prices[unit]!),
      uncoveredPrice: uncovered > 0 ? -scale * found.prices[ground.own]! : Infinity,
    }
  }

  close(): void {
    this.model.close()
  }
}

/** The columns of units that stay alone, if any, come first; the rows of the cuts come last. */
export function masterProgram(
  ground: Ground,
  pool: ColumnPool,
  uncovered: number,
  scale: number,
  cuts = new CutSet(ground.count),
): LinearProgram {
  const { own: count, town } = ground
  const alone = uncovered > 0 ? count : 0
  const rows = count + (uncovered > 0 ? 1 : 0)
  const hits = Array.from({ length: pool.count }, (_, c) => cuts.hits(pool.membersOf(c), pool.sizeOf(c)))
  const entries = 2 * alone + pool.start[pool.count]! + hits.reduce((sum, list) => sum + list.length, 0)
  const cost = new Float64Array(alone + pool.count)
  const start = new Int32Array(alone + pool.count + 1)
  const index = new Int32Array(entries)
  const value = new Float64Array(entries).fill(1)
  for (let unit = 0; unit < alone; unit++) {
    index[2 * unit] = unit
    index[2 * unit + 1] = count
    value[2 * unit + 1] = town.uncoveredCount(unit)
    start[unit + 1] = 2 * unit + 2
  }
  for (let c = 0; c < pool.count; c++) {
    cost[alone + c] = pool.cost[c]! / scale
    let at = start[alone + c]!
    for (const unit of pool.membersOf(c)) index[at++] = unit
    for (const cut of hits[c]!) index[at++] = rows + cut
    start[alone + c + 1] = at
  }
  const rowUpper = new Float64Array(rows + cuts.count).fill(1)
  if (alone > 0) rowUpper[count] = uncovered
  const rowLower = rowUpper.slice().fill(-Infinity, rows)
  return { cost, start, index, value, rowLower, rowUpper }
}
