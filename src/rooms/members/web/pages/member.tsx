import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Page } from '../../../../platform/web/parts/page.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SidePanel } from '../../../../platform/web/parts/side-panel.tsx'
import { SkeletonBlock } from '../../../../platform/web/parts/skeleton.tsx'
import { MaskedHint } from '../../../access/web/public.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { MemberPage as Member } from '../../contract.ts'
import { TransfersOfMember } from '../../transfers/web/cards/member-card.tsx'
import { membersApi } from '../api.ts'
import { AccountForm, CorrectForm, MoveForm, StatusForm } from '../member/deed-forms.tsx'
import { MemberFacts, useMemberSentence } from '../member/facts.tsx'
import { useMembersWords } from '../words.ts'
import '../../../../platform/web/parts/field.css'
import '../members.css'

const DEEDS = ['correct', 'move', 'status', 'account'] as const
const NEEDS = {
  correct: 'members.correct',
  move: 'members.moveWithin',
  status: 'members.setStatus',
  account: 'members.tieAccount',
} as const

/** One member: what is kept, where the relation sat since when, what was done, and the deeds. */
export function MemberPage() {
  const words = useMembersWords()
  const { id } = useParams({ from: '/members/$id' })
  const { do: doing } = useSearch({ from: '/members/$id' })
  const navigate = useNavigate({ from: '/members/$id' })
  const { asOf } = useOffice()
  const say = useMemberSentence()
  const query = useQuery(membersApi.query('members.get', { id }))
  const member = query.data
  const back = (
    <Link to="/members" search={{}}>
      {words.page.back}
    </Link>
  )
  if (query.error !== null && member === undefined)
    return (
      <Page title={words.page.title} lead={back}>
        <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  if (member === undefined)
    return (
      <Page title={words.page.title}>
        <SkeletonBlock height={420} />
      </Page>
    )
  const open = (deed: (typeof DEEDS)[number] | undefined): void =>
    void navigate({ search: { do: deed }, replace: true })
  const gone = (deed: (typeof DEEDS)[number]): string | null =>
    member.status === 'ended' && (deed === 'move' || deed === 'account') ? words.deeds.ended : null
  return (
    <Page
      title={member.name}
      lead={
        <>
          {say(member)} <MaskedHint /> {back}
        </>
      }
      asOf={asOf}
      actions={DEEDS.map((deed) => (
        <ReasonButton key={deed} needs={NEEDS[deed]} reason={gone(deed)} onClick={() => open(deed)}>
          {words.deeds[deed]}
        </ReasonButton>
      ))}
    >
      <div className="member-columns">
        <Card title={words.page.facts} note={words.page.factsNote} padded>
          <MemberFacts member={member} />
        </Card>
        <div>
          <TransfersOfMember member={member} />
          <HistoryCard member={member} />
          <EventsCard member={member} />
        </div>
      </div>
      <SidePanel
        open={doing !== undefined}
        width={480}
        title={doing === undefined ? '' : words.deeds[doing]}
        onClose={() => open(undefined)}
      >
        {doing === undefined ? null : <DeedPanel deed={doing} member={member} onDone={() => open(undefined)} />}
      </SidePanel>
    </Page>
  )
}

function DeedPanel({
  deed,
  ...rest
}: {
  readonly deed: (typeof DEEDS)[number]
  readonly member: Member
  readonly onDone: () => void
}) {
  if (deed === 'status') return <StatusForm {...rest} />
  if (deed === 'move') return <MoveForm {...rest} />
  return deed === 'correct' ? <CorrectForm {...rest} /> : <AccountForm {...rest} />
}

function HistoryCard({ member }: { readonly member: Member }) {
  const { page: words } = useMembersWords()
  const span = (from: string, to: string | null): string => `${from} ${to === null ? words.now : words.until(to)}`
  return (
    <Card title={words.history} padded>
      <ol className="member-lines">
        {member.history.map(({ from, to, organizationName, words: how }) => (
          <li key={`${from} ${organizationName} ${to}`}>
            <b>{organizationName}</b>
            <span className="muted num">{span(from, to)}</span>
            <span className="muted">{how}</span>
          </li>
        ))}
      </ol>
      {member.partIn.length === 0 ? null : (
        <>
          <h3>{words.parts}</h3>
          <ol className="member-lines">
            {member.partIn.map(({ organization, name, from, to }) => (
              <li key={`${organization} ${from}`}>
                <Link to="/organizations/$id" params={{ id: organization }}>
                  {name}
                </Link>
                <span className="muted num">{span(from, to)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  )
}

function EventsCard({ member }: { readonly member: Member }) {
  const { page: words } = useMembersWords()
  return (
    <Card title={words.events} padded>
      <ol className="member-lines">
        {member.events.map(({ id, day, words: said, reason, by }) => (
          <li key={id}>
            <span className="num">{day}</span>
            <b>{said}</b>
            <span className="muted">{reason}</span>
            <span className="faint">{words.by(by)}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
