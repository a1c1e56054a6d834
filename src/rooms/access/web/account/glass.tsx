import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { momentText } from '../../../../platform/web/format.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { useWhyNot } from '../../../../platform/web/session/use-may.ts'
import { accessApi } from '../api.ts'
import { findAreas } from '../parts/find.ts'
import { Finder } from '../parts/finder.tsx'
import type { Found } from '../parts/finder.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { useAccountWords } from './words.ts'

/** Looking wider for a few hours in an emergency, and who did so within one's own reach. */
export function Glass() {
  const { glass: words } = useAccountWords()
  const query = useQuery(accessApi.query('access.glassRecords', {}))
  const reason = useWhyNot('access.breakGlass')
  const [asking, setAsking] = useState(false)
  const end = useMutation({
    mutationFn: (id: string) => accessApi.call('access.endGlass', { id }),
    onSuccess: refreshAll,
  })
  const error = query.error ?? end.error
  return (
    <Card title={words.title} note={words.note}>
      {error === null ? null : <ProblemPanel error={error} onRetry={() => void query.refetch()} />}
      <div className="card-body">
        {asking ? (
          <BreakForm onDone={() => setAsking(false)} />
        ) : (
          <ReasonButton reason={reason} onClick={() => setAsking(true)}>
            {words.open}
          </ReasonButton>
        )}
      </div>
      {query.data === undefined ? (
        query.error === null ? (
          <SkeletonLines count={2} />
        ) : null
      ) : (
        <ul className="plain-list num">
          {query.data.rows.map(({ id, who, areaName, from, until, reason: said, mine, open }) => (
            <li key={id}>
              <span className="grow">
                {words.line(mine ? words.mine : who, areaName)}{' '}
                {open ? <span className="tag tag-red">{words.running}</span> : null}
                <small>
                  {momentText(from)} — {momentText(until)}　{said}
                </small>
              </span>
              {mine && open ? (
                <Button size="small" loading={end.isPending} onClick={() => end.mutate(id)}>
                  {words.end}
                </Button>
              ) : null}
            </li>
          ))}
          {query.data.rows.length === 0 ? <li className="muted">{words.none}</li> : null}
        </ul>
      )}
    </Card>
  )
}

function BreakForm({ onDone }: { readonly onDone: () => void }) {
  const { glass: words } = useAccountWords()
  const [area, setArea] = useState<Found | null>(null)
  const [hours, setHours] = useState('4')
  return (
    <ReasonForm
      what={words.warn}
      label={words.reason}
      least={6}
      send={words.send}
      why={area === null ? words.why.area : null}
      onSend={(reason) => accessApi.call('access.breakGlass', { area: area?.id ?? '', hours: Number(hours), reason })}
      onDone={onDone}
      onCancel={onDone}
    >
      <Finder label={words.area} none={words.why.area} kind="area" find={findAreas} picked={area} onPick={setArea} />
      <Field label={words.hours}>
        <input
          type="number"
          min={1}
          max={24}
          required
          value={hours}
          onChange={(event) => setHours(event.target.value)}
        />
      </Field>
    </ReasonForm>
  )
}
