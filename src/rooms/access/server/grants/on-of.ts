import type { On } from '../../contract.ts'

/** What a grant's row says it stands on. The table's check holds that each kind has its columns; an empty area would be the whole office. */
export function onOf(row: {
  readonly kind: On['kind']
  readonly area: string | null
  readonly section: string | null
  readonly unit: string | null
  readonly organization: string | null
}): On {
  const { kind, area, section, unit, organization } = row
  if (kind === 'self') return { kind }
  if (kind === 'unit' && unit !== null) return { kind, unit }
  if (kind === 'organization' && organization !== null) return { kind, organization }
  if (kind === 'area' && area !== null) return { kind, area }
  if (kind === 'line' && area !== null && section !== null) return { kind, section, area }
  throw new Error(`a grant on ${kind} lacks what it stands on`)
}
