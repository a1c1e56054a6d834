import type { rulebookEndpoints } from '../contract.ts'
import { apiOf } from '../../../platform/web/api/client.ts'

export const rulebookApi = apiOf<typeof rulebookEndpoints>()
