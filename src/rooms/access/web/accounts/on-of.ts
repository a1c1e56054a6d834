import type { On } from '../../contract.ts'

/** What stands in the fields. */
export interface Choice {
  readonly kind: On['kind']
  readonly area: string | null
  /** The whole office, said in so many words. */
  readonly whole: boolean
  readonly section: string
  readonly unit: string | null
  readonly organization: string | null
}

/** Upon what a role is to be granted; null while it is missing: an empty field gives nothing, not everything. */
export function onOf({ kind, area, whole, section, unit, organization }: Choice): On | null {
  if (kind === 'self') return { kind }
  if (kind === 'unit') return unit === null ? null : { kind, unit }
  if (kind === 'organization') return organization === null ? null : { kind, organization }
  if (area === null && !whole) return null
  const where = whole ? '' : (area ?? '')
  return kind === 'area' ? { kind, area: where } : { kind, section, area: where }
}
