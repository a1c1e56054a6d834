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
  /** Binary programmes: a known solution to begin with. */
  readonly guess?: Float64Array
}

export interface LinearSolution {
  readonly status: 'optimal' | 'infeasible' | 'stopped'
  readonly objective: number
  /** Empty when there is no solution. */
  readonly columns: Float64Array
  /** Price of each row; empty for binary programmes. */
  readonly prices: Float64Array
  /** Proven lower bound of a binary programme that was stopped; the objective otherwise. */
  readonly bound: number
}

/** Columns to add: rows of new column c are `index[start[c] … start[c+1])`. */
export interface MoreColumns {
  readonly cost: Float64Array
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float64Array
}

/** Rows to add: columns of new row r are `index[start[r] … start[r+1])`. */
export interface MoreRows {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly start: Int32Array
  readonly index: Int32Array
  readonly value: Float64Array
}

/** A linear programme kept between solves: each solve goes on from the basis of the one before. */
export interface LinearModel {
  addColumns(columns: MoreColumns): void
  addRows(rows: MoreRows): void
  /** @param seconds time limit of this call. */
  solve(seconds: number, shouldStop?: () => boolean): LinearSolution
  close(): void
}

export interface LinearSolver {
  /** Minimises. @param seconds time limit of this call. */
  solve(program: LinearProgram, seconds: number, shouldStop?: () => boolean): LinearSolution
  open(program: LinearProgram): LinearModel
}
