import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { usePlatformWords } from '../words.ts'

/** Details beside the list, which stays visible and usable. Esc closes. */
export function SidePanel({
  open,
  title,
  width = 420,
  onClose,
  footer,
  onOpened,
  children,
}: {
  readonly open: boolean
  readonly title: ReactNode
  readonly width?: number
  readonly onClose: () => void
  readonly footer?: ReactNode
  /** Once it stands there: for a field that takes the focus, which the panel takes on opening. */
  readonly onOpened?: () => void
  readonly children: ReactNode
}) {
  const words = usePlatformWords()
  useKeys(open ? { Escape: { words: words.keys.close, run: onClose } } : {})
  return (
    <Drawer
      open={open}
      title={title}
      size={width}
      mask={false}
      keyboard={false}
      afterOpenChange={(now) => now && onOpened?.()}
      onClose={onClose}
      footer={footer}
      closable={{ 'aria-label': words.close }}
      destroyOnHidden
    >
      {children}
    </Drawer>
  )
}
