import { useCallback, useEffect, useRef, useState } from 'react'
import { useMembersWords } from '../words.ts'

/** What is typed goes into the address a moment after the last key; Enter does not wait. */
export function FindBox({
  q,
  onChange,
}: {
  readonly q: string | undefined
  readonly onChange: (q: string | undefined) => void
}) {
  const words = useMembersWords()
  const [text, setText] = useState(q ?? '')
  const sent = useRef(q ?? '')
  const send = useRef(onChange)
  useEffect(() => {
    send.current = onChange
  })
  // The address may change from outside, e.g. by the back button.
  useEffect(() => {
    if ((q ?? '') === sent.current) return
    sent.current = q ?? ''
    setText(q ?? '')
  }, [q])
  const now = useCallback((value: string): void => {
    const trimmed = value.trim()
    if (trimmed === sent.current) return
    sent.current = trimmed
    send.current(trimmed === '' ? undefined : trimmed)
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => now(text), 300)
    return () => clearTimeout(timer)
  }, [text, now])
  return (
    <input
      className="control members-find"
      type="search"
      value={text}
      maxLength={100}
      aria-label={words.findLabel}
      placeholder={words.find}
      title={words.findHint}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') now(text)
      }}
    />
  )
}
