/** What the bounds ask of a linear solver. The solver itself is handed in, so that this library imports nothing. */
export interface LinearProgram {
  /** Cost of each column, at least nought in the solution. */
  readonly cost: Float64Array
  /** Rows of column c: `index[start[c] … start[c+1])` with `value` beside. */
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float64Array
  /** Bounds of each row (−Infinity, Infinity allowed). */
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** Columns are nought or one. */
  readonly binary?: boolean
}

export interface LinearSolution {
  readonly status: 'optimal' | 'infeasible' | 'stopped'
  readonly objective: number
  readonly columns: Float64Array
  /** Price of each row; empty for binary programmes. */
  readonly prices: Float64Array
  /** Proven lower bound of a binary programme that was stopped; the objective otherwise. */
  readonly bound: number
}

export interface LinearSolver {
  /** Minimises. @param seconds time limit of this call. */
  solve(program: LinearProgram, seconds: number): LinearSolution
}
