import { useState } from 'react'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useMay } from '../../../../platform/web/session/use-may.ts'
import { useDecideProposal } from '../plan/use-decide.ts'
import { usePlanWords } from '../plan/words.ts'
import { ChangeForm } from './change-form.tsx'
import type { Proposal } from './proposal.ts'
import { LockForm, RejectForm } from './reason-forms.tsx'
import { useProposalWords } from './words.ts'

type Doing = 'change' | 'reject' | 'lock'

/** Accept, keep for ever, change the members, reject, or take the decision back; all but accepting with a reason. */
export function DecideBar({ proposal, onLoosen }: { readonly proposal: Proposal; readonly onLoosen?: () => void }) {
  const words = useProposalWords()
  const [doing, setDoing] = useState<Doing | null>(null)
  const decide = useDecideProposal()
  const accept = (): void => decide.mutate({ id: proposal.id, decision: 'accepted' })
  const open = proposal.decision === 'open'
  const may = useMay('planner.decide')
  useKeys({
    ...(proposal.kind !== 'uncovered' && open && doing === null && may.ok
      ? { y: { words: words.accept, run: accept } }
      : {}),
    ...(doing === null ? {} : { Escape: { words: words.cancel, run: () => setDoing(null) } }),
  })
  const problem = decide.error === null ? null : <ProblemPanel error={decide.error} />
  if (doing !== null) {
    const rest = { proposal, pending: decide.isPending, onCancel: () => setDoing(null) }
    const { id } = proposal
    return (
      <div className={doing === 'change' ? 'plan-do plan-do-change no-print' : 'plan-do no-print'}>
        {doing === 'reject' ? (
          <RejectForm {...rest} onSend={(reason) => decide.mutate({ id, decision: 'rejected', reason })} />
        ) : doing === 'lock' ? (
          <LockForm {...rest} onSend={(reason) => decide.mutate({ id, decision: 'locked', reason })} />
        ) : (
          <ChangeForm
            {...rest}
            onSend={(members, reason) => decide.mutate({ id, decision: 'changed', reason, members })}
          />
        )}
        {problem}
      </div>
    )
  }
  return (
    <div className="plan-do no-print">
      {problem}
      {!open ? (
        <Decided
          proposal={proposal}
          pending={decide.isPending}
          onOpen={() => decide.mutate({ id: proposal.id, decision: 'open' })}
        />
      ) : proposal.kind === 'uncovered' ? (
        <>
          <ReasonButton needs="planner.decide" onClick={() => setDoing('change')}>
            {words.group}
          </ReasonButton>
          {onLoosen === undefined ? null : (
            <ReasonButton needs="planner.make" onClick={onLoosen}>
              {words.loosen}
            </ReasonButton>
          )}
        </>
      ) : (
        <>
          <ReasonButton type="primary" needs="planner.decide" loading={decide.isPending} onClick={accept}>
            {words.accept}
            <kbd>Y</kbd>
          </ReasonButton>
          <ReasonButton
            needs="planner.decide"
            reason={proposal.kind === 'own' ? words.lockOwnNo : null}
            title={words.lockHint}
            onClick={() => setDoing('lock')}
          >
            {words.lock}
          </ReasonButton>
          <ReasonButton
            needs="planner.decide"
            reason={proposal.kind === 'own' ? words.ownNo : null}
            onClick={() => setDoing('change')}
          >
            {words.change}
          </ReasonButton>
          <ReasonButton needs="planner.decide" onClick={() => setDoing('reject')}>
            {words.reject}
          </ReasonButton>
        </>
      )}
    </div>
  )
}

function Decided({
  proposal,
  pending,
  onOpen,
}: {
  readonly proposal: Proposal
  readonly pending: boolean
  readonly onOpen: () => void
}) {
  const words = useProposalWords()
  const { states } = usePlanWords()
  return (
    <>
      <span className={proposal.decision === 'rejected' ? 'tag' : 'tag tag-teal'}>{states[proposal.decision]}</span>
      <span className="muted ellipsis fill" title={proposal.reason ?? undefined}>
        {proposal.reason}
      </span>
      <ReasonButton needs="planner.decide" loading={pending} onClick={onOpen}>
        {proposal.decision === 'locked' ? words.unlock : words.withdraw}
      </ReasonButton>
    </>
  )
}
