import { Button } from 'antd'
import type { ReactNode } from 'react'

/** A file that the server streams: a plain link, so that the browser saves it by the name the server gives. */
export function DownloadLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} download>
      {children}
    </a>
  )
}

export function DownloadButton({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Button href={href} download>
      {children}
    </Button>
  )
}
