/** A year's comings and goings on generated ground: some units are gone, others are new, the rest keep their groups. */
import { seededRandom } from '../src/kernel/random.ts'
import type { GroupUnits } from '../src/solver/groups/types.ts'

/** The given units of an instance, in that order. */
export function chosenUnits(units: GroupUnits, chosen: Int32Array): GroupUnits {
  const count = units.weights.length
  const rows = <T extends Int32Array | Float64Array | Uint8Array>(values: T): T => {
    const width = values.length / count
    const part = values.slice(0, chosen.length * width)
    chosen.forEach((unit, i) => part.set(values.subarray(unit * width, (unit + 1) * width), i * width))
    return part as T
  }
  const { weights, tree, space, industry } = units
  return {
    weights: rows(weights),
    ...(tree ? { tree: { ...tree, levels: rows(tree.levels) } } : {}),
    ...(space ? { space: { ...space, points: rows(space.points) } } : {}),
    ...(industry ? { industry: { ...industry, codes: rows(industry.codes) } } : {}),
  }
}

/** Of n + extra units the first n were there before; a share of them goes and as many new ones come. */
export function churn(count: number, share: number, seed: number): { before: Int32Array; after: Int32Array } {
  const random = seededRandom(seed)
  const moved = Math.round(count * share)
  const gone = new Set<number>()
  while (gone.size < moved) gone.add(random.int(count))
  const before = Int32Array.from({ length: count }, (_, i) => i)
  const after = Int32Array.from({ length: count + moved }, (_, i) => i).filter((unit) => !gone.has(unit))
  return { before, after }
}
