import type { GroupUnits } from '../../../../solver/groups/types.ts'
import type { TreeUnits } from '../../../../solver/types.ts'

/** The address part of a question as the tree programme takes it. */
export function treeOf({ weights, tree, rank }: GroupUnits): TreeUnits {
  if (!tree) throw new RangeError('units without addresses')
  return { ...tree, weights, ...(rank && { rank }) }
}
