import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Time-based one-time codes as the apps on phones make them: RFC 6238 with its usual choices (SHA-1, 30 seconds, six
 * digits). A code of the step before or after counts too, for clocks that are a little off.
 */
const STEP_SECONDS = 30
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 bits in base32, as RFC 4226 recommends. */
export function newTotpSecret(): string {
  return [...randomBytes(32)].map((byte) => ALPHABET[byte & 31]).join('')
}

export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS)
}

export function totpCode(secret: string, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const at = (mac[mac.length - 1] ?? 0) & 15
  const number = mac.readUInt32BE(at) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** The step whose code was typed, or null. Each step counts once: `after` is the last one that was used. */
export function matchTotp(secret: string, typed: string, now: Date, after: number): number | null {
  if (!/^\d{6}$/.test(typed)) return null
  const middle = stepAt(now)
  let found: number | null = null
  for (const step of [middle - 1, middle, middle + 1]) {
    const same = timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(typed))
    if (same && step > after) found ??= step
  }
  return found
}

/** What the picture says to the app. */
export function totpUri(secret: string, username: string): string {
  const label = `${encodeURIComponent('聚新')}:${encodeURIComponent(username)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('聚新')}`
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of text) {
    held = (held << 5) | ALPHABET.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 255)
    held &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}
