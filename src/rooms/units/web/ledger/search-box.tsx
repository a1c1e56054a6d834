import { Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useLedgerWords } from './words.ts'

/** What is typed goes into the address a moment after the last key; Enter does not wait. */
export function SearchBox({
  q,
  onChange,
}: {
  readonly q: string | undefined
  readonly onChange: (q: string | undefined) => void
}) {
  const words = useLedgerWords()
  const [text, setText] = useState(q ?? '')
  const sent = useRef(q ?? '')
  const send = useRef(onChange)
  useEffect(() => {
    send.current = onChange
  })
  // The address may change from outside (a saved list, the back button).
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
    const timer = setTimeout(() => now(text), 250)
    return () => clearTimeout(timer)
  }, [text, now])
  return (
    <Input
      className="filter-find"
      allowClear
      value={text}
      maxLength={100}
      aria-label={words.findLabel}
      placeholder={words.find}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => now(text)}
    />
  )
}
