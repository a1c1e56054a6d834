import { useQuery } from '@tanstack/react-query'
import { ArticleText } from '../../../../../platform/web/parts/article-text.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../../platform/web/parts/side-panel.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../../access/web/public.tsx'
import type { TransferDeed, TransferPage, TransferState } from '../../contract.ts'
import { deedName } from '../../rules/words.ts'
import { transfersApi } from '../api.ts'
import { useTransfersWords } from '../words.ts'
import { ActForm } from './act-form.tsx'
import { CaseFacts } from './facts.tsx'
import { Papers } from './papers.tsx'
import { sentenceOf } from './sentence.ts'

/** What is offered in each state; whatever may not be done now says why on its button. */
const OFFERED: Readonly<Record<TransferState, readonly TransferDeed[]>> = {
  draft: ['issue', 'withdraw'],
  issued: ['receive', 'remind', 'return', 'withdraw', 'lapse'],
  received: ['receipt'],
  returned: [],
  withdrawn: [],
  lapsed: [],
}

/** A case beside the list: who is responsible, what may be done next with its form, and what was done. */
export function CaseDrawer({
  id,
  doing,
  onDoing,
  onClose,
}: {
  readonly id: string | undefined
  readonly doing: TransferDeed | undefined
  readonly onDoing: (deed: TransferDeed | undefined) => void
  readonly onClose: () => void
}) {
  const words = useTransfersWords()
  const query = useQuery({ ...transfersApi.query('transfers.get', { id: id ?? '' }), enabled: id !== undefined })
  const found = id === undefined ? undefined : query.data
  return (
    <SidePanel
      open={id !== undefined}
      width={520}
      title={
        <>
          {found?.name ?? words.drawer.title} <MaskedHint beside />
        </>
      }
      onClose={onClose}
    >
      {query.error !== null ? (
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : found === undefined ? (
        <SkeletonLines count={8} />
      ) : (
        <div className="transfers-drawer">
          <p className="in-text">{sentenceOf(found, words)}</p>
          <Deeds found={found} doing={doing} onDoing={onDoing} />
          <Papers found={found} />
          <CaseFacts found={found} />
          <Events found={found} />
          <Articles />
        </div>
      )}
    </SidePanel>
  )
}

function Deeds({
  found,
  doing,
  onDoing,
}: {
  readonly found: TransferPage
  readonly doing: TransferDeed | undefined
  readonly onDoing: (deed: TransferDeed | undefined) => void
}) {
  const words = useTransfersWords()
  const offered = OFFERED[found.state].filter((deed) => deed !== 'receipt' || found.receiptOn === null)
  const why = (deed: TransferDeed): string | null => found.deeds.find((one) => one.deed === deed)?.why ?? null
  if (offered.length === 0) return null
  return (
    <section className="no-print">
      <h3>{words.drawer.deeds}</h3>
      <div className="row row-wrap">
        {offered.map((deed, at) => (
          <ReasonButton
            key={deed}
            type={at === 0 && doing === undefined ? 'primary' : 'default'}
            needs="transfers.act"
            reason={why(deed)}
            aria-expanded={doing === deed}
            onClick={() => onDoing(doing === deed ? undefined : deed)}
          >
            {deedName(found.direction, deed)}
          </ReasonButton>
        ))}
      </div>
      {doing === undefined || !offered.includes(doing) || why(doing) !== null ? null : (
        <div className="transfers-form">
          <ActForm
            key={`${found.id} ${doing} ${found.version}`}
            found={found}
            deed={doing}
            onDone={() => onDoing(undefined)}
          />
        </div>
      )}
    </section>
  )
}

function Events({ found }: { readonly found: TransferPage }) {
  const { drawer: words } = useTransfersWords()
  return (
    <section>
      <h3>{words.events}</h3>
      <ol className="member-lines num">
        {found.events.map(({ day, words: said, reason, by }, at) => (
          <li key={`${day} ${said} ${found.events.length - at}`}>
            <span>{day}</span>
            <b>{said}</b>
            <span className="muted">{reason}</span>
            <span className="faint">{words.by(by)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Articles() {
  const { drawer: words } = useTransfersWords()
  const articles = useQuery(transfersApi.query('transfers.count', {})).data?.articles ?? []
  if (articles.length === 0) return null
  return (
    <section>
      <h3>{words.articles}</h3>
      {articles.map((article) => (
        <ArticleText key={article.rule} article={article} />
      ))}
    </section>
  )
}
