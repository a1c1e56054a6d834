import type { Trial } from '../contract.ts'
import type { Known } from './known.ts'

/** Collects what speaks against a deed, what asks for a reason and what follows from it. */
export interface Judgement extends Trial {
  refuse(code: string, why: string, rule?: string): void
  /** A rule that says “一般”: allowed with a reason. */
  ask(rule: string, why: string): void
  follow(words: string): void
}

export function openJudgement({ numbers }: Known): Judgement {
  const trial: Trial = { refused: [], soft: [], follows: [] }
  return {
    ...trial,
    refuse: (code, why, rule) =>
      void trial.refused.push({ code, why, article: rule === undefined ? null : numbers.article(rule) }),
    ask: (rule, why) => void trial.soft.push({ rule, why, article: numbers.article(rule) }),
    follow: (words) => void trial.follows.push(words),
  }
}

/** `甲、乙、丙等 5 家`. */
export function sayNames(names: readonly string[], counter: string): string {
  const shown = names.slice(0, 3).map((name) => `“${name}”`)
  return names.length <= 3 ? shown.join('、') : `${shown.join('、')}等 ${names.length} ${counter}`
}
