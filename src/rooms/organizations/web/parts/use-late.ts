import { useEffect, useState } from 'react'

/** The value once it has stood still for so many milliseconds: what is typed is not asked for key by key. */
export function useLate<T>(value: T, milliseconds: number): T {
  const [late, setLate] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return late
}
