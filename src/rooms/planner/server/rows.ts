import type { CopyValue } from '../../../platform/server/db/copy-text.ts'
import { sharedKeys, writeKeys } from '../rules/address.ts'
import type { PlacedUnit } from '../rules/cautions.ts'
import { levelCost } from '../rules/costs.ts'
import { isVacancy } from '../rules/vacancy.ts'
import { listKinds } from '../rules/words.ts'
import type { Draft } from './draft.ts'
import type { Numbered } from './numbering.ts'
import { townKey } from './order.ts'
import type { MemberFacts } from './reads.ts'

/** How proposals and members are laid down; the order of values is the order of columns. */

/** A proposal as it is made, or made anew by a change: what follows from its kind and members. */
export type ProposalFacts = Omit<Draft, 'alternatives' | 'nearest'>

export const FACT_COLUMNS = [
  'kind',
  'title',
  'area_key',
  'county_name',
  'town',
  'town_name',
  'path',
  'units',
  'weight',
  'industries',
  'common',
  'place_name',
  'cost',
  'host',
  'why',
  'against',
  'instructor',
  'obstacle',
  'search',
] as const

export function factValues(facts: ProposalFacts): CopyValue[] {
  const { kind, place, members, cautions, instructor } = facts
  return [
    kind,
    place.title,
    townKey(place.county, place.town),
    place.countyName,
    place.town,
    place.townName,
    place.path,
    members.length,
    weightOf(members),
    industriesOf(members),
    members.length < 2 ? null : levelCost(place.shared).common,
    place.name,
    facts.cost,
    facts.host,
    // Places to be filled are many and all for the same reason: it is said when asked for.
    kind === 'instructor' && isVacancy(instructor) ? '' : facts.why,
    cautions,
    instructor,
    facts.obstacle,
    searchText(place.title, members, instructor),
  ]
}

export const PROPOSAL_COLUMNS = [
  'district',
  'plan_id',
  'no',
  ...FACT_COLUMNS,
  'alternatives',
  'nearest',
  'decision',
  'reason',
  'decided_at',
  'settled',
] as const

export function proposalRow(
  district: string,
  plan: string,
  { draft, no, standing }: Numbered,
  numberOf: (draft: Draft) => number,
): CopyValue[] {
  return [
    district,
    plan,
    no,
    ...factValues(draft),
    JSON.stringify(draft.alternatives(numberOf)),
    JSON.stringify(nearestOf(draft)),
    standing?.decision ?? 'open',
    standing?.reason ?? null,
    standing?.decided_at ?? null,
    standing !== null,
  ]
}

export function weightOf(members: readonly PlacedUnit[]): number {
  return members.reduce((sum, { weight }) => sum + weight, 0)
}

function industriesOf(members: readonly PlacedUnit[]): string {
  return listKinds(
    members.map(({ unit }) => unit.industryName),
    3,
  )
}

function searchText(title: string, members: readonly PlacedUnit[], instructor: string | null): string {
  // Names of persons are not searched for by everybody; places to be filled are nobody's.
  return [
    title,
    isVacancy(instructor) ? (instructor ?? '') : '',
    ...members.map(({ unit }) => `${unit.name ?? ''} ${unit.code ?? ''}`),
  ]
    .join(' ')
    .toLowerCase()
}

function nearestOf({ members, nearest }: Draft) {
  const own = members[0]
  if (!own) return []
  return nearest.flatMap((other) => {
    const { common } = levelCost(sharedKeys(own.keys, other.keys))
    const { id, name, code, address, industryName } = other.unit
    return common === null
      ? []
      : [{ unit: id, name: name ?? '', code, weight: other.weight, address, industryName, common }]
  })
}

export const MEMBER_COLUMNS = [
  'district',
  'plan_id',
  'no',
  'unit_id',
  'planned_no',
  'name',
  'code',
  'weight',
  'reported',
  'address',
  'section',
  'industry_name',
  'place',
  'number',
  'building_name',
  'confidence',
  'facts',
  'price',
] as const

/** Units in batches are many: of those the ledger itself says where they stand. */
export function memberRow(
  district: string,
  plan: string,
  { no, draft }: Numbered,
  member: PlacedUnit,
  at: number,
): CopyValue[] {
  const { unit, weight, reported, keys } = member
  const inBatch = draft.kind === 'instructor'
  return [
    district,
    plan,
    no,
    unit.id,
    no,
    unit.name,
    unit.code,
    weight,
    reported,
    unit.address,
    unit.section,
    unit.industryName,
    inBatch ? null : writeKeys(keys),
    inBatch ? null : unit.number,
    inBatch ? null : unit.buildingName,
    unit.confidence,
    inBatch ? null : JSON.stringify(factsOf(member)),
    draft.prices[at] ?? null,
  ]
}

function factsOf({ unit, was }: PlacedUnit): MemberFacts {
  const { industry, building, park, parent, lng, lat } = unit
  const known = Object.entries({ industry, building, park, parent, lng, lat, was })
  return Object.fromEntries(known.filter(([, value]) => value !== null))
}
