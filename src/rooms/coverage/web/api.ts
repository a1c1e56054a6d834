import type { coverageEndpoints } from '../contract.ts'
import { apiOf } from '../../../platform/web/api/client.ts'

export const coverageApi = apiOf<typeof coverageEndpoints>()
