import type { platformEndpoints } from '../../contract.ts'
import { apiOf } from './client.ts'

export const platformApi = apiOf<typeof platformEndpoints>()
