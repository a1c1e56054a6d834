import { queryOptions } from '@tanstack/react-query'
import { routes } from 'virtual:routes'
import type { z } from 'zod'
import type { EndpointTable } from '../../../kernel/endpoint.ts'
import { signInAgain } from '../session/sign-in-again.ts'
import { ApiProblem, NOT_SIGNED_IN, readProblem, UNREACHABLE } from './problem.ts'

export type Input<T extends EndpointTable, K extends keyof T> = z.input<T[K]['input']>
export type Output<T extends EndpointTable, K extends keyof T> = z.output<T[K]['output']>

/** A row of a keyset-paged answer. */
export type RowOf<O> = O extends { rows: readonly (infer R)[] } ? R : never

/** What every keyset-paged answer has. */
export interface Paged {
  readonly rows: readonly unknown[]
  readonly next: string | null
  readonly total: number | null
}

/** A keyset-paged question, for `usePages`. */
export interface PagesOf<O> {
  readonly queryKey: readonly unknown[]
  readonly queryFn: (context: { signal: AbortSignal; pageParam: string | null }) => Promise<O>
  readonly initialPageParam: string | null
  readonly getNextPageParam: (last: O) => string | null
}

/**
 * The client of one endpoint table. Types come from the contract; at run time only method and path are known
 * (`virtual:routes`), so that neither contracts nor zod are shipped.
 *
 * `call` asks once; `query` is for `useQuery`, `pages` for `usePages`; `url` is for download links.
 */
export function apiOf<T extends EndpointTable>() {
  type Name = keyof T & string
  const call = <K extends Name>(name: K, input: Input<T, K>, signal?: AbortSignal): Promise<Output<T, K>> =>
    send(name, input, signal) as Promise<Output<T, K>>
  return {
    call,
    query: <K extends Name>(name: K, input: Input<T, K>) =>
      queryOptions({ queryKey: [name, input], queryFn: ({ signal }) => call(name, input, signal) }),
    pages: <K extends Name>(name: K, input: Input<T, K>): PagesOf<Output<T, K>> => ({
      queryKey: [name, 'pages', input],
      queryFn: ({ signal, pageParam }) =>
        call(
          name,
          { ...(input as object), ...(pageParam === null ? {} : { after: pageParam }) } as Input<T, K>,
          signal,
        ),
      initialPageParam: null,
      getNextPageParam: (last) => (last as Paged).next,
    }),
    url: <K extends Name>(name: K, input: Input<T, K>): string => place(name, input).url,
  }
}

/** An address by the endpoint's name, where the table is not known. */
export const urlOf = (name: string, input: Readonly<Record<string, unknown>>): string => place(name, input).url

interface Place {
  readonly method: string
  readonly url: string
  readonly body: string | null
}

/** Puts path parameters into the path and the rest into the query (GET) or the body. */
function place(name: string, input: unknown): Place {
  const route = routes[name]
  if (route === undefined) throw new Error(`no endpoint ${name}`)
  const [method = 'GET', path = ''] = route.split(' ')
  const rest: Record<string, unknown> = { ...(input as object) }
  const filled = path.replace(/:(\w+)/g, (_, key: string) => {
    const value = rest[key]
    delete rest[key]
    return encodeURIComponent(String(value))
  })
  if (method !== 'GET') return { method, url: filled, body: JSON.stringify(rest) }
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  const tail = query.toString()
  return { method, url: tail === '' ? filled : `${filled}?${tail}`, body: null }
}

async function send(name: string, input: unknown, signal?: AbortSignal): Promise<unknown> {
  const { method, url, body } = place(name, input)
  const answer = await fetch(url, {
    method,
    ...(body === null ? {} : { body, headers: { 'content-type': 'application/json' } }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause
    throw new ApiProblem({ code: UNREACHABLE, words: '', status: 0 })
  })
  if (answer.ok) return answer.json()
  const problem = readProblem(answer.status, await answer.text(), answer.headers.get('x-request-id'))
  // The session ended in the middle of work: refused requests changed nothing and are sent again after signing in.
  if (problem.code === NOT_SIGNED_IN && (await signInAgain(method !== 'GET', signal))) {
    return send(name, input, signal)
  }
  throw problem
}
