import type { ReactNode } from 'react'
import type { Verb } from '../../../../kernel/endpoint.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { useSession } from '../../../../platform/web/session/session.ts'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { useSessionWords } from './words.ts'
import './denied.css'

/** A page for those who have its verb; others are told why not, and who can change that. */
export function Guarded({
  verb,
  page,
  children,
}: {
  readonly verb: Verb
  readonly page: string
  readonly children: ReactNode
}) {
  const may = useMay(verb)
  return may.ok ? children : <Denied page={page} why={may.why} />
}

function Denied({ page, why }: { readonly page: string; readonly why: string }) {
  const { denied: words } = useSessionWords()
  const roles = useSession().person?.roles ?? []
  return (
    <Page title={words.title(page)} lead={words.lead(page)}>
      <Card padded>
        <dl className="denied">
          <dt>{words.why}</dt>
          <dd>{why}。</dd>
          <dt>{words.who}</dt>
          <dd>{words.whoWords}</dd>
          <dt>{words.yours}</dt>
          <dd>{roles.length === 0 ? words.none : roles.join('；')}</dd>
        </dl>
      </Card>
    </Page>
  )
}
