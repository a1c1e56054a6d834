import type { Output } from '../../../../platform/web/api/client.ts'
import type { plannerEndpoints } from '../../contract.ts'

export type Proposal = Output<typeof plannerEndpoints, 'planner.proposal'>
export type Member = Proposal['members'][number]
