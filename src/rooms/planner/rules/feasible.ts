import type { RuleCheck } from '../contract.ts'
import { isTownOpen, sharedByAll } from './address.ts'
import { articleOfProposal } from './articles.ts'
import { nameOf, type PlacedUnit } from './cautions.ts'
import { checkRules } from './checks.ts'
import { FOUNDING, reach, reachWords, type Within } from './costs.ts'
import type { ProposalKind } from './decision.ts'
import type { Yardstick } from './price.ts'

/** What the rules say of a group that the office puts together. */
export interface GroupRuling {
  readonly checks: readonly RuleCheck[]
  /** Which hard rule is broken, with its article; null where none is. */
  readonly why: string | null
  /** Soft rules that the group goes beyond: allowed with a reason. */
  readonly notes: readonly string[]
}

/**
 * Whether these units can form a joint branch: every rule of the plan, and what to do about the first that is broken. Soft
 * are the number of units (“一般”), and that a unit could found alone.
 */
export function judgeGroup(
  members: readonly PlacedUnit[],
  yardstick: Yardstick,
  townNameOf: (member: PlacedUnit) => string,
): GroupRuling {
  const checks = checkRules(members, yardstick)
  const why = sayTooSmall(members) ?? sayApart(members, yardstick.params.within, townNameOf) ?? sayBroken(checks)
  return { checks, why, notes: why === null ? [...beyondUsual(members, yardstick), ...couldFound(members)] : [] }
}

/** A joint branch that others leave must still be one. */
export function staysLawful(members: readonly PlacedUnit[]): boolean {
  return sayTooSmall(members) === null
}

function sayTooSmall(members: readonly PlacedUnit[]): string | null {
  if (members.length < 2) return `联合党支部至少要有两家单位${byArticle('joint')}。`
  const without = members.find((member) => member.weight < 1)
  if (without) return `${nameOf(without)}没有正式党员，不能作为联建单位${byArticle('joint')}。`
  const weight = members.reduce((sum, member) => sum + member.weight, 0)
  return weight < FOUNDING ? `合计只有 ${weight} 名正式党员，不足 ${FOUNDING} 名${byArticle('own')}。` : null
}

/** Names the first pair that stands too far apart, and what would mend it. */
function sayApart(
  members: readonly PlacedUnit[],
  within: Within,
  townNameOf: (member: PlacedUnit) => string,
): string | null {
  if (sharedByAll(members.map(({ keys }) => keys)) >= reach[within]) return null
  const first = members[0] as PlacedUnit
  const other = members.find((member) => sharedByAll([first.keys, member.keys]) < reach[within]) ?? first
  const open = within === 'town' ? [first, other].find((member) => isTownOpen(member.keys)) : undefined
  if (open) return `${nameOf(open)}的镇街未定，只能与同一道路的单位联建${byArticle('joint')}；先核定地址。`
  const towns = [townNameOf(first), townNameOf(other)]
  const places = towns[0] === towns[1] ? '' : `（${towns.join('、')}）`
  const apart = `${nameOf(first)}和${nameOf(other)}不都在${reachWords[within]}${places}`
  return `${apart}${byArticle('joint')}；确要联建的，放宽“不出哪一级”后重排。`
}

/** Rules that the office itself has set for the plan. */
function sayBroken(checks: readonly RuleCheck[]): string | null {
  const broken = checks.find(({ hard, ok }) => hard && !ok)
  return broken ? `${broken.says}，与本方案的规则“${broken.rule}”不合。` : null
}

function byArticle(kind: ProposalKind): string {
  const { regulation, article } = articleOfProposal(kind)
  return `（《${regulation}》${article}）`
}

function beyondUsual(members: readonly PlacedUnit[], { params }: Yardstick): string[] {
  const usual = Math.min(params.usualUnits, params.maxUnits)
  return members.length > usual ? [`共 ${members.length} 家，超过一般不超过 ${usual} 家的规定，已按调整理由办理`] : []
}

function couldFound(members: readonly PlacedUnit[]): string[] {
  return members
    .filter(({ weight }) => weight >= FOUNDING)
    .map((member) => `${nameOf(member)}有 ${member.weight} 名正式党员，本应单独组建`)
}
