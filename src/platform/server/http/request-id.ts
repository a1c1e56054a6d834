import { AsyncLocalStorage } from 'node:async_hooks'

/** Which request the running code serves, for messages about errors that nobody caught. */
const current = new AsyncLocalStorage<string>()

export function nowServing(request: string): void {
  current.enterWith(request)
}

export function servedRequest(): string | null {
  return current.getStore() ?? null
}
