import { apiOf } from '../../../../platform/web/api/client.ts'
import type { developmentEndpoints } from '../contract.ts'

export const developmentApi = apiOf<typeof developmentEndpoints>()
