import type { PlanWeights } from '../../contract.ts'

const only = { distance: 0, industry: 0, links: 0, stability: 0, secretary: 0 }

/**
 * Weights that fit together. One step of address (same road instead of same building) costs 2; an industry weight of 1
 * lets kinds of business decide among neighbours but not move a unit to another road; a pair kept is worth two roads.
 */
export const presets = {
  address: { address: 1, ...only },
  industry: { address: 1, ...only, industry: 1 },
  steady: { address: 1, ...only, stability: 4 },
} as const satisfies Record<string, PlanWeights>

export type Preset = keyof typeof presets
export const presetKeys: readonly Preset[] = ['address', 'industry', 'steady']

const weightKeys = ['address', 'distance', 'industry', 'links', 'stability', 'secretary'] as const

/** Which preset these weights are; null when they are the office's own. */
export function presetOf(weights: PlanWeights): Preset | null {
  return presetKeys.find((key) => weightKeys.every((part) => presets[key][part] === weights[part])) ?? null
}
