import type { Preset } from '../contract.ts'
import { sayLine } from './due.ts'

/** Denominators that a headline or a target may name; the coverage room counts them. */
const DENOMINATORS = ['operating', 'registered', 'due', 'with-member'] as const

function known(name: string): boolean {
  return (DENOMINATORS as readonly string[]).includes(name)
}

/** What makes a preset unusable, in the office's words; null when nothing does. */
export function refusePreset(preset: Pick<Preset, 'headline' | 'targets' | 'due' | 'sizeClasses'>): string | null {
  if (!known(preset.headline)) return `没有叫“${preset.headline}”的分母。`
  for (const { figure, denominator } of preset.targets) {
    if (!known(denominator) && !(figure === 'work' && denominator === 'rest')) {
      return `目标里的分母“${denominator}”不能用。`
    }
  }
  const empty = preset.due.flat().find(({ atLeast, below }) => below !== null && below <= atLeast)
  if (empty) return `“${sayLine([empty])}”的上限要大于下限。`
  const keys = preset.sizeClasses.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) return '规模分档有重复。'
  return null
}
