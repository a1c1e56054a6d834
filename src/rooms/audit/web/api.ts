import { apiOf } from '../../../platform/web/api/client.ts'
import type { auditEndpoints } from '../contract.ts'

export const auditApi = apiOf<typeof auditEndpoints>()
