import { apiOf } from '../../../../platform/web/api/client.ts'
import type { registerEndpoints } from '../contract.ts'

export const registerApi = apiOf<typeof registerEndpoints>()
