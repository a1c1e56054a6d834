import type { Output } from '../../../../../platform/web/api/client.ts'
import type { declarationsEndpoints } from '../../contract.ts'

export type Notice = Output<typeof declarationsEndpoints, 'declarations.notice'>
export type Receipt = Output<typeof declarationsEndpoints, 'declarations.declare'>
