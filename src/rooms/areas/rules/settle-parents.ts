import { unlistedTownCode } from '../../../standards/divisions-zones.ts'
import { isAssumed } from './clues.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Located } from './locate.ts'
import { revise, weaken } from './revise.ts'
import { count, majority, type Majority, type Tally } from './tally.ts'

/**
 * One parent for every town. A zone may run a town that the tables list under a county (代管), so addresses name the
 * town under both. Where four of five units write one parent, that is its parent for all. Where the town really is
 * divided, its code stays with the county and each zone's part gets a derived code: every code has one place in the tree.
 */
const CLEAR = 0.8
/** So few are slips, whatever the rest says. */
const SLIP = 0.05

interface Decision {
  readonly best: Majority
  /** All units of the town go to the best parent; otherwise the town is divided. */
  readonly whole: boolean
  /** Who keeps the town's own code when it is divided. */
  readonly keeper: string
}

export function settleParents(gazetteer: Gazetteer, located: readonly Located[]): Located[] {
  const tallies = new Map<string, Tally>()
  const areas = new Map<string, Located>()
  for (const one of located) {
    if (!hasListedTown(one) || isAssumed(one) || one.words.some((word) => word.how === 'estate')) continue
    count(tallies, one.town, one.area)
    if (!areas.has(one.area)) areas.set(one.area, one)
  }
  const decisions = new Map<string, Decision>()
  for (const [town, tally] of tallies) {
    const best = majority(tally)
    if (best === null) continue
    const isZone = (area: string): boolean => (areas.get(area)?.zone ?? null) !== null
    const whole = best.votes >= (isZone(best.answer) ? CLEAR : 1 - SLIP) * best.all
    const county = [...tally.keys()].filter((area) => !isZone(area)).sort()[0]
    decisions.set(town, { best, whole, keeper: county ?? best.answer })
  }
  return located.map((one) => {
    const decision = hasListedTown(one) ? decisions.get(one.town) : undefined
    if (decision === undefined) return one
    const { best, whole, keeper } = decision
    if (whole || isAssumed(one)) {
      const parent = areas.get(whole ? best.answer : keeper)
      return parent === undefined || parent.area === one.area ? one : moveTo(gazetteer, one, parent, best)
    }
    return one.area === keeper || one.zone === null ? one : divide(one)
  })
}

function hasListedTown(one: Located): boolean {
  return one.area !== '' && one.town !== '' && !one.townUnlisted && !one.outside
}

function moveTo(gazetteer: Gazetteer, one: Located, parent: Located, best: Majority): Located {
  const run = parent.zone === null ? `属${parent.areaName}` : `由${parent.areaName}管理`
  return revise(gazetteer, one, {
    area: { code: parent.area, name: parent.areaName, zone: parent.zone },
    town: { code: one.town, name: one.townName },
    community: one.community,
    why: {
      word: one.address.town || one.townName,
      how: 'moved-town',
      said: `${one.townName}${run}（同镇街 ${best.votes} 家写明）`,
    },
    confidence: weaken(one, 0.88),
  })
}

/** The zone's part of a divided town. */
function divide(one: Located): Located {
  const code = unlistedTownCode(one.area, one.townName)
  const above = one.path.indexOf(one.town)
  return {
    ...one,
    town: code,
    community: '',
    level: 'town',
    path: [...one.path.slice(0, above), code],
    names: one.names.slice(0, above + 1),
  }
}
