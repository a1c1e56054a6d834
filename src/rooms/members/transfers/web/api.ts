import { apiOf } from '../../../../platform/web/api/client.ts'
import type { floatingEndpoints, transfersEndpoints } from '../contract.ts'

export const transfersApi = apiOf<typeof transfersEndpoints>()
export const floatingApi = apiOf<typeof floatingEndpoints>()
