import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { isDirection, neighbour } from './neighbour.ts'
import type { Box } from './treemap.ts'

/**
 * One stop for the Tab key in a picture of many parts: arrows move to the neighbour on that side, J and K through them
 * in order. Each part carries `part(index)`; the picture carries `picture`.
 */
export function useRoving<E extends Element>(boxes: readonly Box[]) {
  const words = usePlatformWords()
  const ref = useRef<E>(null)
  const [at, setAt] = useState(0)
  const current = Math.min(at, boxes.length - 1)
  const focus = (index: number): void => {
    setAt(index)
    ref.current?.querySelector<HTMLElement | SVGElement>(`[data-part="${index}"]`)?.focus()
  }
  const step = (by: number) => (): void => {
    if (boxes.length > 0) focus((current + by + boxes.length) % boxes.length)
  }
  useKeys({ j: { words: words.keys.down, run: step(1) }, k: { words: words.keys.up, run: step(-1) } })
  return {
    ref,
    picture: {
      onKeyDown: (event: KeyboardEvent): void => {
        if (!isDirection(event.key)) return
        const next = neighbour(boxes, current, event.key)
        if (next < 0) return
        event.preventDefault()
        focus(next)
      },
    },
    part: (index: number) => ({
      'data-part': index,
      tabIndex: index === current ? 0 : -1,
      onFocus: () => setAt(index),
    }),
  }
}
