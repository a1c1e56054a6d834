import { lifeCard } from '../life/web/card.tsx'
import { postsCard } from '../posts/web/card.tsx'
import type { OrganizationCard } from './public.tsx'

/** Cards of the other parts of the room on the page of an organisation; add one line each. */
export const organizationCards: readonly OrganizationCard[] = [postsCard, lifeCard]
