import type { ZodType } from 'zod'

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
  readonly input: I
  /** What comes back; absent for streamed files. */
  readonly output: O
  /** A file comes back instead of JSON; `output` is then ignored. */
  readonly file?: true
}

export type EndpointTable = Readonly<Record<string, Endpoint>>

/** Keeps the literal types of a table; checks nothing at run time. */
export function endpoints<T extends EndpointTable>(table: T): T {
  return table
}
