/** Numbers, days and durations as the office writes them. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** `41,580`; a missing number is a dash. */
export const countText = (value: number | null | undefined): string => (value == null ? '—' : whole.format(value))

/** `31.4%` of a rate 0–1. */
export const rateText = (rate: number | null | undefined): string =>
  rate == null ? '—' : `${oneDecimal.format(rate * 100)}%`

/** `1.2%` of a gap 0–1, rounded up: what is promised must hold. */
export function gapText(gap: number): string {
  const tenths = Math.ceil(gap * 1000 - 1e-6)
  return `${(Math.max(0, tenths) / 10).toFixed(1)}%`
}

/** `27%` of a share 0–1, for progress and the like. */
export const shareText = (share: number): string => `${Math.round(share * 100)}%`

/** `+1.3`, `−0.2` percentage points of a difference of rates; equal is `0.0`. */
export function pointsText(difference: number | null | undefined): string {
  if (difference == null) return '—'
  const text = oneDecimal.format(Math.abs(difference * 100))
  if (text === '0.0') return text
  return difference > 0 ? `+${text}` : `−${text}`
}

/** `3.2 MB`, `11.2 GB` */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${oneDecimal.format(bytes / 1024)} KB`
  if (bytes < 1024 ** 3) return `${oneDecimal.format(bytes / 1024 / 1024)} MB`
  return `${oneDecimal.format(bytes / 1024 ** 3)} GB`
}

/** `约 40 秒`, `约 3 分钟` still to go. */
export function remainingText(seconds: number): string {
  if (seconds < 5) return '马上就好'
  if (seconds < 60) return `约 ${Math.ceil(seconds / 5) * 5} 秒`
  return `约 ${Math.ceil(seconds / 60)} 分钟`
}

/** `12.3` seconds that something took. */
export const secondsText = (seconds: number): string => oneDecimal.format(seconds)

const two = (part: number): string => String(part).padStart(2, '0')

/** `2026-11-21 09:30` of a time stamp, in the time of the machine. */
export function momentText(stamp: string): string {
  const at = new Date(stamp)
  if (Number.isNaN(at.getTime())) return stamp
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}
