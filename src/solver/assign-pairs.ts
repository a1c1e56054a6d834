/**
 * Real pairs for a settled choice: at every node, from the leaves upwards, units and places that are still free are
 * paired off, neighbours in address order together. Where a node has more places than units, the instructors with the
 * fewest units are filled first.
 */
import type { Choice } from './assign-choice.ts'
import { role } from './assign-choice.ts'
import type { Ground } from './assign-ground.ts'

/** Instructor of each unit, −1 without a place. */
export function pairOff(ground: Ground, choice: Choice): Int32Array {
  const { tree, order, units, current } = ground
  const instructorOf = new Int32Array(units).fill(-1)
  const load = new Int32Array(ground.instructors)
  for (let unit = 0; unit < units; unit++) {
    if (choice.role[unit] !== role.kept) continue
    instructorOf[unit] = current[unit]!
    load[current[unit]!]!++
  }
  const state = { ground, load, instructorOf }
  // Who is still free, in address order.
  const items = (wanted: (item: number) => boolean): Int32Array => order.order.filter(wanted)
  let seekers = items((item) => item < units && choice.role[item] === role.placed)
  let offering = items((item) => item >= units && load[item - units]! < ground.capacity[item - units]!)
  for (let level = ground.depth, at = 0; level >= ground.hardLevel; level--) {
    let nextSeeker = 0
    let nextOffer = 0
    for (; at < tree.nodes && tree.level[tree.upwards[at]!] === level; at++) {
      const node = tree.upwards[at]!
      const before = (list: Int32Array, i: number, end: number): boolean =>
        i < list.length && order.position[list[i]!]! < end
      while (before(seekers, nextSeeker, tree.from[node]!)) nextSeeker++
      while (before(offering, nextOffer, tree.from[node]!)) nextOffer++
      const firstSeeker = nextSeeker
      const firstOffer = nextOffer
      while (before(seekers, nextSeeker, tree.to[node]!)) nextSeeker++
      while (before(offering, nextOffer, tree.to[node]!)) nextOffer++
      match(seekers.subarray(firstSeeker, nextSeeker), offering.subarray(firstOffer, nextOffer), state)
    }
    seekers = seekers.filter((unit) => instructorOf[unit]! < 0)
    offering = offering.filter((item) => load[item - units]! < ground.capacity[item - units]!)
  }
  return instructorOf
}

interface State {
  readonly ground: Ground
  readonly load: Int32Array
  readonly instructorOf: Int32Array
}

/** Pairs off as many as possible: how many each instructor gets is levelled, then they are dealt in address order. */
function match(seekers: Int32Array, offering: Int32Array, { ground, load, instructorOf }: State): void {
  if (seekers.length === 0 || offering.length === 0) return
  const gets = new Int32Array(offering.length)
  let left = seekers.length
  for (let height = 0, open = offering.length; left > 0 && open > 0; height++) {
    open = 0
    for (let k = 0; k < offering.length && left > 0; k++) {
      const instructor = offering[k]! - ground.units
      const has = load[instructor]! + gets[k]!
      if (has < ground.capacity[instructor]!) open++
      if (has > height || has >= ground.capacity[instructor]!) continue
      gets[k]!++
      left--
    }
  }
  let next = 0
  for (let k = 0; k < offering.length; k++) {
    const instructor = offering[k]! - ground.units
    for (let i = 0; i < gets[k]!; i++) instructorOf[seekers[next++]!] = instructor
    load[instructor]! += gets[k]!
  }
}
