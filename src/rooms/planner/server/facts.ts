import { sharedByAll } from '../rules/address.ts'
import { cautionsOfBatch, cautionsOfFounder, cautionsOfGroup, type PlacedUnit } from '../rules/cautions.ts'
import { levelCost } from '../rules/costs.ts'
import type { ProposalKind } from '../rules/decision.ts'
import { hostOf } from '../rules/hosts.ts'
import { groupCost } from '../rules/price.ts'
import { isVacancy } from '../rules/vacancy.ts'
import { whyInstructor, whyJoint, whyOwn } from '../rules/why.ts'
import type { Draft, DraftInput } from './draft.ts'
import { byAddress } from './order.ts'
import { placeOf } from './places.ts'

/** What follows from a proposal's kind and members alone. */
export function draftFacts(
  kind: ProposalKind,
  members: readonly PlacedUnit[],
  instructor: string | null,
  input: DraftInput,
): Omit<Draft, 'alternatives' | 'nearest'> {
  const sorted = [...members].sort(byAddress)
  const place = placeOf(sorted, input)
  const shared = sharedByAll(sorted.map(({ keys }) => keys))
  const weights = sorted.map(({ weight }) => weight)
  const { maxUnits, capacity, hosts } = input.params
  const joined = kind === 'joint' && sorted.length > 1
  const host = joined
    ? hostOf(
        sorted.map(({ unit }) => unit),
        hosts,
      )
    : null
  const common = { kind, place, members: sorted, instructor, host, prices: [], obstacle: null }
  switch (kind) {
    case 'own':
      return { ...common, cost: 0, why: whyOwn(weights[0] ?? 0), cautions: cautionsOfFounder(sorted[0] as PlacedUnit) }
    case 'instructor':
      return {
        ...common,
        cost: sorted.length * levelCost(shared).cost,
        why: whyInstructor({
          units: sorted.length,
          near: levelCost(shared).words,
          place: place.name,
          capacity,
          vacant: isVacancy(instructor),
          load: null,
        }),
        cautions: cautionsOfBatch(sorted),
      }
    case 'joint':
    case 'uncovered':
      return {
        ...common,
        cost: groupCost(sorted, input.yardstick),
        why: whyJoint({ weights, shared, place: place.name, maxUnits, host }),
        cautions: cautionsOfGroup(sorted, input.sectionName, input.yardstick),
      }
  }
}
