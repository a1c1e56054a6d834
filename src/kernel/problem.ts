/**
 * A refusal with a name. Rooms declare a table of problems; the server throws `Problem`, one handler turns it into
 * `application/problem+json`, the web renders words by `code`. Nobody matches on message text.
 */
export interface ProblemKind {
  readonly status: number
  /** One Chinese sentence: what happened and how to mend it. `{name}` is filled from the details. */
  readonly words: string
}

export type ProblemTable = Readonly<Record<string, ProblemKind>>

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: string
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: string, kind: ProblemKind, details: Readonly<Record<string, unknown>> = {}) {
    super(fillWords(kind.words, details))
    this.code = code
    this.status = kind.status
    this.details = details
  }
}

/** Binds a room's table: `const problem = problems('units', { 'batch-not-found': {...} })`, then `throw problem('batch-not-found', {...})`. */
export function problems<T extends ProblemTable>(room: string, table: T) {
  return (code: keyof T & string, details: Readonly<Record<string, unknown>> = {}): Problem =>
    new Problem(`${room}.${code}`, table[code] as ProblemKind, details)
}

export function fillWords(words: string, details: Readonly<Record<string, unknown>>): string {
  return words.replace(/\{(\w+)\}/g, (whole, key: string) => (key in details ? String(details[key]) : whole))
}
