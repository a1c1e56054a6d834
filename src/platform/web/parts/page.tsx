import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { usePlatformWords } from '../words.ts'
import { SkeletonLine } from './skeleton.tsx'
import './page.css'

interface PageProps {
  readonly title: string
  /** Shown beside the title: a state tag or the like. */
  readonly tag?: ReactNode
  /** One or two plain sentences that say what is the case, with their figures; undefined while they load. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** The page takes exactly the window's height and its lists scroll inside. */
  readonly fill?: boolean
  readonly asOf?: string | undefined
  readonly children?: ReactNode
}

/** Every page: title, lead sentence, actions at the right, then the body. */
export function Page({ title, tag, lead, actions, fill = false, asOf, children }: PageProps) {
  const words = usePlatformWords()
  useEffect(() => {
    document.title = `${title} · ${words.product}`
  }, [title, words])
  return (
    <div className={fill ? 'page page-fill' : 'page'}>
      <header className="page-head">
        <div className="page-head-text">
          <div className="page-title">
            <h1>{title}</h1>
            {tag}
          </div>
          <div className="page-lead num">{lead ?? <SkeletonLine width={460} />}</div>
          {asOf === undefined ? null : <div className="print-only faint">{words.printedAsOf(asOf)}</div>}
        </div>
        {actions === undefined ? null : <div className="page-actions no-print">{actions}</div>}
      </header>
      <div className="page-body">{children}</div>
    </div>
  )
}
