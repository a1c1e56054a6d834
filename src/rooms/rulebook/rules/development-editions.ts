import type { Article } from '../../../kernel/shapes.ts'
import { rule, type BuiltInRule } from './rule.ts'

/** The revision of May 2026 took the place of the rules of 2014 with its publication. */
const REVISED_ON = '2026-05-18'
const OF_2014 = { regulation: '中国共产党发展党员工作细则（2014年）', validFrom: '2014-05-28', validTo: REVISED_ON }
const OF_2026 = { regulation: '中国共产党发展党员工作细则（2026年修订）', validFrom: REVISED_ON }

interface Wording {
  readonly article: string
  readonly text: string
  readonly certainty?: Article['certainty']
  readonly hard?: boolean
  readonly local?: boolean
  readonly params?: Record<string, number>
}

/**
 * One rule in the wording of 2014 and in that of 2026: a deed is judged by the edition in force on its day. The articles of
 * 2026 are known from published summaries, not from the text itself, and are marked so.
 */
export function inBothEditions(
  id: string,
  of2014: Wording,
  of2026: Partial<Wording> & { readonly article: string },
): BuiltInRule[] {
  const common = { id, topic: 'membership' as const }
  return [
    rule({ ...common, ...OF_2014, certainty: 'H', hard: true, ...of2014, version: 1 }),
    rule({ ...common, ...OF_2026, hard: true, ...of2014, local: false, certainty: 'M', ...of2026, version: 2 }),
  ]
}
