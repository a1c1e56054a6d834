import { apiOf } from '../../../../platform/web/api/client.ts'
import type { declarationsEndpoints } from '../contract.ts'

export const declarationsApi = apiOf<typeof declarationsEndpoints>()
