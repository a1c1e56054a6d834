/**
 * How well a heading fits each field. The heading itself counts most; its group heading (`党组织情况` above `成立时间`)
 * can complete it or rule a field out.
 *
 * 1 the heading is one of the field's words · 0.95 it is so without its group (0.85: a word of two characters) · 0.8 a weak word ·
 * 0.75–0.95 all pieces of a part · 0.4–0.85 a word is contained, by its share of the heading
 */
import { FIELDS, FIELD_KEYS, wordsOf } from './fields.ts'
import { headerKey } from './header-text.ts'
import type { FieldKey } from './types.ts'

export interface HeaderMatch {
  readonly field: FieldKey
  readonly score: number
  /** The word or pieces that decided. */
  readonly word: string
}

/** A heading that fits a field at least so well is taken for one. */
export const GOOD_MATCH = 0.6

interface Prepared {
  readonly field: FieldKey
  readonly words: ReadonlyMap<string, string>
  readonly weak: ReadonlyMap<string, string>
  readonly parts: readonly (readonly string[])[]
  readonly not: readonly string[]
  readonly notUnder: readonly string[]
}

const PREPARED: readonly Prepared[] = FIELD_KEYS.map((field) => {
  const { words, weak, parts, not, notUnder } = FIELDS[field]
  return {
    field,
    words: keyed(words),
    weak: keyed(weak),
    parts: wordsOf(parts).map((pieces) => pieces.split('+')),
    not: wordsOf(not),
    notUnder: wordsOf(notUnder),
  }
})

function keyed(list: string | undefined): ReadonlyMap<string, string> {
  return new Map(wordsOf(list).map((word) => [headerKey(word) || word, word]))
}

/** Every word that stands alone as a heading, as it is written: for a quick look at rows among the data. */
export const HEADING_WORDS: ReadonlySet<string> = new Set(
  FIELD_KEYS.flatMap((field) => wordsOf(FIELDS[field].words)).filter((word) => word.length > 1),
)

const known = new Map<string, readonly HeaderMatch[]>()

/** Best first; `path` runs from the group heading down. */
export function matchHeader(path: readonly string[]): readonly HeaderMatch[] {
  const keys = path.map(headerKey).filter((key, i, all) => key !== '' && key !== all[i - 1])
  const id = keys.join('/')
  let matches = known.get(id)
  if (matches === undefined) {
    matches = keys.length === 0 ? [] : rank(keys)
    if (known.size < 5000) known.set(id, matches)
  }
  return matches
}

function rank(keys: readonly string[]): HeaderMatch[] {
  const leaf = keys.at(-1) ?? ''
  const groups = keys.slice(0, -1).join('')
  const matches: HeaderMatch[] = []
  for (const field of PREPARED) {
    const match = matchField(field, leaf, groups)
    if (match !== null) matches.push(match)
  }
  return matches.sort((a, b) => b.score - a.score)
}

function matchField(field: Prepared, leaf: string, groups: string): HeaderMatch | null {
  if (field.notUnder.some((piece) => groups.includes(piece))) return null
  const whole = groups + leaf
  const found = (score: number, word: string): HeaderMatch => ({ field: field.field, score, word })
  const exact = field.words.get(whole) ?? (groups === '' ? undefined : field.words.get(leaf + groups))
  if (exact !== undefined) return found(1, exact)
  const alone = field.words.get(leaf)
  // 人数, 名称, 姓名 under a group may be the group's own: what is told by both together goes first.
  if (alone !== undefined) return found(groups !== '' && leaf.length <= 2 ? 0.85 : 0.95, alone)
  const weak = field.weak.get(leaf)
  if (weak !== undefined) return found(0.8, weak)
  if (field.not.some((piece) => leaf.includes(piece))) return null
  let best: HeaderMatch | null = null
  for (const pieces of field.parts) {
    // At least one piece is in the heading itself: a group heading alone says nothing of the column.
    if (!pieces.every((piece) => whole.includes(piece)) || !pieces.some((piece) => leaf.includes(piece))) continue
    const share = pieces.reduce((sum, piece) => sum + piece.length, 0) / whole.length
    const score = 0.75 + 0.2 * Math.min(1, share)
    if (best === null || score > best.score) best = found(score, pieces.join('…'))
  }
  for (const [word, shown] of field.words) {
    const share = word.length / leaf.length
    if (word.length < 2 || (word.length < 3 && share < 0.6) || !leaf.includes(word)) continue
    const score = 0.35 + 0.5 * share
    if (best === null || score > best.score) best = found(score, shown)
  }
  return best
}
