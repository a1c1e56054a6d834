import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../../../platform/web/session/use-may.ts'

/** The way to the page where files go in, for whoever may import. */
export function ToImport({ children }: { readonly children: ReactNode }) {
  return useMay('units.import').ok ? <Link to="/import">{children}</Link> : null
}
