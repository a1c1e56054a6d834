import type { GroupUnits } from '../../../../solver/groups/types.ts'

/** The question restricted to some units, numbered 0 … in the order given, which is their order among equals. */
export function partOfUnits(units: GroupUnits, some: Int32Array): GroupUnits {
  const rows = <T extends Int32Array | Float64Array>(values: T, width: number): T => {
    const kept = values.slice(0, some.length * width) as T
    for (const [at, unit] of some.entries()) kept.set(values.subarray(unit * width, (unit + 1) * width), at * width)
    return kept
  }
  const { tree, space, industry, pairs, together, hosts, parent, locked } = units
  return {
    weights: Uint8Array.from(some, (unit) => units.weights[unit] ?? 0),
    rank: Int32Array.from(some, (_, at) => at),
    ...(tree && { tree: { ...tree, levels: rows(tree.levels, tree.h.length - 1) } }),
    ...(space && { space: { ...space, points: rows(space.points, space.dimensions) } }),
    ...(industry && { industry: { ...industry, codes: rows(industry.codes, industry.cost.length - 1) } }),
    ...(pairs && { pairs: pairsWithin(pairs, some) }),
    ...(together && { together: { ...together, group: rows(together.group, 1) } }),
    ...(hosts && { hosts: { ...hosts, sites: rows(hosts.sites, hosts.price.length - 1) } }),
    ...(parent && { parent: rows(parent, 1) }),
    ...(locked && { locked: rows(locked, 1) }),
  }
}

function pairsWithin({ a, b, value }: NonNullable<GroupUnits['pairs']>, some: Int32Array) {
  const at = new Map(Array.from(some, (unit, index) => [unit, index]))
  const kept = [...a.keys()].filter((pair) => at.has(a[pair] ?? -1) && at.has(b[pair] ?? -1))
  return {
    a: Int32Array.from(kept, (pair) => at.get(a[pair] ?? -1) ?? 0),
    b: Int32Array.from(kept, (pair) => at.get(b[pair] ?? -1) ?? 0),
    value: Float64Array.from(kept, (pair) => value[pair] ?? 0),
  }
}
