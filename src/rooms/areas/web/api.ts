import type { areasEndpoints } from '../contract.ts'
import { apiOf } from '../../../platform/web/api/client.ts'

export const areasApi = apiOf<typeof areasEndpoints>()
