/** Towns: the sets of units that may meet under the hard level. They are independent, so costs and bounds add up. */
import { orderByPath } from '../tree-order.ts'
import type { GroupUnits } from './types.ts'

/** Units of every town, in address order (by rank where there is no tree); towns in address order. */
export function splitTowns(units: GroupUnits): readonly Int32Array[] {
  const count = units.weights.length
  const { tree, rank } = units
  if (!tree || tree.hardLevel === 0) {
    if (count === 0) return []
    const depth = tree ? tree.h.length - 1 : 0
    return [orderByPath(tree?.levels ?? new Int32Array(0), count, depth, rank).order]
  }
  const { order, common } = orderByPath(tree.levels, count, tree.h.length - 1, rank)
  const towns: Int32Array[] = []
  for (let from = 0, p = 0; p < count; p++) {
    if (common[p]! >= tree.hardLevel) continue
    towns.push(order.slice(from, p + 1))
    from = p + 1
  }
  return towns
}
