import type { Output } from '../../../../../platform/web/api/client.ts'
import type { DeclarationNotice, declarationsEndpoints } from '../../contract.ts'

export type Notice = DeclarationNotice
export type Receipt = Output<typeof declarationsEndpoints, 'declarations.declare'>
