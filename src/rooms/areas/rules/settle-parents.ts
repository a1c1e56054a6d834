import { unlistedTownCode } from '../../../standards/divisions-zones.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Located } from './locate.ts'
import { revise, weaken } from './revise.ts'
import { count, majority, type Tally } from './tally.ts'

/**
 * One parent for every town. A zone may run a town that the tables list under a county (代管), so addresses name the
 * town under both. Where four of five units write one parent, that is its parent for all; where the town really is
 * divided, its code stays with the county and the zone's part gets a derived code, so that a code has one place in the tree.
 */
const CLEAR = 0.8
const SLIP = 0.05

export function settleParents(gazetteer: Gazetteer, located: readonly Located[]): Located[] {
  const parents = new Map<string, Tally>()
  const names = new Map<string, Located>()
  for (const one of located) {
    if (one.area === '' || one.town === '' || one.townUnlisted || one.outside || isAssumed(one)) continue
    count(parents, one.town, one.area)
    if (!names.has(one.area)) names.set(one.area, one)
  }
  return located.map((one) => {
    const tally = one.town === '' || one.townUnlisted || one.outside ? undefined : parents.get(one.town)
    if (tally === undefined || (tally.size < 2 && tally.has(one.area))) return one
    const best = majority(tally)
    if (best === null || best.answer === one.area) return one
    const parent = names.get(best.answer)
    if (parent === undefined) return one
    const slip = (tally.get(one.area) ?? 0) < SLIP * best.all
    if (best.votes >= CLEAR * best.all || slip || isAssumed(one)) {
      const run = parent.zone === null ? '属' : '由'
      const said = `${one.townName}${run}${parent.areaName}${parent.zone === null ? '' : '管理'}（同镇街 ${best.votes} 家写明）`
      return revise(gazetteer, one, {
        area: { code: parent.area, name: parent.areaName, zone: parent.zone },
        town: { code: one.town, name: one.townName },
        community: one.community,
        why: { word: one.address.town || one.townName, how: 'moved-town', said },
        confidence: weaken(one, 0.88),
      })
    }
    if (one.zone === null) return one
    return divide(one)
  })
}

/** The zone's part of a divided town. */
function divide(one: Located): Located {
  const code = unlistedTownCode(one.area, one.townName)
  return {
    ...one,
    town: code,
    community: '',
    level: 'town',
    path: [...one.path.slice(0, 3), code],
    names: [...one.names.slice(0, 3), one.townName],
  }
}

function isAssumed(one: Located): boolean {
  return one.words.some((word) => word.how === 'registry' || word.how === 'unit-name')
}
