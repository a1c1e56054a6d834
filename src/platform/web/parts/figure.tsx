import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'
import { usePlatformWords } from '../words.ts'
import './figure.css'

/** A number inside a sentence or a table that opens its explanation. */
export function Figure({
  children,
  onOpen,
  label,
  plain = false,
}: {
  readonly children: ReactNode
  readonly onOpen: () => void
  /** Read to the screen reader in place of the default hint. */
  readonly label?: string
  readonly plain?: boolean
}) {
  const words = usePlatformWords()
  return (
    <button
      type="button"
      className={plain ? 'figure figure-plain' : 'figure'}
      title={label ?? words.explainHint}
      onClick={onOpen}
    >
      {children}
    </button>
  )
}

function FigureAnchor({
  plain,
  className,
  children,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { plain?: boolean }) {
  const name = ['figure', plain ? 'figure-plain' : '', className ?? ''].filter((part) => part !== '').join(' ')
  return (
    <a {...rest} className={name}>
      {children}
    </a>
  )
}

/** A number that goes to exactly its rows: `<FigureLink to="/units" search={…}>166</FigureLink>`. */
export const FigureLink = createLink(FigureAnchor)
