import { developmentCard } from '../../rooms/members/development/web/card.tsx'
import { transfersCard } from '../../rooms/members/transfers/web/cards/organization-card.tsx'
import { membersCard } from '../../rooms/members/web/public.tsx'
import { OrganizationPage } from '../../rooms/organizations/web/pages/organization.tsx'

/** Cards of rooms that come after the organisations; add yours. */
const more = [membersCard, developmentCard, transfersCard]

/** An organisation with what later rooms know of it. */
export function Organization() {
  return <OrganizationPage more={more} />
}
