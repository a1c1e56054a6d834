import { sharedByAll, type AddressKeys } from './address.ts'
import { FOUNDING, levelCost } from './costs.ts'

/**
 * The usual method of an office, to be compared with: sort the list by town and address, then cut it from the top, a
 * group whenever three full members are together. What is left at the end of a town goes to the last group there while
 * it has room. Same units, same rules, same price.
 */
export interface PeerUnit {
  readonly keys: AddressKeys
  readonly weight: number
  readonly address: string
}

export interface PeerPlan {
  readonly groups: readonly (readonly number[])[]
  readonly uncovered: number
  readonly cost: number
}

export function cutInOrder(units: readonly PeerUnit[], reach: number, maxUnits: number): PeerPlan {
  const order = units.map((_, index) => index).sort((a, b) => compare(units[a] as PeerUnit, units[b] as PeerUnit))
  const groups: number[][] = []
  let open: number[] = []
  let uncovered = 0
  const close = (): void => {
    const last = groups.at(-1)
    const fits =
      last !== undefined &&
      open.length > 0 &&
      last.length + open.length <= maxUnits &&
      shared(units, [...last, ...open]) >= reach
    if (fits) last.push(...open)
    else uncovered += open.length
    open = []
  }
  for (const index of order) {
    if (shared(units, [...open, index]) < reach || open.length === maxUnits) close()
    if (shared(units, [index]) < reach) {
      uncovered++
      continue
    }
    open.push(index)
    if (open.reduce((sum, at) => sum + (units[at]?.weight ?? 0), 0) >= FOUNDING) {
      groups.push(open)
      open = []
    }
  }
  close()
  const cost = groups.reduce((sum, group) => sum + group.length * levelCost(shared(units, group)).cost, 0)
  return { groups, uncovered, cost }
}

function shared(units: readonly PeerUnit[], group: readonly number[]): number {
  const keys = group.map((index) => (units[index] as PeerUnit).keys)
  // One unit alone reaches as far down as its address is known.
  return keys.length === 1 ? knownDepth(keys[0] as AddressKeys) : sharedByAll(keys)
}

function knownDepth(keys: AddressKeys): number {
  const gap = keys.indexOf(null)
  return gap < 0 ? keys.length : gap
}

/** By town, then by the written address: how a spreadsheet sorts. */
function compare(a: PeerUnit, b: PeerUnit): number {
  for (let level = 0; level < 3; level++) {
    const [one, other] = [a.keys[level] ?? '', b.keys[level] ?? '']
    if (one !== other) return one < other ? -1 : 1
  }
  return a.address < b.address ? -1 : a.address > b.address ? 1 : 0
}
