import type { FoundingCase, FoundingKind } from '../../contract.ts'
import type { Found } from '../../../web/parts/finder.tsx'
import type { HostKind } from '../../../contract.ts'

/** A draft in the making. What is `null` follows the advice until somebody writes it. */
export interface DraftState {
  readonly units: readonly Found[]
  readonly kind: FoundingKind | null
  readonly name: string | null
  readonly superior: Found | null | undefined
  readonly area: Found | null | undefined
  readonly host: HostKind | ''
  readonly hostName: string
  readonly until: string
  readonly secretaryReady: boolean
  readonly remark: string
}

export const EMPTY: DraftState = {
  units: [],
  kind: null,
  name: null,
  superior: undefined,
  area: undefined,
  host: '',
  hostName: '',
  until: '',
  secretaryReady: true,
  remark: '',
}

/** The draft as it was last saved. */
export function stateOf({ plan, members, superiorName, areaName }: FoundingCase): DraftState {
  return {
    units: members.map(({ unit, name }) => ({ id: unit, name })),
    kind: plan.kind,
    name: plan.name,
    superior: plan.superior === null ? null : { id: plan.superior, name: superiorName ?? '' },
    area: { id: plan.area, name: areaName ?? '' },
    host: plan.host?.kind ?? '',
    hostName: plan.host?.name ?? '',
    until: plan.until ?? '',
    secretaryReady: plan.secretaryReady,
    remark: plan.remark,
  }
}

/** What advice is asked for. */
export function questionOf(state: DraftState, id: string | undefined) {
  const { units, kind, host, hostName, until, secretaryReady } = state
  return {
    units: units.map((unit) => unit.id),
    ...(kind === null ? {} : { kind }),
    host: host === '' ? null : { kind: host, name: hostName.trim() === '' ? '—' : hostName.trim() },
    until: until === '' ? null : until,
    secretaryReady,
    ...(id === undefined ? {} : { id }),
  }
}
