import type { unitsEndpoints } from '../contract.ts'
import { apiOf } from '../../../platform/web/api/client.ts'

export const unitsApi = apiOf<typeof unitsEndpoints>()
