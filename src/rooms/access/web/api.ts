import { apiOf } from '../../../platform/web/api/client.ts'
import type { accessEndpoints } from '../contract.ts'
import type { personalEndpoints } from '../personal/contract.ts'

export const accessApi = apiOf<typeof accessEndpoints>()
export const personalApi = apiOf<typeof personalEndpoints>()
