import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { countText } from '../../../../platform/web/format.ts'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { ArticleName } from '../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { plannerApi } from '../api.ts'
import { ButtonLink } from '../../../../platform/web/parts/button-link.tsx'
import { usePlanWords } from '../plan/words.ts'
import { useChecksNote } from '../proposal/check-list.tsx'
import { ChecksTable } from '../proposal/checks-table.tsx'
import { CostCard } from '../proposal/cost-card.tsx'
import { DecideBar } from '../proposal/decide-bar.tsx'
import { NearestList } from '../proposal/member-list.tsx'
import { MembersTable } from '../proposal/members-table.tsx'
import type { Proposal } from '../proposal/proposal.ts'
import { Alternatives, Partners } from '../proposal/why-lists.tsx'
import { useProposalWords } from '../proposal/words.ts'
import '../../../../platform/web/parts/field.css'
import '../parts/room.css'
import '../proposal/proposal.css'

/** One proposal on one page: who, why, what else could be, decided here, and fit to be printed and signed. */
export function ProposalPage() {
  const words = useProposalWords()
  const { id } = useParams({ from: '/proposal/$id' })
  const query = useQuery(plannerApi.query('planner.proposal', { id }))
  if (query.error !== null) {
    return (
      <Page title={words.decision} lead="">
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  if (query.data === undefined) {
    return (
      <Page title={words.decision}>
        <SkeletonBlock height={480} />
      </Page>
    )
  }
  return <Whole proposal={query.data} />
}

function Whole({ proposal }: { readonly proposal: Proposal }) {
  const words = useProposalWords()
  const { kinds, states } = usePlanWords()
  const checksNote = useChecksNote()
  const navigate = useNavigate()
  const town = proposal.town ?? undefined
  const back = { town, kind: proposal.kind, proposal: proposal.id }
  useKeys({
    Escape: {
      words: words.toList,
      run: () => void navigate({ to: '/plan/{-$id}', params: { id: proposal.plan }, search: back }),
    },
  })
  const { checks, alternatives, against, nearest, keptPartners, changedPartners } = proposal
  return (
    <Page
      title={words.pageTitle(proposal.no, proposal.title)}
      tag={
        <>
          <span className="tag">{kinds[proposal.kind]}</span>
          {proposal.decision === 'open' ? null : <span className="tag tag-teal">{states[proposal.decision]}</span>}
        </>
      }
      lead={proposal.why}
      actions={
        <>
          <ButtonLink to="/plan/{-$id}" params={{ id: proposal.plan }} search={back}>
            {words.toList}
          </ButtonLink>
          <ButtonLink
            to="/plan/{-$id}"
            params={{ id: proposal.plan }}
            search={{ town, proposal: proposal.id, view: 'map' }}
          >
            {words.toMap}
          </ButtonLink>
          <Button onClick={() => window.print()}>{words.print}</Button>
        </>
      }
    >
      <div className="whole">
        <div className="whole-main">
          <Card title={words.members} note={words.sizeOf(countText(proposal.units), countText(proposal.weight))}>
            <MembersTable proposal={proposal} />
          </Card>
          {checks.length === 0 ? null : (
            <Card title={words.checks} note={checksNote(checks)}>
              <ChecksTable checks={checks} />
            </Card>
          )}
          {proposal.blockedBy === null ? null : (
            <Card title={words.blocked} padded>
              <p>{proposal.blockedBy}</p>
            </Card>
          )}
          {nearest.length === 0 ? null : (
            <Card title={words.nearest} padded>
              <NearestList nearest={nearest} />
            </Card>
          )}
          <Card className="whole-decide">
            <DecideBar key={`${proposal.id}-${proposal.decision}`} proposal={proposal} />
          </Card>
        </div>
        <div className="whole-side">
          {proposal.kind === 'uncovered' ? null : <CostCard proposal={proposal} />}
          {alternatives.length === 0 ? null : (
            <Card title={words.others} padded className="why-lists">
              <Alternatives proposal={proposal} />
            </Card>
          )}
          {against.length === 0 ? null : (
            <Card title={words.against} padded className="why-lists">
              <ul>
                {against.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </Card>
          )}
          {keptPartners.length + changedPartners.length === 0 ? null : (
            <Card title={words.partners} padded className="why-lists">
              <Partners proposal={proposal} />
            </Card>
          )}
          <Card title={words.article} padded>
            <p>
              <ArticleName article={proposal.article} />
            </p>
            <p className="muted">{proposal.article.text}</p>
          </Card>
        </div>
      </div>
      <div className="print-only avoid-break signed">
        <p>
          {words.signed}：{proposal.decision === 'open' ? '' : states[proposal.decision]}
          {proposal.reason === null ? '' : `（${proposal.reason}）`}
        </p>
        <p>{words.signedBy}</p>
      </div>
    </Page>
  )
}
