import { useEffect, useRef, useState } from 'react'

/** Whole minutes left until a moment, at least 0; counted anew twice a minute. */
export function minutesLeft(until: string, now: number): number {
  return Math.max(0, Math.ceil((new Date(until).getTime() - now) / 60_000))
}

/** Minutes left, and a call when the moment has come. */
export function useLeft(until: string | null, onEnd: () => void): number {
  const [now, setNow] = useState(() => Date.now())
  const left = until === null ? 0 : minutesLeft(until, now)
  const ended = until !== null && left === 0
  useEffect(() => {
    if (until === null) return
    const count = (): void => setNow(Date.now())
    const soon = setTimeout(count, 0)
    const timer = setInterval(count, 20_000)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
    }
  }, [until])
  const last = useRef(onEnd)
  useEffect(() => {
    last.current = onEnd
  })
  useEffect(() => {
    if (ended) last.current()
  }, [ended])
  return left
}
