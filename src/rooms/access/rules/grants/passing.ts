/**
 * What of a person's verbs goes further than the person's own grants. A substitute does the other's work, but does not
 * manage accounts in their name, nor decide in it what personal data is opened or leaves the office. The glass is for
 * seeing: reading verbs only, and never the accounts.
 */
export function passesToSubstitute(verb: string): boolean {
  return !verb.startsWith('access.')
}

export function passesThroughGlass(verb: string): boolean {
  return verb.endsWith('.read') && !verb.startsWith('access.')
}
