import { Button, Popover } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { usePlatformWords } from '../words.ts'
import './menu-button.css'

/** A button that unfolds a few choices under it: export, columns, filters. Esc folds it. */
export function MenuButton({
  label,
  on = false,
  link = false,
  width = 240,
  placement = 'bottomLeft',
  children,
}: {
  readonly label: ReactNode
  /** Something is chosen inside; the button shows it. */
  readonly on?: boolean
  /** Within a sentence: looks like a link. */
  readonly link?: boolean
  readonly width?: number
  readonly placement?: 'bottomLeft' | 'bottomRight'
  /** Gets the way to fold it again. */
  readonly children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement={placement}
      arrow={false}
      destroyOnHidden
      content={
        <div className="menu-content" style={{ width }}>
          <EscapeKey onEscape={close} />
          {children(close)}
        </div>
      }
    >
      {link ? (
        <button type="button" className="link-button" aria-expanded={open}>
          {label}
        </button>
      ) : (
        <Button className={on ? 'menu-button menu-button-on' : 'menu-button'} aria-expanded={open}>
          <span className="ellipsis">{label}</span>
          <span aria-hidden="true">▾</span>
        </Button>
      )}
    </Popover>
  )
}

function EscapeKey({ onEscape }: { readonly onEscape: () => void }) {
  const words = usePlatformWords()
  useKeys({ Escape: { words: words.keys.close, run: onEscape } })
  return null
}
