/** How heavily a piece of evidence counts, for words instead of numbers. */
export type Weight = 'strong' | 'good' | 'slight' | 'neutral' | 'slightAgainst' | 'against'

/**
 * Evidence is weighed in bits (log2 of the likelihood ratio, as in the Fellegi–Sunter model): one bit makes “the same”
 * twice as likely, six bits 64 times.
 */
export function weightOf(bits: number): Weight {
  if (bits >= 6) return 'strong'
  if (bits >= 2) return 'good'
  if (bits > 0.5) return 'slight'
  if (bits >= -0.5) return 'neutral'
  return bits > -2 ? 'slightAgainst' : 'against'
}
