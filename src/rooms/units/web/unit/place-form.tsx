import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { areasApi } from '../../../areas/web/public.ts'
import { unitsApi } from '../api.ts'
import { useUnitWords } from './words.ts'
import './unit.css'

/** A person says where the unit stands; that outweighs every address. */
export function PlaceForm({
  unit,
  onDone,
}: {
  readonly unit: { readonly id: string; readonly name: string; readonly address: string | null }
  readonly onDone: () => void
}) {
  const { placeForm: words, brief } = useUnitWords()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const found = useQuery({
    ...areasApi.query('areas.find', { q: q.trim(), limit: 20 }),
    enabled: q.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const send = useMutation({
    mutationFn: (area: string) => unitsApi.call('units.place', { id: unit.id, area }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  return (
    <Form onSend={() => chosen !== null && send.mutate(chosen.id)}>
      <p className="muted">{words.note}</p>
      <dl className="pairs">
        <dt>{brief.address}</dt>
        <dd>{unit.address ?? '—'}</dd>
      </dl>
      <Field label={words.find}>
        <input value={q} maxLength={60} onChange={(event) => setQ(event.target.value)} />
      </Field>
      {q.trim() === '' || found.data === undefined ? null : found.data.rows.length === 0 ? (
        <p className="muted">{words.none}</p>
      ) : (
        <ul className="pick-list">
          {found.data.rows.map((area) => (
            <li key={area.id}>
              <button type="button" aria-pressed={chosen?.id === area.id} onClick={() => setChosen(area)}>
                {area.name}
                <small>{area.trail}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div className="row">
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="units.place"
          reason={chosen === null ? words.needArea : null}
          loading={send.isPending}
        >
          {words.send}
        </ReasonButton>
        {chosen === null ? null : <b>{chosen.name}</b>}
      </div>
    </Form>
  )
}
