import { countText } from '../../../../platform/web/format.ts'
import type { Preset } from '../../contract.ts'
import type { zh } from './words.zh.ts'

/** `正式党员 3 名以上，或者职工 50 人以上、不足 80 人，且营业收入 500 万元以上` */
export function sayDue(words: typeof zh, due: Preset['due']): string {
  return due.map((line) => sayLine(words, line)).join(words.or)
}

export function sayLine(words: typeof zh, line: Preset['due'][number]): string {
  return line
    .map(({ field, atLeast, below }) =>
      below === null
        ? words.atLeast(words.fields[field], countText(atLeast), words.measures[field])
        : words.between(words.fields[field], countText(atLeast), countText(below), words.measures[field]),
    )
    .join(words.and)
}
