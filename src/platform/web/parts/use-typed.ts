import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * A search box whose words stand in the address: what is typed goes there a moment after the last key, so that neither the
 * server is asked letter by letter nor a Chinese input method disturbed; `now` does not wait. The address may change from
 * outside (a saved list, the back button): then the box follows.
 */
export function useTyped(q: string | undefined, onChange: (q: string | undefined) => void) {
  const [text, setText] = useState(q ?? '')
  const sent = useRef(q ?? '')
  const send = useRef(onChange)
  useEffect(() => {
    send.current = onChange
  })
  useEffect(() => {
    if ((q ?? '') === sent.current) return
    sent.current = q ?? ''
    setText(q ?? '')
  }, [q])
  const put = useCallback((value: string): void => {
    const trimmed = value.trim()
    if (trimmed === sent.current) return
    sent.current = trimmed
    send.current(trimmed === '' ? undefined : trimmed)
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => put(text), 250)
    return () => clearTimeout(timer)
  }, [text, put])
  return { text, type: setText, now: () => put(text) }
}
