import { apiOf } from '../../../../platform/web/api/client.ts'
import type { deadlinesEndpoints } from '../contract.ts'

export const deadlinesApi = apiOf<typeof deadlinesEndpoints>()
