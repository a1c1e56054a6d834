import { useEffect, useRef } from 'react'

/**
 * Keys of the page. Whoever is mounted last is asked first, so that an open panel takes Esc before the list below it.
 * Letters are ignored while someone types; keys with Ctrl are not. `?` shows what is bound now.
 */
export interface KeyAction {
  /** What it does, for the list behind `?`. */
  readonly words: string
  readonly run: () => void
}

/** `j`, `Enter`, `Escape`, `?`, `ctrl+k` → action. Letters in lower case. */
export type KeyMap = Readonly<Record<string, KeyAction>>

const stack: { map: KeyMap }[] = []
let listening = false

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Enter on a focused button or link belongs to it. */
const activates = (target: EventTarget | null, key: string): boolean =>
  key === 'Enter' && target instanceof HTMLElement && target.closest('button, a, summary, [role="option"]') !== null

function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.altKey || event.defaultPrevented) return
  const base = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const key = event.ctrlKey || event.metaKey ? `ctrl+${base}` : base
  if (key !== 'Escape' && !key.startsWith('ctrl+') && (typing(event.target) || activates(event.target, key))) return
  const action = stack.findLast(({ map }) => key in map)?.map[key]
  if (action === undefined) return
  event.preventDefault()
  action.run()
}

/** What is bound now, nearest first, each key once. */
export function boundKeys(): { key: string; words: string }[] {
  const seen = new Map<string, string>()
  for (const { map } of [...stack].reverse()) {
    for (const [key, { words }] of Object.entries(map)) if (!seen.has(key)) seen.set(key, words)
  }
  return [...seen].map(([key, words]) => ({ key, words }))
}

export function useKeys(map: KeyMap): void {
  const entry = useRef({ map })
  useEffect(() => {
    entry.current.map = map
  })
  useEffect(() => {
    const mine = entry.current
    stack.push(mine)
    if (!listening) {
      listening = true
      window.addEventListener('keydown', onKey)
    }
    return () => {
      stack.splice(stack.indexOf(mine), 1)
    }
  }, [])
}
