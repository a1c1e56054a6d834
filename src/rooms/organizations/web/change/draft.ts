import type { HostKind, OrganizationChange, OrganizationKind, OrganizationPage } from '../../contract.ts'
import type { Found } from '../parts/finder.tsx'

export interface DraftPart {
  readonly key: number
  readonly name: string
  readonly kind: OrganizationKind | ''
  readonly units: readonly Found[]
}

/** What stands in the fields. */
export interface Draft {
  readonly name: string
  readonly kind: OrganizationKind | ''
  readonly organization: Found | null
  /** No superior. */
  readonly none: boolean
  readonly area: Found | null
  readonly units: readonly Found[]
  readonly parts: readonly DraftPart[]
  readonly code: string
  readonly founded: string
  readonly hostKind: string
  readonly hostName: string
  readonly remark: string
}

export function draftOf({ code, founded, host, remark }: OrganizationPage): Draft {
  return {
    name: '',
    kind: '',
    organization: null,
    none: false,
    area: null,
    units: [],
    parts: [{ key: 1, name: '', kind: 'branch', units: [] }],
    code: code ?? '',
    founded: founded ?? '',
    hostKind: host?.kind ?? '',
    hostName: host?.name ?? '',
    remark: remark ?? '',
  }
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())
const ids = (items: readonly Found[]): string[] => items.map(({ id }) => id)

/** The change that the fields describe; null while something is missing. */
export function changeOf(doing: OrganizationChange['change'], draft: Draft): OrganizationChange | null {
  const name = draft.name.trim()
  switch (doing) {
    case 'rename':
      return name.length < 2 ? null : { change: 'rename', name }
    case 'retype':
      return draft.kind === '' ? null : { change: 'retype', kind: draft.kind, ...(name.length < 2 ? {} : { name }) }
    case 'move':
      if (draft.none) return { change: 'move', superior: null }
      return draft.organization === null ? null : { change: 'move', superior: draft.organization.id }
    case 'place':
      return draft.area === null ? null : { change: 'place', area: draft.area.id }
    case 'details':
      return {
        change: 'details',
        code: orNull(draft.code),
        founded: orNull(draft.founded),
        // The options of the field are exactly these kinds.
        host: draft.hostKind === '' ? null : { kind: draft.hostKind as HostKind, name: draft.hostName.trim() },
        remark: orNull(draft.remark),
      }
    case 'attach':
    case 'detach':
      return draft.units.length === 0 ? null : { change: doing, units: ids(draft.units) }
    case 'split': {
      const parts = draft.parts.flatMap((part) =>
        part.kind === '' || part.name.trim().length < 2
          ? []
          : [{ name: part.name.trim(), kind: part.kind, units: ids(part.units) }],
      )
      return parts.length < draft.parts.length || parts.length === 0 ? null : { change: 'split', parts }
    }
    case 'merge':
      return draft.organization === null ? null : { change: 'merge', into: draft.organization.id }
    case 'revoke':
      return { change: 'revoke', ...(draft.organization === null ? {} : { membersTo: draft.organization.id }) }
    case 'file':
      return { change: 'file' }
  }
}
