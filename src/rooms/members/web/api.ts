import { apiOf } from '../../../platform/web/api/client.ts'
import type { membersEndpoints } from '../contract.ts'
import type { rostersEndpoints } from '../rosters/contract.ts'

export const membersApi = apiOf<typeof membersEndpoints>()
export const rostersApi = apiOf<typeof rostersEndpoints>()
