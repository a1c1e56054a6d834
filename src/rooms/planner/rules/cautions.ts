import type { PlanParams } from '../contract.ts'
import { isTownOpen, sharedByAll, type AddressKeys } from './address.ts'
import { levelCost } from './costs.ts'
import { pointOf } from './distance.ts'
import type { ProposalKind } from './decision.ts'
import type { Degrees } from './plane.ts'
import type { MemberUnit } from './unit.ts'
import { isVacancy } from './vacancy.ts'

/** What always is to be minded with a kind of proposal: shown with each, counted with none. */
export function generalNotes(kind: ProposalKind, instructor: string | null): readonly string[] {
  if (kind === 'own' || kind === 'joint') return ['台账没有书记人选一项，组建前先与单位商定。']
  return kind === 'instructor' && isVacancy(instructor) ? ['人选待定；指导员与所联系单位不得有薪酬和业务往来。'] : []
}

/** A member with what the plan knows of it. */
export interface PlacedUnit {
  readonly unit: MemberUnit
  readonly keys: AddressKeys
  /** Its place in the address order of all units at hand. */
  readonly order: number
  readonly weight: number
  readonly reported: boolean
  /** Number of its joint group in the plan compared with; null none. */
  readonly was: number | null
}

/** Below this the place is a guess from few words. */
const SURE = 0.7

export function cautionsOfGroup(
  members: readonly PlacedUnit[],
  sectionName: (section: string) => string,
  { params, middle }: Minded,
): string[] {
  return [
    ...aboutCounts(members),
    ...aboutPlaces(members),
    ...aboutIndustries(members, sectionName),
    ...(middle && (params.weights.distance > 0 || params.maxKilometres !== null) ? aboutPoints(members) : []),
    ...(params.sameParent ? aboutParents(members) : []),
  ]
}

/** What the plan weighs, as far as it may be unknown of a unit. */
interface Minded {
  readonly params: Pick<PlanParams, 'sameParent' | 'maxKilometres' | 'weights'>
  readonly middle: Degrees | null
}

function aboutPoints(members: readonly PlacedUnit[]): string[] {
  const open = members.filter(({ unit }) => !pointOf(unit))
  return open.length === 0 ? [] : [`${listNames(open)}没有经纬度，距离按 1 公里计，先补定位。`]
}

function aboutParents(members: readonly PlacedUnit[]): string[] {
  const open = members.filter(({ unit }) => unit.parent === null)
  return open.length === 0 ? [] : [`${listNames(open)}上级单位不明，是否与同组单位同一上级先核实。`]
}

export function cautionsOfFounder(member: PlacedUnit): string[] {
  return [...aboutCounts([member]), ...aboutPlaces([member])]
}

export function cautionsOfBatch(members: readonly PlacedUnit[]): string[] {
  const texts: string[] = []
  const open = members.filter((member) => isTownOpen(member.keys)).length
  if (open > 0) texts.push(open === members.length ? '镇街未定，由哪个镇街聘请先核定地址。' : `${open} 家镇街未定。`)
  const { common } = levelCost(sharedByAll(members.map((member) => member.keys)))
  if (members.length > 1 && (common === null || common === 'city' || common === 'county')) {
    texts.push('各家不在同一镇街，路程可能较远。')
  }
  return texts
}

function aboutCounts(members: readonly PlacedUnit[]): string[] {
  const reported = members.filter((member) => member.reported)
  if (reported.length === 0) return []
  return [`${listNames(reported)}只有年报党员数（含预备），先核实正式党员数。`]
}

function aboutPlaces(members: readonly PlacedUnit[]): string[] {
  const texts: string[] = []
  const open = members.filter((member) => isTownOpen(member.keys))
  if (open.length === members.length && open.length > 1)
    texts.push('镇街未定，只凭同一道路联建，先核定由哪个镇街审批。')
  else if (open.length > 0) texts.push(`${listNames(open)}镇街未定，先核定由哪个镇街审批。`)
  const unsure = members.filter((member) => member.unit.confidence < SURE && !isTownOpen(member.keys))
  if (unsure.length > 0) texts.push(`${listNames(unsure)}的地址定位把握不大，先核对地址。`)
  if (members.length > 1) {
    const { common } = levelCost(sharedByAll(members.map((member) => member.keys)))
    if (common === 'town') texts.push('只在同一镇街，不在同一道路或社区，相距可能较远。')
    if (common === 'county' || common === 'city' || common === null) texts.push('跨镇街联建，由哪一级管理先商定。')
  }
  return texts
}

function aboutIndustries(members: readonly PlacedUnit[], sectionName: (section: string) => string): string[] {
  const sections = [...new Set(members.map((member) => member.unit.section).filter((section) => section !== null))]
  if (sections.length < 3) return []
  return [`分属 ${sections.length} 个行业门类（${sections.map(sectionName).join('、')}），行业不相近。`]
}

export function nameOf({ unit }: PlacedUnit): string {
  return unit.name ?? ''
}

/** Up to two names, then how many. */
function listNames(members: readonly PlacedUnit[]): string {
  const names = members.slice(0, 2).map((member) => nameOf(member))
  return members.length > 2 ? `${names.join('、')}等 ${members.length} 家` : names.join('、')
}
