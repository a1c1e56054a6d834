/**
 * GB/T 4754-2017, the national classification of economic activities: 20 sections (A–T), 97 divisions, 473 groups, 1,381 classes.
 * Codes are held without the section letter (`1311`); `findIndustry` takes them with or without it (`C1311`).
 */
import { halfWidth } from './plain-text.ts'
import { GOODS } from './industry-data-goods.ts'
import { SERVICES } from './industry-data-services.ts'

export type IndustryLevel = 'section' | 'division' | 'group' | 'class'

export interface Industry {
  /** `C`, `13`, `131` or `1311`. */
  readonly code: string
  readonly name: string
  readonly level: IndustryLevel
  /** The section's letter. */
  readonly section: string
  /** The next level up; null for a section. */
  readonly parent: string | null
}

let table: ReadonlyMap<string, Industry> | null = null

/** All 1,971 entries in the order of the standard, by code; built on first use (about 2 ms). */
export function industries(): ReadonlyMap<string, Industry> {
  table ??= build()
  return table
}

function build(): ReadonlyMap<string, Industry> {
  const found = new Map<string, Industry>()
  let section = ''
  const add = (code: string, name: string, level: IndustryLevel, parent: string | null): void => {
    found.set(code, { code, name, level, section, parent })
  }
  for (const line of `${GOODS}${SERVICES}`.split('\n')) {
    const [code, rest] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
    if (line === '') continue
    if (code.length === 1) {
      section = code
      add(code, rest, 'section', null)
    } else if (code.length === 2) {
      add(code, rest, 'division', section)
    } else {
      const [name = '', classes] = rest.split(': ')
      add(code, name, 'group', code.slice(0, 2))
      if (classes === undefined) add(`${code}0`, name, 'class', code)
      else for (const entry of classes.split('|')) add(code + entry.charAt(0), entry.slice(2), 'class', code)
    }
  }
  return found
}

/** By code with or without its section letter, any width and case (`C1311`, `c13`, `1311`); null when there is none such. */
export function findIndustry(code: string): Industry | null {
  const plain = halfWidth(code).trim().toUpperCase()
  const shape = /^([A-T]?)(\d{2,4})?$/.exec(plain)
  if (shape === null || plain === '') return null
  const [, letter = '', digits] = shape
  const entry = industries().get(digits ?? letter)
  if (entry === undefined || (letter !== '' && entry.section !== letter)) return null
  return entry
}

/**
 * A cell of a column 行业: a code, a name, or both (`F5132 服装批发`, `批发业`, `制造业-服装`). The code wins when the two disagree;
 * of several names the most precise counts. Null when neither a code nor a name of the standard is in it.
 */
export function readIndustry(text: string): Industry | null {
  const plain = halfWidth(text).trim()
  const code = /(?<![0-9A-Za-z])([A-Ta-t]?\d{2,4}|[A-Ta-t])(?![0-9A-Za-z])/.exec(plain)?.[1]
  const byCode = code === undefined ? null : findIndustry(code)
  if (byCode !== null) return byCode
  const names = plain.split(/[-—>/|；;:：\s]+/).map((name) => byName().get(name))
  return names.findLast((entry) => entry !== undefined) ?? byName().get(plain) ?? null
}

let names: ReadonlyMap<string, Industry> | null = null

/** Where two levels share a name (其他采矿业) the higher one stands: a bare name does not say more. */
function byName(): ReadonlyMap<string, Industry> {
  if (names !== null) return names
  const found = new Map<string, Industry>()
  for (const entry of industries().values()) if (!found.has(entry.name)) found.set(entry.name, entry)
  names = found
  return names
}

/** From the section down to the entry itself; empty for an unknown code. */
export function industryPath(code: string): readonly Industry[] {
  const entry = findIndustry(code)
  if (entry === null) return []
  return entry.parent === null ? [entry] : [...industryPath(entry.parent), entry]
}

/**
 * How far apart two units' lines of business are: 0 same class, 1 same group, 2 same division, 4 same section, 6 otherwise.
 * A code that stops at a higher level shares no more than that level; an unknown or missing code is 6 from everything.
 */
export function industryDistance(a: string | null, b: string | null): 0 | 1 | 2 | 4 | 6 {
  const [one, two] = [a === null ? null : findIndustry(a), b === null ? null : findIndustry(b)]
  if (one === null || two === null || one.section !== two.section) return 6
  const shared = (length: number): boolean =>
    one.code.length >= length && one.code.slice(0, length) === two.code.slice(0, length)
  if (one.level === 'section' || two.level === 'section' || !shared(2)) return 4
  if (!shared(3)) return 2
  return shared(4) ? 0 : 1
}
