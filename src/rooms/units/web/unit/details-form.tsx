import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { unitsApi } from '../api.ts'
import { pointWords } from './brief.tsx'
import type { UnitFormProps } from './life-form.tsx'
import { useUnitWords } from './words.ts'

/** Point and superior corrected by hand; only what was changed is sent, an emptied field takes the fact out. */
export function DetailsForm({ unit, onDone }: UnitFormProps) {
  const { detailsForm: words } = useUnitWords()
  const before = { point: pointWords(unit) ?? '', parent: unit.parentName ?? '' }
  const [point, setPoint] = useState(before.point)
  const [parent, setParent] = useState(before.parent)
  const [evidence, setEvidence] = useState('')
  const changes = {
    ...(point.trim() === before.point ? {} : { point: point.trim() }),
    ...(parent.trim() === before.parent ? {} : { parent: parent.trim() }),
  }
  const send = useMutation({
    mutationFn: () => unitsApi.call('units.setDetails', { id: unit.id, ...changes, evidence: evidence.trim() }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const reason = Object.keys(changes).length === 0 ? words.nothing : evidence.trim() === '' ? words.needEvidence : null
  return (
    <Form onSend={() => reason === null && send.mutate()}>
      <p className="muted">{words.note}</p>
      <Field label={words.point} hint={words.pointHint}>
        <input value={point} maxLength={60} onChange={(event) => setPoint(event.target.value)} />
      </Field>
      <Field label={words.parent} hint={words.parentHint}>
        <input value={parent} maxLength={100} onChange={(event) => setParent(event.target.value)} />
      </Field>
      <Field label={words.evidence} hint={words.evidenceHint}>
        <textarea value={evidence} maxLength={300} onChange={(event) => setEvidence(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton
          type="primary"
          htmlType="submit"
          needs="units.setDetails"
          reason={reason}
          loading={send.isPending}
        >
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
