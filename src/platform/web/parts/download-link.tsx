import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWhyNots } from '../session/use-may.ts'
import { ReasonButton } from './reason-button.tsx'

/** A file that the server streams: a plain link, so that the browser saves it by the name the server gives. */
export function DownloadLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} download>
      {children}
    </a>
  )
}

/** The same as a button; `needs` is the endpoint that gives the file, for whoever may not have it. */
export function DownloadButton({
  href,
  needs,
  children,
}: {
  readonly href: string
  readonly needs?: string
  readonly children: ReactNode
}) {
  const whyNot = useWhyNots()
  const reason = needs === undefined ? null : whyNot(needs)
  if (reason !== null) return <ReasonButton reason={reason}>{children}</ReasonButton>
  return (
    <Button href={href} download>
      {children}
    </Button>
  )
}
