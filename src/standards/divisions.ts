import type { Day } from '../kernel/day.ts'
import { divisionChanges, type DivisionChange } from './division-changes.ts'

/**
 * Administrative divisions of GB/T 2260 (province, city, county: six digits) continued by the statistical codes of towns
 * (nine digits) and communities (twelve). Codes nest by prefix: 210211020 lies in 210211, 210200, 210000. The rows are
 * handed in; retired county and city codes come from `division-changes.ts` and stay readable by name and code.
 */
export type DivisionLevel = 'province' | 'city' | 'county' | 'town' | 'community'

export interface DivisionRow {
  /** 2, 4 or 6 digits (padded to six here), 9 for towns, 12 for communities. */
  readonly code: string
  readonly name: string
}

export interface Division {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parent: string | null
  /** A development zone that the statistical tables list beside the counties (codes …71 to …79). */
  readonly zone: boolean
  readonly validFrom: Day | null
  /** First day on which it is no longer in force; null while it is. For retired codes the upper bound is given. */
  readonly validTo: Day | null
  /** Present codes of a retired division. */
  readonly successors: readonly string[]
}

export interface Divisions {
  /** In force, in code order. */
  readonly current: readonly Division[]
  readonly retired: readonly Division[]
  get(code: string): Division | null
  children(code: string): readonly Division[]
  /** Codes from the province down to `code` itself; unknown middle levels are left out. */
  path(code: string): string[]
  /** Present codes for a code that may be retired; empty when neither is known. */
  resolve(code: string): readonly string[]
}

const PADDED_LENGTH = 6

/** `21` → 210000, `2102` → 210200; longer codes stay. */
export function padCode(code: string): string {
  return code.padEnd(PADDED_LENGTH, '0')
}

/** `210200` → `2102`, `210000` → `21`: the digits every code inside begins with. */
export function codePrefix(code: string): string {
  if (code.length > PADDED_LENGTH) return code
  return code.replace(/^(..)0000$/, '$1').replace(/^(....)00$/, '$1')
}

export function levelOf(code: string): DivisionLevel {
  if (code.length === 12) return 'community'
  if (code.length === 9) return 'town'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

/** The code one level up by prefix; null for a province. */
export function parentCode(code: string): string | null {
  switch (levelOf(code)) {
    case 'community':
      return code.slice(0, 9)
    case 'town':
      return code.slice(0, 6)
    case 'county':
      return `${code.slice(0, 4)}00`
    case 'city':
      return `${code.slice(0, 2)}0000`
    case 'province':
      return null
  }
}

/** Development zones stand at …71 to …79 of a city; a few ordinary counties used to (东莞 has none). */
const ZONE_CODE = /^\d{4}7[1-9]$/
const ZONE_NAME = /区$|新城$|管委会$/

export function makeDivisions(
  rows: readonly DivisionRow[],
  changes: readonly DivisionChange[] = divisionChanges,
): Divisions {
  const byCode = new Map<string, Division>()
  const kids = new Map<string, Division[]>()
  for (const row of rows) {
    const code = padCode(row.code)
    const found: Division = {
      code,
      name: row.name,
      level: levelOf(code),
      parent: parentCode(code),
      zone: ZONE_CODE.test(code) && ZONE_NAME.test(row.name) && row.name.length > 3,
      validFrom: null,
      validTo: null,
      successors: [],
    }
    byCode.set(code, found)
  }
  const current = [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
  for (const division of current) {
    if (division.parent === null) continue
    const list = kids.get(division.parent)
    if (list) list.push(division)
    else kids.set(division.parent, [division])
  }
  const retired: Division[] = []
  const retiredByCode = new Map<string, Division>()
  for (const change of changes) {
    const successors = change.successors.filter((code) => byCode.has(code))
    if (successors.length === 0) continue
    const gone: Division = {
      code: change.code,
      name: change.name,
      level: levelOf(change.code),
      parent: parentCode(change.code),
      zone: false,
      validFrom: null,
      validTo: change.goneBy,
      successors,
    }
    retired.push(gone)
    // The table runs from old to new: the latest owner of a reused code wins.
    retiredByCode.set(change.code, gone)
  }

  const get = (code: string): Division | null => byCode.get(code) ?? retiredByCode.get(code) ?? null
  return {
    current,
    retired,
    get,
    children: (code) => kids.get(padCode(code)) ?? [],
    path(code) {
      const codes: string[] = []
      for (let at: string | null = padCode(code); at !== null; at = parentCode(at)) if (get(at)) codes.unshift(at)
      return codes
    },
    resolve(code) {
      const padded = padCode(code)
      if (byCode.has(padded)) return [padded]
      return retiredByCode.get(padded)?.successors ?? []
    },
  }
}
