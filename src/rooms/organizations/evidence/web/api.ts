import { apiOf } from '../../../../platform/web/api/client.ts'
import type { evidenceEndpoints } from '../contract.ts'

export const evidenceApi = apiOf<typeof evidenceEndpoints>()
