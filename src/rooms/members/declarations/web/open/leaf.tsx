import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { usePlatformWords } from '../../../../../platform/web/words.ts'
import '../../../../../platform/web/parts/field.css'
import './open.css'

/** A page for the public: one column that fits a phone, without the office's frame. */
export function Leaf({
  title,
  lead,
  office,
  children,
}: {
  readonly title: string
  readonly lead?: ReactNode
  /** Whose page it is. */
  readonly office: string | null
  readonly children: ReactNode
}) {
  const platform = usePlatformWords()
  useEffect(() => {
    document.title = `${title} · ${office ?? platform.product}`
  }, [title, office, platform])
  return (
    <main className="leaf" id="main">
      <div className="leaf-brand">{office ?? platform.product}</div>
      <section className="card leaf-card">
        <h1>{title}</h1>
        {lead === undefined ? null : <p className="muted">{lead}</p>}
        {children}
      </section>
    </main>
  )
}
