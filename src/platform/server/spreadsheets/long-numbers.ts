/**
 * Codes that became numbers. A spreadsheet keeps 15 digits of a number; the 18 digits of a credit code typed into a cell
 * that is not text come back as 9.12102E+17, and the last three are gone for good.
 */
import type { NumberCell } from './types.ts'

const FIRST_UNSAFE = 1e15
const SCIENTIFIC = /^\d(?:\.\d+)?E\+\d{2,3}$/i

/** `stored` is the number as the file writes it. Null for every number that a spreadsheet keeps exactly. */
export function longNumber(value: number, stored: string): NumberCell | null {
  if (!(Math.abs(value) >= FIRST_UNSAFE) || !Number.isInteger(value) || Math.abs(value) > 1e21) return null
  // Programs other than spreadsheets write all the digits they had; zeros at the end are where lost ones would stand.
  const complete = /^\d{16,21}$/.test(stored) && !stored.endsWith('0')
  return {
    kind: 'number',
    value,
    text: complete ? stored : keptDigits(value),
    precisionLost: !complete,
  }
}

/** The 15 digits a spreadsheet keeps, zeros for the others. */
function keptDigits(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e')
  const digits = mantissa.replace('.', '')
  return digits.padEnd(Number(exponent) + 1 + (value < 0 ? 1 : 0), '0')
}

/** Text such as `9.12102E+17`, which a spreadsheet wrote into a csv in place of a code; null for other text. */
export function numberWithLostDigits(text: string): NumberCell | null {
  if (text.length < 5 || text.length > 24 || !SCIENTIFIC.test(text)) return null
  return longNumber(Number(text), text)
}
