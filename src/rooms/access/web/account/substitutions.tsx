import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { accessApi } from '../api.ts'
import { findColleagues } from '../parts/find.ts'
import { Finder } from '../parts/finder.tsx'
import type { Found } from '../parts/finder.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useAccountWords } from './words.ts'

const TAGS = { coming: 'tag tag-sand', 'in-force': 'tag tag-teal', ended: 'tag' } as const

/** Who acts for whom, from when to when; one can ask somebody to act for oneself and end it again. */
export function Substitutions() {
  const { substitution: words } = useAccountWords()
  const query = useQuery(accessApi.query('access.substitutions', {}))
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: (id: string) => accessApi.call('access.endSubstitution', { id }),
    onSuccess: refreshAll,
  })
  const error = query.error ?? end.error
  return (
    <Card
      title={words.title}
      note={words.note}
      extra={
        asking ? undefined : (
          <button type="button" className="link-button" onClick={() => setAsking(true)}>
            {words.open}
          </button>
        )
      }
    >
      {error === null ? null : <ProblemPanel error={error} onRetry={() => void query.refetch()} />}
      {asking ? <AskForm onDone={() => setAsking(false)} /> : null}
      {query.data === undefined ? (
        query.error === null ? (
          <SkeletonLines count={2} />
        ) : null
      ) : (
        <ul className="plain-list num">
          {query.data.rows.map(({ id, ofName, byName, from, until, reason, state }) => (
            <li key={id}>
              <span className="grow">
                {words.line(ofName, byName)} <span className={TAGS[state]}>{words.states[state]}</span>
                <small>
                  {words.days(from, until)}　{reason}
                </small>
              </span>
              {state === 'ended' ? null : (
                <Button
                  size="small"
                  aria-label={words.endLong(ofName, byName)}
                  loading={end.isPending && end.variables === id}
                  onClick={() => end.mutate(id)}
                >
                  {words.end}
                </Button>
              )}
            </li>
          ))}
          {query.data.rows.length === 0 ? <li className="muted">{words.none}</li> : null}
        </ul>
      )}
    </Card>
  )
}

function AskForm({ onDone }: { readonly onDone: () => void }) {
  const { substitution: words } = useAccountWords()
  const [by, setBy] = useState<Found | null>(null)
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const why = by === null ? words.why.by : from === '' || until === '' || until < from ? words.why.days : null
  return (
    <div className="card-body">
      <ReasonForm
        send={words.send}
        label={words.reason}
        why={why}
        onSend={(reason) => accessApi.call('access.substitute', { by: by?.id ?? '', from, until, reason })}
        onDone={onDone}
        onCancel={onDone}
      >
        <Finder
          label={words.by}
          hint={words.byHint}
          none={words.byNone}
          kind="colleague"
          find={findColleagues}
          picked={by}
          onPick={setBy}
        />
        <div className="two-fields">
          <Field label={words.from}>
            <input type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
          </Field>
          <Field label={words.until}>
            <input type="date" value={until} min={from} onChange={(event) => setUntil(event.target.value)} />
          </Field>
        </div>
      </ReasonForm>
    </div>
  )
}
