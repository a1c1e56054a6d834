import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { countText } from '../../../../platform/web/format.ts'
import { ArticleText } from '../../../../platform/web/parts/article-text.tsx'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { EmptyState } from '../../../../platform/web/parts/empty-state.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import type { Output } from '../../../../platform/web/api/client.ts'
import type { plannerEndpoints } from '../../contract.ts'
import { plannerApi } from '../api.ts'
import { DecideBar } from './decide-bar.tsx'
import { usePlanWords } from './words.ts'

export type Proposal = Output<typeof plannerEndpoints, 'planner.proposal'>

/** Why: members, article, other ways and their cost, cautions; for the uncovered what blocks and who is nearest. */
export function WhyPane({ id, onLoosen }: { readonly id: string | undefined; readonly onLoosen: () => void }) {
  const { why: words } = usePlanWords()
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
  return (
    <Card title={words.title(proposal.no)} note={proposal.kind === 'uncovered' ? undefined : proposal.commonName}>
      <WhyBody proposal={proposal} />
      <DecideBar key={`${proposal.id}-${proposal.decision}`} proposal={proposal} onLoosen={onLoosen} />
    </Card>
  )
}

function WhyBody({ proposal }: { readonly proposal: Proposal }) {
  const { why: words, commons } = usePlanWords()
  const [all, setAll] = useState(false)
  const members = all ? proposal.members : proposal.members.slice(0, 12)
  return (
    <div className="plan-why num" tabIndex={0} role="group" aria-label={words.title(proposal.no)}>
      <ul className="members">
        {members.map((member) => (
          <Member key={member.unit} member={member} note={member.industryName} />
        ))}
      </ul>
      {members.length < proposal.members.length ? (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {words.members(proposal.members.length)}
        </button>
      ) : null}
      {proposal.instructor === null ? null : (
        <>
          <h3>{words.instructor}</h3>
          <p>{proposal.instructor}</p>
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
      <h3>{words.article}</h3>
      <ArticleText article={proposal.article} />
      {proposal.alternatives.length === 0 ? null : (
        <>
          <h3>{words.others}</h3>
          <ul>
            {proposal.alternatives.map(({ words: text, delta }) => (
              <li key={text}>
                {text}
                {delta === null
                  ? null
                  : `，${words.delta(delta >= 0 ? `+${countText(delta)}` : `−${countText(-delta)}`)}`}
              </li>
            ))}
          </ul>
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
          <ul className="members">
            {proposal.nearest.map((member) => (
              <Member key={member.unit} member={member} note={commons[member.common]} />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function Member({ member, note }: { readonly member: Proposal['members'][number]; readonly note: string | null }) {
  const { why: words } = usePlanWords()
  return (
    <li>
      <div className="row">
        <Link to="/units/$id" params={{ id: member.unit }}>
          {member.name}
        </Link>
        <span>{member.weight === 0 ? words.none : words.full(countText(member.weight))}</span>
      </div>
      <small>{[member.address, note].filter((text) => text !== null).join(' · ')}</small>
    </li>
  )
}
