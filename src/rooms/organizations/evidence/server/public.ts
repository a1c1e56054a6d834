/** Papers behind steps and deeds, for the sub-rooms. */
export { handEvidence, keepEvidence, listEvidence, type NewEvidence } from './evidence.ts'
export { forget, receiveEvidence, type Received, type Sent } from './receive.ts'
