/**
 * The words offices write above a column, by what the column means. Headings are compared in the form of header-text.ts
 * (no blanks, brackets, units of measure or numbering). Lists are written as texts, their words parted by blanks:
 *
 * `words`    whole headings that mean the field without doubt
 * `weak`     whole headings that mean it unless something better is there
 * `parts`    `a+b`: pieces that must all occur in the heading together with its group heading, in any order
 * `not`      pieces of the heading that make it something else, unless it is one of the words
 * `notUnder` pieces of the group heading that do so in any case
 */
import type { ContentName } from './contents.ts'
import { OTHER_FIELDS } from './fields-other.ts'
import { PARTY_FIELDS } from './fields-party.ts'
import { UNIT_FIELDS } from './fields-units.ts'
import type { FieldKey } from './types.ts'

export interface WrittenWords {
  readonly label: string
  readonly words: string
  readonly weak?: string
  readonly parts?: string
  readonly not?: string
  readonly notUnder?: string
  /** What the column's cells look like; absent: anything. */
  readonly content?: ContentName
  /** May stand in several columns. */
  readonly many?: boolean
  /** What a person should know of every such column, said beside the words that decided. */
  readonly aside?: string
  /** Why it is recognised yet not taken. */
  readonly notTaken?: string
}

/** In the order in which mapping screens offer them. */
export const FIELDS: Readonly<Record<FieldKey, WrittenWords>> = { ...UNIT_FIELDS, ...PARTY_FIELDS, ...OTHER_FIELDS }

export const FIELD_KEYS = Object.keys(FIELDS) as FieldKey[]

export function wordsOf(list: string | undefined): string[] {
  return list === undefined ? [] : list.split(/\s+/)
}
