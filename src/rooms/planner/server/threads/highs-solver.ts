/**
 * The linear solver of the bounds: HiGHS (MIT licence) as WebAssembly, single-threaded, one instance per thread. Models go
 * over as arrays. Its memory only grows, so whoever works through many towns asks `worn` between them and loads a new one.
 */
import loadHighs from 'highs'
import type { Highs, Model } from 'highs'
import type {
  LinearModel,
  LinearProgram,
  LinearSolution,
  LinearSolver,
} from '../../../../solver/bounds/linear-program.ts'

export interface HighsSolver extends LinearSolver {
  /** A call failed or memory has grown too far: load another before going on. */
  readonly worn: boolean
}

const tooMuchMemory = 512 * 2 ** 20

const exact = {
  output_flag: false,
  random_seed: 1,
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_feasibility_tolerance: 1e-9,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
} as const

export async function loadHighsSolver(): Promise<HighsSolver> {
  const highs = await loadHighs({})
  let failed = false
  /** A failed call leaves WebAssembly in an unknown state: report it as stopped and never use this instance again. */
  const guarded = (work: () => LinearSolution): LinearSolution => {
    if (failed) return nothing('stopped')
    try {
      return work()
    } catch {
      failed = true
      return nothing('stopped')
    }
  }
  return {
    get worn() {
      return failed || highs.memoryBytes > tooMuchMemory
    },
    solve(program, seconds, shouldStop) {
      return guarded(() =>
        highs.withModel(dataOf(highs, program), (model) => {
          if (program.guess) model.setSolution({ colValue: program.guess })
          return run(highs, model, seconds, shouldStop, program.binary === true)
        }),
      )
    },
    open(program) {
      return keep(highs, program, guarded)
    },
  }
}

function keep(
  highs: Highs,
  program: LinearProgram,
  guarded: (work: () => LinearSolution) => LinearSolution,
): LinearModel {
  const model = highs.createModel(dataOf(highs, program))
  let rows = program.rowLower.length
  let columns = program.cost.length
  return {
    addColumns({ cost, start, index, value }) {
      const count = cost.length
      const matrix = {
        format: 'csc',
        numRows: rows,
        numCols: count,
        starts: start,
        indices: index,
        values: value,
      } as const
      model.addCols({ cost, lower: new Float64Array(count), upper: new Float64Array(count).fill(Infinity), matrix })
      columns += count
    },
    addRows({ lower, upper, start, index, value }) {
      const count = lower.length
      const matrix = {
        format: 'csr',
        numRows: count,
        numCols: columns,
        starts: start,
        indices: index,
        values: value,
      } as const
      model.addRows({ lower, upper, matrix })
      rows += count
    },
    solve: (seconds, shouldStop) => guarded(() => run(highs, model, seconds, shouldStop, false)),
    close: () => model.dispose(),
  }
}

function dataOf(highs: Highs, program: LinearProgram) {
  const { cost, start, index, value, rowLower, rowUpper, binary = false } = program
  const [numCols, numRows] = [cost.length, rowLower.length]
  return {
    numCols,
    numRows,
    colCost: cost,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(binary ? 1 : Infinity),
    rowLower,
    rowUpper,
    matrix: { format: 'csc' as const, numRows, numCols, starts: start, indices: index, values: value },
    ...(binary && { integrality: new Int32Array(numCols).fill(highs.constants.variableType.integer) }),
  }
}

function run(
  highs: Highs,
  model: Model,
  seconds: number,
  shouldStop: (() => boolean) | undefined,
  binary: boolean,
): LinearSolution {
  const { modelStatus, callbackType, infinity } = { ...highs.constants, infinity: highs.infinity }
  model.zeroAllClocks()
  model.options.set({ ...exact, time_limit: Math.max(seconds, 0.01) })
  const interrupt = (event: { interrupt(): void }): undefined => {
    if (shouldStop?.()) event.interrupt()
  }
  const { modelStatus: status } = model.run(
    shouldStop ? { [callbackType.simplexInterrupt]: interrupt, [callbackType.mipInterrupt]: interrupt } : undefined,
  )
  if (status === modelStatus.infeasible) return nothing('infeasible')
  const optimal = status === modelStatus.optimal
  if (!binary) {
    if (!optimal) return nothing('stopped')
    const { colValue, rowDual } = model.getSolution()
    const objective = model.getObjectiveValue()
    return { status: 'optimal', objective, columns: colValue, prices: rowDual, bound: objective }
  }
  const bound = Number(model.info.get('mip_dual_bound'))
  const found = Number(model.info.get('primal_solution_status')) === highs.constants.solutionStatus.feasible
  return {
    status: optimal ? 'optimal' : 'stopped',
    objective: found ? model.getObjectiveValue() : Infinity,
    columns: found ? model.getSolution().colValue : new Float64Array(0),
    prices: new Float64Array(0),
    bound: Math.abs(bound) < infinity ? bound : -Infinity,
  }
}

function nothing(status: 'infeasible' | 'stopped'): LinearSolution {
  const none = new Float64Array(0)
  return {
    status,
    objective: Infinity,
    columns: none,
    prices: none,
    bound: status === 'infeasible' ? Infinity : -Infinity,
  }
}
