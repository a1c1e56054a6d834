import { useSyncExternalStore } from 'react'

/**
 * A session that ends in the middle of work: requests that were refused wait here until the same person has signed in
 * again, and are then sent once more; what was typed stays on the screen. Whoever closes the panel gives up what they were
 * about to do; what is only read waits on, so that the page stays as it is. Only armed while somebody is signed in.
 */
interface Waiting {
  readonly again: (again: boolean) => void
  /** Changes something. */
  readonly deed: boolean
}

export type SignInWanted = 'no' | 'open' | 'later'

let armed = false
let ended = false
let later = false
let waiting: readonly Waiting[] = []
const listeners = new Set<() => void>()

const tell = (): void => {
  for (const listener of listeners) listener()
}

export function armSignInAgain(on: boolean): void {
  armed = on
}

/** True when the request is to be sent again; false when nobody was signed in or they gave up. */
export function signInAgain(deed: boolean, signal?: AbortSignal): Promise<boolean> {
  if (!armed) return Promise.resolve(false)
  return new Promise((resolve) => {
    const one = { again: resolve, deed }
    waiting = [...waiting, one]
    if (deed) later = false
    signal?.addEventListener('abort', () => {
      waiting = waiting.filter((other) => other !== one)
      resolve(false)
      tell()
    })
    tell()
  })
}

/** The server said that nobody is signed in, without refusing anything. */
export function sessionEnded(): void {
  if (!armed || ended) return
  ended = true
  tell()
}

/** All that wait go on. */
export function signedInAgain(): void {
  const all = waiting
  waiting = []
  ended = false
  later = false
  for (const one of all) one.again(true)
  tell()
}

/** The panel is closed: deeds are refused, readings wait on. */
export function signInLater(): void {
  const deeds = waiting.filter(({ deed }) => deed)
  waiting = waiting.filter(({ deed }) => !deed)
  ended = true
  later = true
  for (const one of deeds) one.again(false)
  tell()
}

export function signInNow(): void {
  later = false
  tell()
}

export function signInWanted(): SignInWanted {
  if (waiting.length === 0 && !ended) return 'no'
  return later ? 'later' : 'open'
}

/** Whether something waits for the person to sign in again, and whether they put it off. */
export function useSignInWanted(): SignInWanted {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, signInWanted)
}
