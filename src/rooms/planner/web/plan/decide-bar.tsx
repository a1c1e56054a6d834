import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useKeys } from '../../../../platform/web/keys/use-keys.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { apiOf } from '../../../../platform/web/api/client.ts'
import type { unitsEndpoints } from '../../../units/contract.ts'
import { useDecideProposal } from './use-decide.ts'
import type { Proposal } from './why-pane.tsx'
import { usePlanWords } from './words.ts'

const unitsApi = apiOf<typeof unitsEndpoints>()

/** Accept, change the members, reject, or take the decision back; all but accepting with a reason. */
export function DecideBar({ proposal, onLoosen }: { readonly proposal: Proposal; readonly onLoosen: () => void }) {
  const { why: words, states } = usePlanWords()
  const [doing, setDoing] = useState<'change' | 'reject' | null>(null)
  const decide = useDecideProposal()
  const accept = (): void => decide.mutate({ id: proposal.id, decision: 'accepted' })
  const may = proposal.kind !== 'uncovered' && proposal.decision === 'open' && doing === null
  useKeys({
    ...(may ? { y: { words: words.accept, run: accept } } : {}),
    ...(doing === null ? {} : { Escape: { words: words.cancel, run: () => setDoing(null) } }),
  })
  if (doing !== null) {
    return (
      <div className="plan-do">
        {doing === 'reject' ? (
          <RejectForm
            pending={decide.isPending}
            onSend={(reason) => decide.mutate({ id: proposal.id, decision: 'rejected', reason })}
            onCancel={() => setDoing(null)}
          />
        ) : (
          <ChangeForm
            proposal={proposal}
            pending={decide.isPending}
            onSend={(members, reason) => decide.mutate({ id: proposal.id, decision: 'changed', reason, members })}
            onCancel={() => setDoing(null)}
          />
        )}
        {decide.error === null ? null : <ProblemPanel error={decide.error} />}
      </div>
    )
  }
  return (
    <div className="plan-do no-print">
      {decide.error === null ? null : <ProblemPanel error={decide.error} />}
      {proposal.kind === 'uncovered' ? (
        <Button onClick={onLoosen}>{words.loosen}</Button>
      ) : proposal.decision === 'open' ? (
        <>
          <Button type="primary" loading={decide.isPending} onClick={accept}>
            {words.accept}
            <kbd>Y</kbd>
          </Button>
          <ReasonButton reason={proposal.kind === 'own' ? words.ownNo : null} onClick={() => setDoing('change')}>
            {words.change}
          </ReasonButton>
          <Button onClick={() => setDoing('reject')}>{words.reject}</Button>
        </>
      ) : (
        <>
          <span className={proposal.decision === 'rejected' ? 'tag' : 'tag tag-teal'}>{states[proposal.decision]}</span>
          <span className="muted ellipsis" title={proposal.reason ?? undefined}>
            {proposal.reason}
          </span>
          <Button
            className="push"
            loading={decide.isPending}
            onClick={() => decide.mutate({ id: proposal.id, decision: 'open' })}
          >
            {words.withdraw}
          </Button>
        </>
      )}
    </div>
  )
}

function RejectForm({
  pending,
  onSend,
  onCancel,
}: {
  readonly pending: boolean
  readonly onSend: (reason: string) => void
  readonly onCancel: () => void
}) {
  const { why: words } = usePlanWords()
  const [reason, setReason] = useState('')
  const missing = reason.trim() === '' ? words.needReason : null
  return (
    <Form onSend={() => missing === null && onSend(reason.trim())}>
      <Field label={words.rejectReason} hint={words.reasonHint}>
        <textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={pending}>
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Form>
  )
}

/** Members out, others in; the server says whether the group still stands. */
function ChangeForm({
  proposal,
  pending,
  onSend,
  onCancel,
}: {
  readonly proposal: Proposal
  readonly pending: boolean
  readonly onSend: (members: string[], reason: string) => void
  readonly onCancel: () => void
}) {
  const { why: words } = usePlanWords()
  const [members, setMembers] = useState(proposal.members.map(({ unit, name }) => ({ unit, name })))
  const [reason, setReason] = useState('')
  const [q, setQ] = useState('')
  const found = useQuery({
    ...unitsApi.query('units.list', { q: q.trim(), limit: 8 }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const ids = members.map(({ unit }) => unit)
  const same = ids.length === proposal.members.length && proposal.members.every(({ unit }) => ids.includes(unit))
  const missing =
    ids.length === 0 ? words.needMember : same ? words.needChange : reason.trim() === '' ? words.needReason : null
  return (
    <Form onSend={() => missing === null && onSend(ids, reason.trim())}>
      <ul className="pick-list" aria-label={words.after(ids.length)}>
        {members.map(({ unit, name }) => (
          <li key={unit}>
            <button
              type="button"
              aria-label={words.remove(name)}
              onClick={() => setMembers(members.filter((other) => other.unit !== unit))}
            >
              {name} <span className="faint">{words.removeShort}</span>
            </button>
          </li>
        ))}
      </ul>
      <Field label={words.add}>
        <input value={q} maxLength={60} onChange={(event) => setQ(event.target.value)} />
      </Field>
      {q.trim() === '' || found.data === undefined ? null : (
        <ul className="pick-list">
          {found.data.rows
            .filter(({ id }) => !ids.includes(id))
            .map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  onClick={() => {
                    setMembers([...members, { unit: row.id, name: row.name }])
                    setQ('')
                  }}
                >
                  {row.name}
                  <small>
                    {[row.county, row.town, words.full(String(row.membersFull ?? 0))].filter(Boolean).join(' · ')}
                  </small>
                </button>
              </li>
            ))}
          {found.data.rows.length === 0 ? <li className="muted">{words.addNone}</li> : null}
        </ul>
      )}
      <Field label={words.changeReason} hint={words.reasonHint}>
        <textarea value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" reason={missing} loading={pending}>
          {words.send}
        </ReasonButton>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
