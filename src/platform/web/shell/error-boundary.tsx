import { Button } from 'antd'
import { Component } from 'react'
import type { ReactNode } from 'react'
import { usePlatformWords } from '../words.ts'

interface Props {
  readonly children: ReactNode
}

/** Keeps a page that failed to draw from taking the frame with it. A class, because React offers no other way. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />
  }
}

export function Broken({ error }: { readonly error: unknown }) {
  const words = usePlatformWords()
  const text = error instanceof Error ? error.message : String(error)
  // A page's code is gone from the server after an update while the old frame is still open.
  const outdated = /dynamically imported module|module script/i.test(text)
  return (
    <div className="broken" role="alert">
      <h1>{outdated ? words.updated : words.problem.broken}</h1>
      {outdated ? null : <p>{words.problem.brokenRemedy}</p>}
      {outdated ? null : <pre>{text}</pre>}
      <Button onClick={() => window.location.reload()}>{words.reload}</Button>
    </div>
  )
}
