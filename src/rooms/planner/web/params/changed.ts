import type { PlanParams } from '../../contract.ts'
import { defaultParams } from './default-params.ts'

const further = [
  'day',
  'usualUnits',
  'extraUnitPrice',
  'sameParent',
  'maxKilometres',
  'weights',
  'hosts',
  'industrySteps',
  'compareWith',
  'effort',
] as const

/** How many of the further rules differ from what everybody starts with. */
export function furtherChanged(params: PlanParams): number {
  const usual = { ...defaultParams, usualUnits: Math.min(defaultParams.usualUnits, params.maxUnits) }
  return further.filter((key) => JSON.stringify(params[key]) !== JSON.stringify(usual[key])).length
}

/** What does not fit together, as the key of its words; null when the plan can be made. */
export function paramsFault(params: PlanParams): 'number' | 'usual' | 'weights' | 'steps' | null {
  const { weights, hosts, maxKilometres, industrySteps } = params
  const numbers = [params.maxUnits, params.usualUnits, params.capacity, params.extraUnitPrice, maxKilometres ?? 1]
  if ([...numbers, ...Object.values(weights), ...Object.values(hosts), ...industrySteps].some(Number.isNaN)) {
    return 'number'
  }
  if (params.usualUnits > params.maxUnits) return 'usual'
  if (Object.values(weights).every((weight) => weight === 0)) return 'weights'
  return industrySteps.some((step, at) => at > 0 && step > (industrySteps[at - 1] ?? 0)) ? 'steps' : null
}
