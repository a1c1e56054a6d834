/**
 * Microaggregation, the public yardstick of grouping: records in groups of at least k with least sum of squares, every
 * column z-scored; information loss is 100 · SSE/SST. Reading a CSV, the measure, and plain MDAV (Domingo-Ferrer, Torra
 * 2005), the method everyone compares with.
 */
export interface Records {
  readonly count: number
  readonly dimensions: number
  /** count × dimensions, mean 0 and deviation 1 in every column. */
  readonly points: Float64Array
}

/** Comma, semicolon or blanks; quotes and a header line are dropped. @throws when a cell is not a number. */
export function readRecords(text: string): Records {
  const rows = text
    .split(/\r?\n/u)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .replaceAll('"', '')
        .trim()
        .split(/\s*[,;]\s*|\s+/u),
    )
  const isNumber = (cell: string): boolean => cell !== '' && Number.isFinite(Number(cell))
  if (rows[0] && !rows[0].every(isNumber)) rows.shift()
  const count = rows.length
  const dimensions = rows[0]?.length ?? 0
  const points = new Float64Array(count * dimensions)
  rows.forEach((row, r) => {
    if (row.length !== dimensions) throw new RangeError(`row ${r + 1} has ${row.length} cells, not ${dimensions}`)
    row.forEach((cell, d) => {
      if (!isNumber(cell)) throw new RangeError(`row ${r + 1}, column ${d + 1}: not a number`)
      points[r * dimensions + d] = Number(cell)
    })
  })
  for (let d = 0; d < dimensions; d++) standardise(points, count, dimensions, d)
  return { count, dimensions, points }
}

function standardise(points: Float64Array, count: number, dimensions: number, d: number): void {
  let sum = 0
  for (let r = 0; r < count; r++) sum += points[r * dimensions + d]!
  const mean = sum / count
  let squares = 0
  for (let r = 0; r < count; r++) squares += (points[r * dimensions + d]! - mean) ** 2
  const deviation = Math.sqrt(squares / count) || 1
  for (let r = 0; r < count; r++) points[r * dimensions + d] = (points[r * dimensions + d]! - mean) / deviation
}

/** Sum of squares around the mean of these records. */
export function sumOfSquares({ points, dimensions }: Records, members: readonly number[]): number {
  const mean = centre(points, dimensions, members)
  return members.reduce((sum, record) => sum + square(points, dimensions, record, mean), 0)
}

/** 100 · SSE/SST of a grouping. */
export function informationLoss(records: Records, groups: readonly (readonly number[])[]): number {
  const all = Array.from({ length: records.count }, (_, record) => record)
  return (100 * groups.reduce((sum, members) => sum + sumOfSquares(records, members), 0)) / sumOfSquares(records, all)
}

/**
 * Maximum distance to average vector: groups of k around the record farthest from the centre of what is left and the one
 * farthest from that, as long as 2k are left; of the rest k or more are a group, fewer join the nearest group each.
 */
export function mdav({ points, dimensions, count }: Records, k: number): readonly number[][] {
  let left = Array.from({ length: count }, (_, record) => record)
  const groups: number[][] = []
  const farthest = (from: Float64Array): number => {
    let best = left[0]!
    let most = -1
    for (const record of left) {
      const far = square(points, dimensions, record, from)
      if (far > most) [best, most] = [record, far]
    }
    return best
  }
  const place = (record: number): Float64Array => points.slice(record * dimensions, (record + 1) * dimensions)
  const takeAround = (record: number): void => {
    const from = place(record)
    const far = new Map(left.map((other) => [other, square(points, dimensions, other, from)]))
    left.sort((a, b) => far.get(a)! - far.get(b)! || a - b)
    groups.push(left.slice(0, k))
    left = left.slice(k).sort((a, b) => a - b)
  }
  while (left.length >= 2 * k) {
    const one = farthest(centre(points, dimensions, left))
    const from = place(one)
    takeAround(one)
    takeAround(farthest(from))
  }
  if (left.length >= k || groups.length === 0) return left.length > 0 ? [...groups, left] : groups
  const centres = groups.map((group) => centre(points, dimensions, group))
  for (const record of left) {
    const far = centres.map((from) => square(points, dimensions, record, from))
    groups[far.indexOf(Math.min(...far))]!.push(record)
  }
  return groups
}

function centre(points: Float64Array, dimensions: number, members: readonly number[]): Float64Array {
  const mean = new Float64Array(dimensions)
  for (const record of members) for (let d = 0; d < dimensions; d++) mean[d]! += points[record * dimensions + d]!
  return mean.map((sum) => sum / members.length)
}

function square(points: Float64Array, dimensions: number, record: number, from: Float64Array): number {
  let sum = 0
  for (let d = 0; d < dimensions; d++) sum += (points[record * dimensions + d]! - from[d]!) ** 2
  return sum
}
