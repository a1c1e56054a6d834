/**
 * Reads a unified social credit code (统一社会信用代码, GB 32100-2015) as it stands in an office's cell.
 *
 * Clean off what cannot matter (width, case, spaces, dashes, apostrophe, a label in front), then look at what is left: 18
 * characters of the alphabet are a code, and failing checks only warn, because really issued codes do fail them
 * (91350211M0000XUF46 is one). Fewer or other characters are no code; the answer says what they are instead: an old
 * registration number, a bare organisation code, or a number whose last digits the spreadsheet has thrown away.
 */
import { hasLostDigits, plainCell } from './cells.ts'
import { halfWidth, isBlankMark, isExcelError } from './plain-text.ts'
import { inUsccAlphabet, isValidUscc, organisationCheckDigit, usccCheckDigit } from './uscc-digits.ts'
import { AUTHORITIES, PROVINCE_HEADS, type UsccKind } from './uscc-prefixes.ts'
import { repairUscc, type UsccRepair } from './uscc-repairs.ts'

export { isValidUscc, makeUscc } from './uscc-digits.ts'
export type { UsccKind } from './uscc-prefixes.ts'
export type { UsccRepair } from './uscc-repairs.ts'

export type UsccWarningCode =
  | 'cleaned'
  | 'letters-read'
  | 'check-digit'
  | 'organisation-check-digit'
  | 'authority'
  | 'division'
  | 'digits-lost'
  | 'registration-number'
  | 'organisation-code'
  | 'several-codes'
  | 'length'
  | 'characters'
  | 'cell-error'

export interface UsccWarning {
  readonly code: UsccWarningCode
  /** One Chinese sentence: what is the matter and what to do. */
  readonly words: string
}

export interface UsccReading {
  /** The cell as text. */
  readonly given: string
  /** 18 capital characters, also when a check fails; null when there is no such thing in the cell. */
  readonly code: string | null
  /** What the cell holds. `empty` carries no warning. */
  readonly form: 'uscc' | 'organisation-code' | 'registration-number' | 'digits-lost' | 'empty' | 'unknown'
  /** valid: both checks pass · suspicious: usable as a key, to be looked at · unusable: no code. */
  readonly state: 'valid' | 'suspicious' | 'unusable'
  readonly kind: UsccKind
  /** Registering authority and sort by the first two characters; null when the standard knows no such pair. */
  readonly authority: string | null
  readonly sort: string | null
  /** Characters 3–8. */
  readonly divisionCode: string | null
  /** Characters 9–17, or the bare nine-character organisation code that the cell holds. */
  readonly organisationCode: string | null
  readonly warnings: readonly UsccWarning[]
  readonly repairs: readonly UsccRepair[]
}

const REMEDY = '请把该列设为“文本”格式后重新导出'

/** `value` is a cell (cells.ts). Never throws. */
export function checkUscc(value: unknown): UsccReading {
  const cell = plainCell(value)
  if (cell === null || isBlankMark(cell)) return unusable('', 'empty', [])
  if (typeof cell === 'number') return readNumber(cell)
  const given = String(cell)
  if (hasLostDigits(value)) return digitsLost(given)
  if (isExcelError(given)) {
    return unusable(given, 'unknown', [
      { code: 'cell-error', words: `单元格为表格错误值 ${given.trim()}，请在原表改正` },
    ])
  }
  return readText(given)
}

/** A number cell never keeps 18 digits (a double holds 15 for certain), so only short old codes survive as numbers. */
function readNumber(value: number): UsccReading {
  if (Number.isSafeInteger(value) && value > 0) {
    const digits = String(value)
    if (digits.length === 15) return readText(digits)
    if (digits.length <= 9) return readText(digits.padStart(9, '0'))
  }
  return digitsLost(Number.isFinite(value) ? value.toLocaleString('en-US', { useGrouping: false }) : String(value))
}

function readText(given: string): UsccReading {
  const plain = halfWidth(given).trim()
  if (/^\d(\.\d+)?E\+?\d+$/i.test(plain)) return digitsLost(given)
  const { text, several } = clean(plain)
  if (several.length > 1) {
    const repairs = several
      .map((code) => ({ code, words: '单元格内有多个代码，取其一' }))
      .filter((each) => isValidUscc(each.code))
    return unusable(given, 'unknown', [{ code: 'several-codes', words: '单元格内有多个代码，请只保留一个' }], repairs)
  }
  const cleaned: UsccWarning[] = text === given ? [] : [{ code: 'cleaned', words: '已去除空格、符号并统一为半角大写' }]
  if (text.length === 18 && inUsccAlphabet(text)) return readCode(given, text, cleaned)
  if (text.length === 18 && /^[0-9A-Z]+$/.test(text)) return readImpossible(given, text, cleaned)
  return readOther(given, text)
}

