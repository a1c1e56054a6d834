/** The address part of a town as an instance of the exact tree programme. */
import type { TreeUnits } from '../types.ts'
import type { Town } from './town.ts'

export function treeUnitsOf(town: Town): TreeUnits {
  const { tree } = town.whole
  const depth = tree!.h.length - 1
  const levels = new Int32Array(town.count * depth)
  for (let i = 0; i < town.count; i++) {
    levels.set(tree!.levels.subarray(town.units[i]! * depth, (town.units[i]! + 1) * depth), i * depth)
  }
  return { levels, weights: town.weights, h: tree!.h, hardLevel: tree!.hardLevel }
}
