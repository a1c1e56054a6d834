import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { usePlatformWords } from '../../../../platform/web/words.ts'
import { useSessionWords } from './words.ts'
import '../../../../platform/web/parts/field.css'
import './session.css'

/** A page without the frame: signing in, the first administrator, an invitation. */
export function Bare({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
}) {
  const platform = usePlatformWords()
  const words = useSessionWords()
  useEffect(() => {
    document.title = title === '' ? platform.product : `${title} · ${platform.product}`
  }, [title, platform])
  return (
    <main className="bare" id="main">
      <div className="bare-brand">
        {platform.product}
        <small>{words.brandNote}</small>
      </div>
      <section className="card bare-card">
        {title === '' ? null : <h1>{title}</h1>}
        {lead === undefined ? null : <p className="muted">{lead}</p>}
        {children}
      </section>
    </main>
  )
}
