import type { PlanParams } from '../../contract.ts'

/** Every part of the rules' form gets all of them and gives all of them back. */
export interface ParamsProps {
  readonly params: PlanParams
  readonly onChange: (params: PlanParams) => void
}
