import { OrganizationPage } from '../../rooms/organizations/web/pages/organization.tsx'
import type { OrganizationCard } from '../../rooms/organizations/web/public.tsx'

/** Cards of rooms that come after the organisations; add one line each. */
const further: readonly OrganizationCard[] = []

/** An organisation with what later rooms know of it. */
export function Organization() {
  return <OrganizationPage further={further} />
}
