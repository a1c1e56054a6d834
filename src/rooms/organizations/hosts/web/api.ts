import { apiOf } from '../../../../platform/web/api/client.ts'
import type { hostsEndpoints } from '../contract.ts'

export const hostsApi = apiOf<typeof hostsEndpoints>()
