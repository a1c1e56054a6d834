import type { PlanParams, PlanWeights } from '../../contract.ts'
import { presetOf } from './presets.ts'
import type { useParamsWords } from './words.ts'

type Words = ReturnType<typeof useParamsWords>

/** A scenario's rules in one line: what is fixed first, then what counts, then what is preferred. */
export function sayParams(params: PlanParams, words: Words): string {
  const { say } = words
  const parts = [
    say.within(words.withins[params.within]),
    params.usualUnits < params.maxUnits ? say.usual(params.usualUnits, params.maxUnits) : say.most(params.maxUnits),
    ...(params.sameParent ? [say.sameParent] : []),
    ...(params.maxKilometres === null ? [] : [say.kilometres(params.maxKilometres)]),
    say.capacity(params.capacity),
    ...(params.countReported ? [say.countReported] : []),
    sayWeights(params.weights, words),
    ...sayHosts(params.hosts, words),
  ]
  return parts.join('；')
}

function sayWeights(weights: PlanWeights, words: Words): string {
  const preset = presetOf(weights)
  if (preset !== null) return words.presets[preset].name
  const counted = weightOrder.filter((key) => weights[key] > 0)
  return counted.map((key) => `${words.weights[key].short} ${weights[key]}`).join('、')
}

function sayHosts(hosts: PlanParams['hosts'], words: Words): string[] {
  const least = Math.min(...Object.values(hosts))
  const preferred = hostOrder.filter((key) => hosts[key] === least)
  return preferred.length === hostOrder.length
    ? []
    : [words.say.hosts(preferred.map((key) => words.hosts[key]).join('、'))]
}

export const weightOrder = ['address', 'distance', 'industry', 'links', 'stability', 'secretary'] as const
export const hostOrder = ['building', 'park', 'industry', 'area'] as const
