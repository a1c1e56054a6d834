import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A link to an address that the server gives, opened without loading the program anew. */
export function PageLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const router = useRouter()
  return (
    <a
      href={to}
      onClick={(event) => {
        event.stopPropagation()
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        router.history.push(to)
      }}
    >
      {children}
    </a>
  )
}
