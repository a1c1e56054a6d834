import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { exclusionReasons } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import type { UnitFormProps } from './life-form.tsx'
import { useUnitWords } from './words.ts'

type Reason = keyof typeof exclusionReasons

/** Out of the denominator only with reason, evidence, approver and an end. */
export function ExclusionForm({ unit, onDone }: UnitFormProps) {
  const { exclusion: words } = useUnitWords()
  const { today } = useOffice()
  const [code, setCode] = useState<Reason>('closed')
  const [evidence, setEvidence] = useState('')
  const [approver, setApprover] = useState('')
  const [expires, setExpires] = useState('')
  const send = useMutation({
    mutationFn: () =>
      unitsApi.call('units.exclude', {
        id: unit.id,
        reason: code,
        evidence: evidence.trim(),
        approver: approver.trim(),
        expires,
      }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const reason =
    evidence.trim().length < 2
      ? words.needEvidence
      : approver.trim().length < 2
        ? words.needApprover
        : expires === ''
          ? words.needExpires
          : null
  return (
    <Form onSend={() => reason === null && send.mutate()}>
      <p className="muted">{words.note}</p>
      <Field label={words.reason}>
        <select value={code} onChange={(event) => setCode(event.target.value as Reason)}>
          {(Object.keys(words.reasons) as Reason[]).map((key) => (
            <option key={key} value={key}>
              {words.reasons[key]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.evidence} hint={words.evidenceHint}>
        <textarea value={evidence} maxLength={300} onChange={(event) => setEvidence(event.target.value)} />
      </Field>
      <Field label={words.approver}>
        <input value={approver} maxLength={40} onChange={(event) => setApprover(event.target.value)} />
      </Field>
      <Field label={words.expires} hint={words.expiresHint}>
        <input type="date" value={expires} min={today} onChange={(event) => setExpires(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" needs="units.exclude" reason={reason} loading={send.isPending}>
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