/** Characters that only separate are dropped; of a labelled or suffixed cell (“代码：9121…(1-1)”) the 18-character runs are taken. */
function clean(plain: string): { text: string; several: readonly string[] } {
  const upper = plain.toUpperCase()
  const runs = [...upper.matchAll(/(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])/g)].map((found) => found[0])
  const several = [...new Set(runs)]
  if (several.length === 1 && several[0] !== undefined) return { text: several[0], several }
  return { text: upper.replace(/[\s'’‘`"“”\-—–_.,，。·:：;；]/g, ''), several }
}

function readCode(given: string, code: string, cleaned: readonly UsccWarning[]): UsccReading {
  const authority = AUTHORITIES[code.charAt(0)]
  const sort = authority?.sorts[code.charAt(1)]
  const divisionCode = code.slice(2, 8)
  const warnings = [...cleaned]
  let doubts = 0
  const doubt = (warning: UsccWarning): void => {
    warnings.push(warning)
    doubts++
  }
  const check = usccCheckDigit(code)
  const organisationCheck = organisationCheckDigit(code.slice(8, 16))
  if (check !== code[17]) {
    if (/^\d{15}000$/.test(code)) return digitsLost(given)
    doubt({ code: 'check-digit', words: `第18位校验码应为 ${check}，现为 ${code.charAt(17)}，请与证照核对` })
  }
  if (organisationCheck !== code[16]) {
    doubt({
      code: 'organisation-check-digit',
      words: `第17位（组织机构代码校验码）应为 ${organisationCheck}，现为 ${code.charAt(16)}，请与证照核对`,
    })
  }
  if (sort === undefined) {
    doubt({ code: 'authority', words: `前两位 ${code.slice(0, 2)} 不在国家标准的登记部门和机构类别中，请核对` })
  }
  if (!/^\d{6}$/.test(divisionCode) || !PROVINCE_HEADS.has(divisionCode.slice(0, 2))) {
    doubt({ code: 'division', words: `第3至8位 ${divisionCode} 不是行政区划代码，请核对` })
  }
  return {
    given,
    code,
    form: 'uscc',
    state: doubts === 0 ? 'valid' : 'suspicious',
    kind: sort?.kind ?? 'other',
    authority: authority?.name ?? null,
    sort: sort?.sort ?? null,
    divisionCode,
    organisationCode: code.slice(8, 17),
    warnings,
    repairs: isValidUscc(code) ? [] : repairUscc(code),
  }
}

/** O, I, S, Z, V stand in no code. One reading that passes both checks is taken, with a word about it; else the cell is no code. */
function readImpossible(given: string, text: string, cleaned: readonly UsccWarning[]): UsccReading {
  const repairs = repairUscc(text)
  const letters = [...new Set(text.match(/[OISZV]/g) ?? [])].join('、')
  const only = repairs.length === 1 ? repairs[0] : undefined
  if (only === undefined) {
    const words = `代码中不应出现字母 ${letters}，请与证照核对`
    return unusable(given, 'unknown', [...cleaned, { code: 'characters', words }], repairs)
  }
  const reading = readCode(given, only.code, cleaned)
  const words = `代码中不应出现字母 ${letters}，已按${only.words}读取，请核对`
  return { ...reading, state: 'suspicious', warnings: [...reading.warnings, { code: 'letters-read', words }], repairs }
}

function readOther(given: string, text: string): UsccReading {
  if (/^\d{15}$/.test(text)) {
    const words = '这是三证合一前的15位注册号，不是统一社会信用代码，请按单位名称查补'
    return unusable(given, 'registration-number', [{ code: 'registration-number', words }])
  }
  if (/^[0-9A-Z]{8}[0-9X]$/.test(text) && organisationCheckDigit(text) === text[8]) {
    const words = '这是9位组织机构代码，对应统一社会信用代码的第9至17位，请补全'
    return { ...unusable(given, 'organisation-code', [{ code: 'organisation-code', words }]), organisationCode: text }
  }
  if (!/^[0-9A-Z]+$/.test(text)) {
    return unusable(given, 'unknown', [{ code: 'characters', words: '代码中有字母和数字以外的内容，请与证照核对' }])
  }
  const words = `应为18位，现为${text.length}位，请与证照核对`
  return unusable(given, 'unknown', [{ code: 'length', words }], repairUscc(text))
}

function digitsLost(given: string): UsccReading {
  const words = `代码被存成了数字，末尾几位已丢失，无法还原；${REMEDY}`
  return unusable(given, 'digits-lost', [{ code: 'digits-lost', words }])
}

function unusable(
  given: string,
  form: UsccReading['form'],
  warnings: readonly UsccWarning[],
  repairs: readonly UsccRepair[] = [],
): UsccReading {
  return {
    given,
    code: null,
    form,
    state: 'unusable',
    kind: 'other',
    authority: null,
    sort: null,
    divisionCode: null,
    organisationCode: null,
    warnings,
    repairs,
  }
}
