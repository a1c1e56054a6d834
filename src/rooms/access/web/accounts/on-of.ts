import type { On } from '../../contract.ts'

/** What stands in the fields; an area that is not chosen is the whole office. */
export interface Choice {
  readonly kind: On['kind']
  readonly area: string | null
  readonly section: string
  readonly unit: string | null
  readonly organization: string | null
}

/** Upon what a role is to be granted; null while the unit or the organisation is missing. */
export function onOf({ kind, area, section, unit, organization }: Choice): On | null {
  if (kind === 'area') return { kind, area: area ?? '' }
  if (kind === 'line') return { kind, section, area: area ?? '' }
  if (kind === 'unit') return unit === null ? null : { kind, unit }
  if (kind === 'organization') return organization === null ? null : { kind, organization }
  return { kind }
}
