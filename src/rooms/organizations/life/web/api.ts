import { apiOf } from '../../../../platform/web/api/client.ts'
import type { lifeEndpoints } from '../contract.ts'

export const lifeApi = apiOf<typeof lifeEndpoints>()
