/** Dates of keeping. Months are those of the calendar: what came in on 31 May is kept for six months until 30 November. */
export function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now)
  const day = then.getUTCDate()
  then.setUTCDate(1)
  then.setUTCMonth(then.getUTCMonth() - months)
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate()
  then.setUTCDate(Math.min(day, last))
  return then
}

export interface Kept {
  readonly name: string
  readonly least: number | null
}

/** Whether an office may set it so; null keeps for good, which is never too short. */
export function isLongEnough({ least }: Kept, months: number | null): boolean {
  return months === null || least === null || months >= least
}

export function sayErased(name: string, erased: number): string {
  return erased === 0 ? `“${name}”没有到期的。` : `“${name}”清理了 ${erased.toLocaleString('zh-CN')} 条到期的。`
}
