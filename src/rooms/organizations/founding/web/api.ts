import { apiOf } from '../../../../platform/web/api/client.ts'
import type { foundingEndpoints } from '../contract.ts'

export const foundingApi = apiOf<typeof foundingEndpoints>()
