import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { SkeletonLines } from '../../../../platform/web/parts/skeleton.tsx'
import { unitsApi } from '../api.ts'
import { BriefLines } from './brief.tsx'
import type { UnitFormProps } from './life-form.tsx'
import { useUnitWords } from './words.ts'

/** Find the other, look at both, say why. */
export function MergeForm({ unit, onDone }: UnitFormProps) {
  const { mergeForm: words } = useUnitWords()
  const [q, setQ] = useState('')
  const [other, setOther] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const found = useQuery({
    ...unitsApi.query('units.list', { q: q.trim(), limit: 12 }),
    enabled: q.trim() !== '' && other === null,
    placeholderData: keepPreviousData,
  })
  const preview = useQuery({ ...unitsApi.query('units.get', { id: other ?? '' }), enabled: other !== null })
  const send = useMutation({
    mutationFn: (id: string) => unitsApi.call('units.merge', { id: unit.id, other: id, reason: why.trim() }),
    onSuccess: () => {
      // The other unit is gone: it must not be asked for again.
      flushSync(onDone)
      void refreshAll()
    },
  })
  const reason = other === null ? words.needOther : why.trim() === '' ? words.needReason : null
  const rows = found.data?.rows.filter(({ id }) => id !== unit.id) ?? []
  return (
    <Form onSend={() => reason === null && other !== null && send.mutate(other)}>
      <p className="muted">{words.note}</p>
      <div className="merge-pair">
        <section>
          <h3>{words.this}</h3>
          <b>{unit.name}</b>
          <BriefLines unit={unit} />
        </section>
        {other === null ? (
          <>
            <Field label={words.find}>
              <input value={q} maxLength={100} onChange={(event) => setQ(event.target.value)} />
            </Field>
            {q.trim() === '' || found.data === undefined ? null : rows.length === 0 ? (
              <p className="muted">{words.none}</p>
            ) : (
              <ul className="pick-list">
                {rows.map((row) => (
                  <li key={row.id}>
                    <button type="button" onClick={() => setOther(row.id)}>
                      {row.name}
                      <small className="num">
                        {[row.code, row.county, row.town].filter((text) => text !== null).join(' · ')}
                      </small>
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </>
        ) : (
          <section>
            <h3>
              {words.other}{' '}
              <button type="button" className="link-button" onClick={() => setOther(null)}>
                {words.change}
              </button>
            </h3>
            {preview.data === undefined ? (
              <SkeletonLines count={4} />
            ) : (
              <>
                <b>{preview.data.name}</b>
                <BriefLines unit={preview.data} />
              </>
            )}
          </section>
        )}
      </div>
      <Field label={words.reason} hint={words.reasonHint}>
        <textarea value={why} maxLength={300} onChange={(event) => setWhy(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" reason={reason} loading={send.isPending}>
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
