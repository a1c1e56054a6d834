/**
 * The cheapest way to cut an order into groups of consecutive units: a shortest path over the places between them
 * (Hansen and Mukherjee 2003, who prove it optimal in one dimension).
 */
import type { Partition } from './partition.ts'

const never = (): boolean => false

/** Writes the label of every unit (the first unit of its group) and returns the cost at the partition's single price; Infinity when stopped. */
export function cutOrder(partition: Partition, order: Int32Array, labels: Int32Array, stopped = never): number {
  const { town, most } = partition
  const { count, rules } = town
  const cost = new Float64Array(count + 1)
  const taken = new Uint8Array(count + 1)
  const members = new Int32Array(most)
  for (let end = 1; end <= count; end++) {
    if ((end & 4095) === 0 && stopped()) return Infinity
    const last = order[end - 1]!
    let best = cost[end - 1]! + partition.aloneCost(last)
    let size = 1
    let pairs = 0
    let weight = town.weights[last]!
    members[0] = last
    for (let s = 2; s <= most && s <= end; s++) {
      const unit = order[end - s]!
      for (let k = 0; k < s - 1; k++) pairs += town.pair(unit, members[k]!)
      if (pairs === Infinity) break
      members[s - 1] = unit
      weight += town.weights[unit]!
      if (weight < rules.minWeight) continue
      const total = cost[end - s]! + pairs / s + (town.surcharged ? town.surcharge(members, s) : 0)
      if (total < best) {
        best = total
        size = s
      }
    }
    cost[end] = best
    taken[end] = size
  }
  for (let end = count; end > 0; end -= taken[end]!) {
    for (let p = end - taken[end]!; p < end; p++) labels[order[p]!] = order[end - taken[end]!]!
  }
  return cost[count]!
}
