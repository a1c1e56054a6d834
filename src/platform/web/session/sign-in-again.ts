import { useSyncExternalStore } from 'react'

/**
 * A session that ends in the middle of work: requests that were refused wait here until the same person has signed in
 * again, and are then sent once more; what was typed stays on the screen. Only armed while somebody is signed in.
 */
let armed = false
let waiting: { readonly again: (again: boolean) => void }[] = []
const listeners = new Set<() => void>()

const tell = (): void => {
  for (const listener of listeners) listener()
}

export function armSignInAgain(on: boolean): void {
  armed = on
}

/** True when the request is to be sent again; false when nobody was signed in or they gave up. */
export function signInAgain(signal?: AbortSignal): Promise<boolean> {
  if (!armed) return Promise.resolve(false)
  return new Promise((resolve) => {
    const one = { again: resolve }
    waiting = [...waiting, one]
    signal?.addEventListener('abort', () => {
      waiting = waiting.filter((other) => other !== one)
      resolve(false)
      tell()
    })
    tell()
  })
}

/** Lets all that wait go on, or be refused. */
export function settleSignIn(again: boolean): void {
  const all = waiting
  waiting = []
  for (const one of all) one.again(again)
  tell()
}

export const signInWanted = (): boolean => waiting.length > 0

/** Whether something waits for the person to sign in again. */
export function useSignInWanted(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, signInWanted)
}
