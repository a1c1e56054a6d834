import type { plannerEndpoints } from '../contract.ts'
import { apiOf } from '../../../platform/web/api/client.ts'

export const plannerApi = apiOf<typeof plannerEndpoints>()
