import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArticleText } from '../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { plannerApi } from '../api.ts'
import { usePlanWords } from '../plan/words.ts'
import { CheckList, useChecksNote } from './check-list.tsx'
import { DecideBar } from './decide-bar.tsx'
import { MemberList, NearestList } from './member-list.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import type { Proposal } from './proposal.ts'
import { Alternatives, Partners } from './why-lists.tsx'
import { useProposalWords } from './words.ts'
import './proposal.css'

/** Why: members, article, other ways and their cost, cautions; for the uncovered what blocks and who is nearest. */
export function WhyPane({ id, onLoosen }: { readonly id: string | undefined; readonly onLoosen: () => void }) {
  const words = useProposalWords()
  const { hosts } = usePlanWords()
  const query = useQuery({
    ...plannerApi.query('planner.proposal', { id: id ?? '' }),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  })
  if (id === undefined) {
    return (
      <Card className="no-print">
        <EmptyState title={words.pick} why={words.pickWhy} />
      </Card>
    )
  }
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  const proposal = query.data
  if (proposal === undefined) {
    return (
      <Card>
        <SkeletonLines count={9} />
      </Card>
    )
  }
  const note = [proposal.host === null ? '' : hosts[proposal.host], proposal.commonName]
  return (
    <Card
      title={words.title(proposal.no)}
      note={proposal.kind === 'uncovered' ? undefined : note.filter((text) => text !== '').join(' · ')}
      extra={
        <Link to="/proposal/$id" params={{ id: proposal.id }}>
          {words.whole}
        </Link>
      }
    >
      <WhyBody proposal={proposal} />
      <DecideBar key={`${proposal.id}-${proposal.decision}`} proposal={proposal} onLoosen={onLoosen} />
    </Card>
  )
}

function WhyBody({ proposal }: { readonly proposal: Proposal }) {
  const words = useProposalWords()
  const checksNote = useChecksNote()
  const { checks } = proposal
  return (
    <div className="plan-why num" tabIndex={0} role="group" aria-label={words.title(proposal.no)}>
      <MemberList members={proposal.members} />
      {proposal.instructor === null ? null : (
        <>
          <h3>{words.instructor}</h3>
          <p>
            {proposal.instructor} <MaskedHint beside />
          </p>
        </>
      )}
      {proposal.blockedBy === null ? null : (
        <>
          <h3>{words.blocked}</h3>
          <p>{proposal.blockedBy}</p>
        </>
      )}
      <h3>{words.reason}</h3>
      <p>{proposal.why}</p>
      {checks.length === 0 ? null : (
        <details className="why-fold" open={checks.some(({ ok }) => !ok)}>
          <summary>
            {words.checks} <span>{checksNote(checks)}</span>
          </summary>
          <CheckList checks={checks} />
        </details>
      )}
      <h3>{words.article}</h3>
      <ArticleText article={proposal.article} />
      {proposal.alternatives.length === 0 ? null : (
        <>
          <h3>{words.others}</h3>
          <Alternatives proposal={proposal} />
        </>
      )}
      {proposal.keptPartners.length + proposal.changedPartners.length === 0 ? null : (
        <>
          <h3>{words.partners}</h3>
          <Partners proposal={proposal} />
        </>
      )}
      {proposal.against.length === 0 ? null : (
        <>
          <h3>{words.against}</h3>
          <ul>
            {proposal.against.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {proposal.nearest.length === 0 ? null : (
        <>
          <h3>{words.nearest}</h3>
          <NearestList nearest={proposal.nearest} />
        </>
      )}
    </div>
  )
}
