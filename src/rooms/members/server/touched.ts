import type { StoredMember } from './stored.ts'

/** What a deed changed, so that what follows from it is settled once at its end. */
export interface Touched {
  readonly members: Set<string>
  readonly organizations: Set<string>
  readonly units: Set<string>
}

export function nothingTouched(): Touched {
  return { members: new Set(), organizations: new Set(), units: new Set() }
}

export function touch(touched: Touched, member: Pick<StoredMember, 'id' | 'organization' | 'unit'>): void {
  touched.members.add(member.id)
  if (member.organization !== null) touched.organizations.add(member.organization)
  if (member.unit !== null) touched.units.add(member.unit)
}
