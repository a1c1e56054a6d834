import type { PlanParams } from '../../contract.ts'

/** The contract's defaults; repeated because the contract itself is not shipped to the browser. */
export const defaultParams: PlanParams = {
  within: 'town',
  maxUnits: 5,
  usualUnits: 5,
  extraUnitPrice: 20,
  capacity: 5,
  countReported: false,
  sameParent: false,
  maxKilometres: null,
  weights: { address: 1, distance: 0, industry: 0, links: 0, stability: 0, secretary: 0 },
  hosts: { building: 0, park: 0, industry: 0, area: 0 },
  industrySteps: [6, 4, 2, 1, 0],
  effort: 'usual',
}
