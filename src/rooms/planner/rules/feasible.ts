import { isTownOpen, sharedByAll, type AddressKeys } from './address.ts'
import { FOUNDING, levelCost, reach, reachWords, type LevelCost, type Within } from './costs.ts'

/** A unit that the office wants in a group. */
export interface Candidate {
  readonly name: string
  readonly weight: number
  readonly keys: AddressKeys
  readonly townName: string
}

export interface GroupLimits {
  readonly within: Within
  readonly maxUnits: number
}

export type Feasibility =
  | {
      readonly ok: true
      readonly level: LevelCost
      /** Members times the price of the level. */
      readonly cost: number
      /** Soft rules that the group goes beyond: allowed with a reason. */
      readonly notes: readonly string[]
    }
  | { readonly ok: false; readonly why: string }

/**
 * Whether these units can form a joint branch. Hard: three full members together (《支部工作条例》第四条), every unit with a
 * full member of its own, and the reach that the plan was made with. Soft (“一般”): the number of units, and a unit that
 * could found alone.
 */
export function checkJoint(members: readonly Candidate[], limits: GroupLimits): Feasibility {
  if (members.length < 2) return refuse('联合党支部至少要有两家单位。')
  const without = members.find((member) => member.weight < 1)
  if (without) return refuse(`${without.name}没有正式党员，不能作为联建单位。`)
  const weight = members.reduce((sum, member) => sum + member.weight, 0)
  if (weight < FOUNDING) return refuse(`合计只有 ${weight} 名正式党员，不足 ${FOUNDING} 名。`)
  const shared = sharedByAll(members.map((member) => member.keys))
  if (shared < reach[limits.within]) return refuse(sayApart(members, limits.within))
  const level = levelCost(shared)
  const notes: string[] = []
  if (members.length > limits.maxUnits) {
    notes.push(`共 ${members.length} 家，超过一般不超过 ${limits.maxUnits} 家的规定，已按调整理由办理`)
  }
  for (const member of members) {
    if (member.weight >= FOUNDING) notes.push(`${member.name}有 ${member.weight} 名正式党员，本应单独组建`)
  }
  return { ok: true, level, cost: members.length * level.cost, notes }
}

function refuse(why: string): Feasibility {
  return { ok: false, why }
}

/** Names the first pair that stands too far apart, and what would mend it. */
function sayApart(members: readonly Candidate[], within: Within): string {
  const first = members[0] as Candidate
  const other = members.find((member) => sharedByAll([first.keys, member.keys]) < reach[within]) ?? first
  const open = within === 'town' ? [first, other].find((member) => isTownOpen(member.keys)) : undefined
  if (open) return `${open.name}的镇街未定，只能与同一道路的单位联建；先核定地址。`
  const places = first.townName !== other.townName ? `（${first.townName}、${other.townName}）` : ''
  return `${first.name}和${other.name}不都在${reachWords[within]}${places}；确要联建的，放宽“不出哪一级”后重排。`
}
