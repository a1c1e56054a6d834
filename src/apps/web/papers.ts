import { apiOf } from '../../platform/web/api/client.ts'
import type { documentsEndpoints } from '../../rooms/documents/contract.ts'

/** Papers in official layout: made by a later room than the screens that offer them. */
export const documentsApi = apiOf<typeof documentsEndpoints>()
