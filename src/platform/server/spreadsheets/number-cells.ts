/** Makes the cell of a stored number: plain, or with what its format says of it. Equal dates share one object. */
import type { Cell, DateCell } from './types.ts'
import type { NumberShow } from './number-formats.ts'
import { dateOfSerial, DAYS_BETWEEN_1900_AND_1904 } from './serial-dates.ts'
import { longNumber } from './long-numbers.ts'

export class NumberCells {
  readonly #offset: number
  readonly #dates = new Map<string, DateCell>()

  constructor(date1904: boolean) {
    this.#offset = date1904 ? DAYS_BETWEEN_1900_AND_1904 : 0
  }

  /** `stored` is asked for only where the digits as written matter. */
  cell(value: number, show: NumberShow | undefined, stored: () => string): Cell {
    if (show === undefined || show.as === 'plain') {
      return value >= 1e15 || value <= -1e15 ? (longNumber(value, stored()) ?? value) : value
    }
    switch (show.as) {
      case 'date':
        return this.date(value + this.#offset, show.precision) ?? value
      case 'percent':
        return shown(value, `${Number((value * 100).toPrecision(12))}%`)
      case 'padded':
        return shown(
          value,
          Number.isInteger(value) && value >= 0 ? String(value).padStart(show.digits, '0') : String(value),
        )
      case 'worded':
        return shown(value, `${show.before}${value}${show.after}`)
      default:
        return value
    }
  }

  date(serial: number, precision: DateCell['precision']): DateCell | null {
    const key = `${serial} ${precision}`
    const known = this.#dates.get(key)
    if (known) return known
    const date = dateOfSerial(serial, precision)
    if (date !== null && this.#dates.size < 100_000) this.#dates.set(key, date)
    return date
  }
}

function shown(value: number, text: string): Cell {
  return { kind: 'number', value, text, precisionLost: false }
}
