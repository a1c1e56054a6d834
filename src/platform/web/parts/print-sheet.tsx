import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import './print-sheet.css'

/** What is printed instead of the page while it is mounted: a card to hand over, codes to keep. Not seen on the screen. */
export function PrintSheet({ children }: { readonly children: ReactNode }) {
  return createPortal(<div className="print-sheet">{children}</div>, document.body)
}
