/** How long things hold. The office may set its own (table `access_setting`); these are what holds without. */
export interface Times {
  /** A session ends after so many hours without use, */
  readonly idleHours: number
  /** and after so many days in any case. */
  readonly longestDays: number
  /** Personal data stays in the clear so long after a purpose was stated. */
  readonly purposeMinutes: number
  /** A one-time link. */
  readonly linkHours: number
}

export const USUAL_TIMES: Times = { idleHours: 12, longestDays: 7, purposeMinutes: 30, linkHours: 72 }

export const HOUR = 3600_000
export const MINUTE = 60_000
