import type { organizationsEndpoints } from '../contract.ts'
import { apiOf } from '../../../platform/web/api/client.ts'

export const organizationsApi = apiOf<typeof organizationsEndpoints>()
