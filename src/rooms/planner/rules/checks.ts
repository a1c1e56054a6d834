import type { RuleCheck } from '../contract.ts'
import { isTownOpen, sharedByAll } from './address.ts'
import { nameOf, type PlacedUnit } from './cautions.ts'
import { FOUNDING, levelCost, reach, reachWords } from './costs.ts'
import { squareBetween } from './distance.ts'
import { pairKey, type Yardstick } from './price.ts'

/**
 * Every rule held against a joint branch, one line each. Hard: three full members together (《支部工作条例》第四条), the reach of
 * the plan, and what the office has switched on. Soft (“一般”): the number of units, with its price.
 */
export function checkRules(members: readonly PlacedUnit[], yardstick: Yardstick): RuleCheck[] {
  return [
    checkWeight(members),
    checkReach(members, yardstick),
    ...checkSize(members, yardstick),
    ...checkParent(members, yardstick),
    ...checkDistance(members, yardstick),
    ...checkApart(members, yardstick),
  ]
}

function hardRule(rule: string, ok: boolean, says: string): RuleCheck {
  return { rule, ok, hard: true, says, price: null }
}

function checkWeight(members: readonly PlacedUnit[]): RuleCheck {
  const weight = members.reduce((sum, member) => sum + member.weight, 0)
  const without = members.find((member) => member.weight < 1)
  const rule = `正式党员不少于 ${FOUNDING} 名`
  if (without) return hardRule(rule, false, `${nameOf(without)}没有正式党员`)
  return hardRule(rule, weight >= FOUNDING, `合计 ${weight} 名`)
}

function checkReach(members: readonly PlacedUnit[], { params }: Yardstick): RuleCheck {
  const shared = sharedByAll(members.map(({ keys }) => keys))
  const rule = `不出${reachWords[params.within]}`
  if (shared >= reach[params.within]) {
    const byRoad = params.within === 'town' && members.some(({ keys }) => isTownOpen(keys))
    return hardRule(rule, true, byRoad ? `${levelCost(shared).words}（镇街未定，凭道路认定）` : levelCost(shared).words)
  }
  return hardRule(rule, false, shared === 0 ? '地址没有共同之处' : `只在${levelCost(shared).words}`)
}

function checkSize(members: readonly PlacedUnit[], { params }: Yardstick): RuleCheck[] {
  const { usualUnits, maxUnits, extraUnitPrice } = params
  const size = members.length
  const usual = Math.min(usualUnits, maxUnits)
  const extra = size - usual
  const soft: RuleCheck = {
    rule: `一般不超过 ${usual} 家`,
    ok: extra <= 0,
    hard: false,
    says: `共 ${size} 家`,
    price: extra > 0 ? extra * extraUnitPrice : null,
  }
  return maxUnits > usual ? [soft, hardRule(`最多 ${maxUnits} 家`, size <= maxUnits, `共 ${size} 家`)] : [soft]
}

function checkParent(members: readonly PlacedUnit[], { params }: Yardstick): RuleCheck[] {
  if (!params.sameParent) return []
  const parents = new Set(members.flatMap(({ unit }) => unit.parent ?? []))
  const open = members.filter(({ unit }) => unit.parent === null).length
  const unknown = open === 0 ? '' : `${open} 家上级单位不明，不作限制`
  if (parents.size > 1) return [hardRule('上级单位相同', false, `分属${[...parents].join('、')}`)]
  const [only] = parents
  const says = [only === undefined ? '' : `同属${only}`, unknown].filter((part) => part !== '').join('；')
  return [hardRule('上级单位相同', true, says)]
}

function checkDistance(members: readonly PlacedUnit[], { params, middle }: Yardstick): RuleCheck[] {
  if (params.maxKilometres === null) return []
  const rule = `任意两家不超过 ${params.maxKilometres} 公里`
  const unknown = members.filter(({ unit }) => unit.lng === null || unit.lat === null).length
  const farthest = largestDistance(members, { middle })
  const rest = unknown === 0 ? '' : `${unknown} 家没有经纬度，不作限制`
  if (farthest === null) return [hardRule(rule, true, rest)]
  const says = [`最远 ${farthest.toFixed(1)} 公里`, rest].filter((part) => part !== '').join('；')
  return [hardRule(rule, farthest <= params.maxKilometres, says)]
}

function checkApart(members: readonly PlacedUnit[], { pairs }: Yardstick): RuleCheck[] {
  const ids = members.map(({ unit }) => unit.id)
  const minded = [...pairs].some(([key, kind]) => kind === 'apart' && key.split(' ').some((id) => ids.includes(id)))
  if (!minded) return []
  for (const [index, a] of members.entries()) {
    for (const b of members.slice(index + 1)) {
      if (pairs.get(pairKey(a.unit.id, b.unit.id)) !== 'apart') continue
      return [hardRule('不宜同组的不编在一组', false, `${nameOf(a)}和${nameOf(b)}不宜同组`)]
    }
  }
  return [hardRule('不宜同组的不编在一组', true, '没有')]
}

/** Kilometres between the two members farthest apart; null where fewer than two have a point. */
export function largestDistance(members: readonly PlacedUnit[], { middle }: Pick<Yardstick, 'middle'>): number | null {
  let most: number | null = null
  for (const [index, a] of members.entries()) {
    for (const b of members.slice(index + 1)) {
      const square = squareBetween(a.unit, b.unit, middle)
      if (square !== null && (most === null || square > most)) most = square
    }
  }
  return most === null ? null : Math.sqrt(most)
}
