import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import type { Life, UnitPage } from '../../contract.ts'
import { unitsApi } from '../api.ts'
import { useLedgerWords } from '../ledger/words.ts'
import { useUnitWords } from './words.ts'

export interface UnitFormProps {
  readonly unit: UnitPage
  readonly onDone: () => void
}

/** Operating, dormant, empty, moved, closed: from which day, on what grounds. */
export function LifeForm({ unit, onDone }: UnitFormProps) {
  const { lifeForm: words } = useUnitWords()
  const { lives } = useLedgerWords()
  const { today } = useOffice()
  const [life, setLife] = useState<Life>(unit.life)
  const [day, setDay] = useState(today)
  const [evidence, setEvidence] = useState('')
  const send = useMutation({
    mutationFn: () => unitsApi.call('units.setLife', { id: unit.id, life, day, evidence: evidence.trim() }),
    onSuccess: () => {
      void refreshAll()
      onDone()
    },
  })
  const reason = life === unit.life ? words.sameLife : evidence.trim() === '' ? words.needEvidence : null
  return (
    <Form onSend={() => reason === null && send.mutate()}>
      <p className="muted">{words.note}</p>
      <Field label={words.life}>
        <select value={life} onChange={(event) => setLife(event.target.value as Life)}>
          {(Object.keys(lives) as Life[]).map((key) => (
            <option key={key} value={key}>
              {lives[key]}
            </option>
          ))}
        </select>
      </Field>
      <Field label={words.day}>
        <input type="date" value={day} max={today} required onChange={(event) => setDay(event.target.value)} />
      </Field>
      <Field label={words.evidence} hint={words.evidenceHint}>
        <textarea value={evidence} maxLength={300} onChange={(event) => setEvidence(event.target.value)} />
      </Field>
      {send.error === null ? null : <ProblemPanel error={send.error} />}
      <div>
        <ReasonButton type="primary" htmlType="submit" needs="units.setLife" reason={reason} loading={send.isPending}>
          {words.send}
        </ReasonButton>
      </div>
    </Form>
  )
}
