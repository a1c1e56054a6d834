import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshAll } from '../../../../platform/web/api/query-client.ts'
import { Card } from '../../../../platform/web/parts/card.tsx'
import { Field, Form } from '../../../../platform/web/parts/field.tsx'
import { ProblemPanel } from '../../../../platform/web/parts/problem-panel.tsx'
import { ReasonButton } from '../../../../platform/web/parts/reason-button.tsx'
import { useOffice } from '../../../areas/web/public.ts'
import { coverageApi } from '../api.ts'
import { useFrozenWords } from './words.ts'

/** Keeps every unit and every figure as they are today, under a name. */
export function TakeForm() {
  const { take: words } = useFrozenWords()
  const { asOf, today } = useOffice()
  const [name, setName] = useState('')
  const [day, setDay] = useState(asOf)
  const take = useMutation({
    mutationFn: () => coverageApi.call('coverage.takeSnapshot', { name: name.trim(), asOf: day }),
    onSuccess: () => {
      setName('')
      return refreshAll()
    },
  })
  const reason = name.trim() === '' ? words.needName : null
  return (
    <Card title={words.title} padded className="no-print">
      <Form onSend={() => reason === null && take.mutate()}>
        <p className="muted">{words.note}</p>
        <Field label={words.name} hint={words.nameHint}>
          <input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label={words.asOf}>
          <input type="date" value={day} max={today} required onChange={(event) => setDay(event.target.value)} />
        </Field>
        {take.error === null ? null : <ProblemPanel error={take.error} />}
        <div className="row" aria-live="polite">
          <ReasonButton
            type="primary"
            htmlType="submit"
            needs="coverage.takeSnapshot"
            reason={reason}
            loading={take.isPending}
          >
            {words.send}
          </ReasonButton>
          {take.data === undefined ? null : <span className="good">{words.taken(take.data.name)}</span>}
        </div>
      </Form>
    </Card>
  )
}
