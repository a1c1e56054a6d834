import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/** True while the page is being printed: lists then draw every row they have instead of those in sight. */
export function usePrinting(): boolean {
  return useSyncExternalStore(listen, () => printing)
}

let printing = false

function listen(changed: () => void): () => void {
  const set = (value: boolean) => () => {
    printing = value
    // The print picture is taken as soon as the handler returns.
    flushSync(changed)
  }
  const [before, after] = [set(true), set(false)]
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  return () => {
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
  }
}
