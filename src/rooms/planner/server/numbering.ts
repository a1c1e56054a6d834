import type { PlacedUnit } from '../rules/cautions.ts'
import type { ProposalKind } from '../rules/decision.ts'
import type { Draft } from './draft.ts'
import { byAddress, townKey } from './order.ts'
import type { Standing } from './standing.ts'

/** A draft in its place, with what an earlier plan had decided about it. */
export interface Numbered {
  readonly no: number
  readonly draft: Draft
  readonly areaKey: string
  readonly standing: Standing | null
}

const KIND_ORDER: readonly ProposalKind[] = ['joint', 'own', 'uncovered', 'instructor']

/** By county and town, then joint, own, uncovered, instructors, then along the addresses. */
export function numberAll(all: readonly { draft: Draft; standing: Standing | null }[]): Numbered[] {
  return all
    .map((one) => ({ ...one, areaKey: townKey(one.draft.place.county, one.draft.place.town) }))
    .sort(
      (a, b) =>
        compareAreas(a, b) ||
        KIND_ORDER.indexOf(a.draft.kind) - KIND_ORDER.indexOf(b.draft.kind) ||
        byAddress(a.draft.members[0] as PlacedUnit, b.draft.members[0] as PlacedUnit),
    )
    .map((one, index) => ({ ...one, no: index + 1 }))
}

interface Keyed {
  readonly areaKey: string
  readonly draft: Draft
}

function compareAreas(a: Keyed, b: Keyed): number {
  if (a.areaKey === b.areaKey) return 0
  const [one, other] = [a.draft.place.county ?? '~', b.draft.place.county ?? '~']
  if (one !== other) return one < other ? -1 : 1
  if (a.draft.place.town === null) return 1
  if (b.draft.place.town === null) return -1
  return a.areaKey < b.areaKey ? -1 : 1
}
