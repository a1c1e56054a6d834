/**
 * Credit codes compared as evidence. A code is only ever a strong hint: ledgers hold codes with a wrong digit,
 * codes that a spreadsheet has cut to fifteen digits, and codes copied from the row above.
 */
import { checkUscc, isValidUscc } from '../../../../standards/uscc.ts'
import type { CodeLevel } from './model.ts'

export interface ReadCode {
  /** 18 capital characters, or null. */
  readonly code: string | null
  /** Both check digits hold. */
  readonly valid: boolean
  /** What the code may have been meant to be, checked. */
  readonly repairs: readonly string[]
  /** A bare nine-character organisation code. */
  readonly organisation: string | null
  /** Leading digits that survived a spreadsheet's number cell. */
  readonly prefix: string | null
  readonly blank: boolean
}

const BLANK: ReadCode = { code: null, valid: false, repairs: [], organisation: null, prefix: null, blank: true }

export function readCode(cell: string | null): ReadCode {
  if (cell === null || cell === '') return BLANK
  if (cell.length === 18 && isValidUscc(cell)) return { ...BLANK, code: cell, valid: true, blank: false }
  const reading = checkUscc(cell)
  if (reading.form === 'empty') return BLANK
  // An old registration number says nothing about a credit code.
  if (reading.form === 'registration-number') return BLANK
  return {
    code: reading.code,
    valid: reading.state === 'valid',
    repairs: reading.repairs.map((repair) => repair.code),
    organisation: reading.form === 'organisation-code' ? reading.organisationCode : null,
    prefix: reading.form === 'digits-lost' ? leadingDigits(cell) : null,
    blank: false,
  }
}

/** `9.12102E+17` → `912102`; `912102831133678000` → `912102831133678`. */
function leadingDigits(cell: string): string | null {
  const scientific = /^\s*(\d)(?:\.(\d+))?E\+?\d+\s*$/i.exec(cell)
  const digits = scientific === null ? cell.replace(/\D/g, '').slice(0, 15) : `${scientific[1]}${scientific[2] ?? ''}`
  const kept = digits.replace(/0+$/, '')
  return kept.length >= 4 ? kept : null
}

export interface CodeAgreement {
  readonly level: CodeLevel
  /** Digits that agree, for `prefix`. */
  readonly digits: number
}

/** `taken` says that the row's code is the code of some other registered unit. */
export function compareCodes(row: ReadCode, unit: string | null, taken: boolean): CodeAgreement {
  if (row.blank || unit === null || unit === '') return is('missing')
  if (row.code === unit) return is('equal')
  if (row.organisation !== null) return is(unit.slice(8, 17) === row.organisation ? 'organisation' : 'conflict')
  if (row.prefix !== null) return unit.startsWith(row.prefix) ? is('prefix', row.prefix.length) : is('conflict')
  if (taken) return is('other-unit')
  if (row.repairs.includes(unit) || (row.code !== null && !row.valid && oneSlipApart(row.code, unit))) return is('near')
  if (row.code !== null && row.code.slice(8, 17) === unit.slice(8, 17)) return is('organisation')
  return is(row.valid ? 'conflict' : 'broken')
}

function is(level: CodeLevel, digits = 0): CodeAgreement {
  return { level, digits }
}

/** One character other, missing or too many, or two neighbours exchanged. */
export function oneSlipApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let head = 0
  while (head < one.length && one[head] === other[head]) head++
  const a = one.slice(head)
  const b = other.slice(head)
  if (a.length !== b.length) return a.length > b.length ? a.slice(1) === b : b.slice(1) === a
  if (a.slice(1) === b.slice(1)) return true
  return a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
}

/** Bits of `digits` equal leading digits: the first eight only say kind and district. */
export function prefixBits(digits: number): number {
  return Math.min(14, Math.max(0, digits - 8) * Math.log2(10))
}
