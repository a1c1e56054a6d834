import type { ReactNode } from 'react'
import type { OrganizationPage } from '../contract.ts'

/** What later rooms' screens may use of the organisations'. */
export { organizationsApi } from './api.ts'
export { TrialPanel } from './change/trial.tsx'
export { AreaFinder } from './parts/area-finder.tsx'
export { Finder, type Found } from './parts/finder.tsx'
export { OrganizationFinder, type PickedOrganization } from './parts/organization-finder.tsx'
export { UnitFinder } from './parts/unit-finder.tsx'

/** A card that a part of the room puts on the page of an organisation. */
export interface OrganizationCard {
  readonly key: string
  /** Smaller stands higher: posts 10, deadlines 20, life 30, members 40, papers 50. */
  readonly order: number
  /** The left column is wide, the right one narrow. */
  readonly side: 'left' | 'right'
  readonly Card: (props: { readonly organization: OrganizationPage }) => ReactNode
}
