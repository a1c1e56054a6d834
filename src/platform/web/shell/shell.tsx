import { Link } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { KeysPanel } from '../keys/keys-panel.tsx'
import { usePlatformWords } from '../words.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import './shell.css'

interface ShellProps {
  /** Where one is: the area and its picker. */
  readonly crumb: ReactNode
  readonly asOf: string | null
  readonly loopbackOnly: boolean
  readonly find: ReactNode
  /** Who one is, at the right end of the bar. */
  readonly account: ReactNode
  /** What is out of the ordinary, under the bar. */
  readonly bands: ReactNode
  readonly menu: ReactNode
  /** Changes with the page, so that a page that broke does not stay broken on the next. */
  readonly pageKey: string
  readonly children: ReactNode
}

/** The frame: top bar, the office's questions at the left, the page. What stands in it is handed in by the application. */
export function Shell({ crumb, asOf, loopbackOnly, find, account, bands, menu, pageKey, children }: ShellProps) {
  const words = usePlatformWords()
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {words.skip}
      </a>
      <header className="shell-top">
        <Link to="/" className="brand">
          {words.product}
          <small>{words.workbench}</small>
        </Link>
        {crumb}
        {asOf === null ? null : <span className="pill num">{words.asOf(asOf)}</span>}
        {find}
        {loopbackOnly ? (
          <Tooltip title={words.loopbackWhy} trigger={['hover', 'focus']}>
            <button type="button" className="pill" aria-describedby="loopback-why">
              {words.loopbackOnly}
              <span id="loopback-why" className="sr-only">
                {words.loopbackWhy}
              </span>
            </button>
          </Tooltip>
        ) : null}
        {account}
      </header>
      <div className="bands no-print">{bands}</div>
      {menu}
      <main id="main" className="shell-main" tabIndex={-1}>
        <ErrorBoundary key={pageKey}>{children}</ErrorBoundary>
      </main>
      <KeysPanel />
    </div>
  )
}
