import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Output } from '../../../../../platform/web/api/client.ts'
import { refreshAll } from '../../../../../platform/web/api/query-client.ts'
import { momentText } from '../../../../../platform/web/format.ts'
import { Field, Form } from '../../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../../platform/web/parts/skeleton.tsx'
import type { lifeEndpoints } from '../../contract.ts'
import { lifeNames } from '../../rules/life-kinds.ts'
import { lifeApi } from '../api.ts'
import { numbersOf } from '../overview/columns.tsx'
import { useLifeWords } from '../words.ts'
import { CorrectForm } from './correct-form.tsx'

export type MeetingPage = Output<typeof lifeEndpoints, 'life.get'>

/** One gathering: what is on record, what was changed, the ways to correct it, to take it back and to put it back. */
export function MeetingPanel({ id }: { readonly id: string }) {
  const { meeting: words } = useLifeWords()
  const query = useQuery(lifeApi.query('life.get', { meeting: id }))
  const [doing, setDoing] = useState<'correct' | 'withdraw' | null>(null)
  const meeting = query.data
  if (query.error !== null) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  if (meeting === undefined) return <SkeletonLines count={6} />
  const reason = meeting.changeable ? null : words.notChangeable
  if (doing === 'correct') return <CorrectForm meeting={meeting} onDone={() => setDoing(null)} />
  return (
    <div className="life-meeting">
      <MeetingFacts meeting={meeting} />
      {meeting.withdrawn ? (
        <p role="status">
          <span className="tag tag-red">{words.withdrawn}</span> {words.withdrawnSaid}
        </p>
      ) : null}
      {doing === 'withdraw' ? (
        <WithdrawForm key={meeting.version} meeting={meeting} onDone={() => setDoing(null)} />
      ) : (
        <div className="row">
          {meeting.withdrawn ? null : (
            <ReasonButton needs="life.correct" reason={reason} onClick={() => setDoing('correct')}>
              {words.correct}
            </ReasonButton>
          )}
          <ReasonButton needs="life.withdraw" reason={reason} onClick={() => setDoing('withdraw')}>
            {meeting.withdrawn ? words.restore : words.withdraw}
          </ReasonButton>
        </div>
      )}
      {meeting.versions.length === 0 ? null : (
        <section aria-label={words.versions}>
          <h3>{words.versions}</h3>
          <ul className="life-versions num">
            {meeting.versions.map(({ words: said, reason: why, by, at }) => (
              <li key={`${at} ${said}`}>
                {said}
                <small>{words.version(by, momentText(at), why)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function MeetingFacts({ meeting }: { readonly meeting: MeetingPage }) {
  const { meeting: words, form } = useLifeWords()
  return (
    <dl className="life-facts num">
      <dt>{words.day}</dt>
      <dd>{meeting.day}</dd>
      <dt>{words.kinds}</dt>
      <dd>
        {[...meeting.kinds.map((kind) => lifeNames[kind]), ...(meeting.bySecretary ? [form.bySecretary] : [])].join(
          '、',
        )}
      </dd>
      {meeting.title === '' ? null : (
        <>
          <dt>{form.title}</dt>
          <dd>{meeting.title}</dd>
        </>
      )}
      <dt>{words.holders}</dt>
      <dd>
        <ul>
          {meeting.holders.map((holder) => (
            <li key={holder.organization}>
              <Link
                to="/life/$organization"
                params={{ organization: holder.organization }}
                search={{ year: meeting.day.slice(0, 4) }}
              >
                {holder.name}
              </Link>{' '}
              {numbersOf([holder])}
            </li>
          ))}
        </ul>
      </dd>
      <dt>{words.note}</dt>
      <dd>{meeting.note === '' ? <span className="faint">{words.noNote}</span> : meeting.note}</dd>
      <dt />
      <dd className="faint">{words.by(meeting.by, momentText(meeting.at), words.source[meeting.source])}</dd>
    </dl>
  )
}

/** Taking back, and putting back what was taken back. */
function WithdrawForm({ meeting, onDone }: { readonly meeting: MeetingPage; readonly onDone: () => void }) {
  const { meeting: words, form } = useLifeWords()
  const [reason, setReason] = useState('')
  const back = meeting.withdrawn
  const send = useMutation({
    mutationFn: () =>
      lifeApi.call('life.withdraw', { meeting: meeting.id, version: meeting.version, reason: reason.trim(), back }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const why = reason.trim().length < 2 ? form.needReason : null
  return (
    <Form onSend={() => why === null && send.mutate()}>
      <Field label={words.reason} hint={words.reasonHint}>
        <input value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div className="row">
        <ReasonButton type="primary" htmlType="submit" needs="life.withdraw" reason={why} loading={send.isPending}>
          {back ? words.restore : words.withdraw}
        </ReasonButton>
        <Button onClick={onDone}>{words.cancel}</Button>
      </div>
    </Form>
  )
}
