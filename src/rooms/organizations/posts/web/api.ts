import { apiOf } from '../../../../platform/web/api/client.ts'
import type { postsEndpoints } from '../contract.ts'

export const postsApi = apiOf<typeof postsEndpoints>()
