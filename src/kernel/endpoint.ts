import type { ZodType } from 'zod'

/**
 * What a caller must be allowed to do. `open`: anybody, signed in or not. `self`: whoever is signed in, about themselves.
 * Otherwise a verb of a room (`units.edit`): the gate resolves it to the scope in which the caller has it, and refuses
 * who has it nowhere.
 */
export type Verb = 'open' | 'self' | `${string}.${string}`

/**
 * One line of a room's endpoint table. From it come the HTTP route, its OpenAPI entry, the web client's types and the
 * command line's calls. Path parameters stand in `path` as `:name` and are fields of `input`; the rest of `input` is the
 * query of a GET or the body of anything else.
 */
export interface Endpoint<I extends ZodType = ZodType, O extends ZodType = ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  /** What it does, one Chinese line, shown in the API description. */
  readonly summary: string
  /** Demanded of every endpoint, so that one nobody thought about does not compile. */
  readonly verb: Verb
  /** Why the caller must have the verb for the whole office, e.g. `比对要看全区台账`; shown with the refusal. */
  readonly whole?: string
  readonly input: I
  /** What comes back; absent for streamed files. */
  readonly output: O
  /** A file comes back instead of JSON; `output` is then ignored. */
  readonly file?: true
  /** Fields of a file's input that are personal (a name): the trail keeps keyed hashes of them. */
  readonly keyed?: readonly string[]
  /** Files are sent to it as a multipart form; every other endpoint takes JSON only. */
  readonly upload?: true
}

export type EndpointTable = Readonly<Record<string, Endpoint>>

/** Keeps the literal types of a table; checks nothing at run time. */
export function endpoints<T extends EndpointTable>(table: T): T {
  return table
}
