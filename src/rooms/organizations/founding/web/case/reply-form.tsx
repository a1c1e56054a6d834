import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../../../../platform/web/parts/field.tsx'
import { useOffice } from '../../../../areas/web/public.ts'
import type { FoundingCase } from '../../contract.ts'
import { foundingApi } from '../api.ts'
import { useFoundingWords } from '../words.ts'
import { StepForm } from './step-form.tsx'
import { useStep } from './use-step.ts'

/** The superior's reply; what an approval would do is tried for the day before it is given. */
export function ReplyForm({ found, onDone }: { readonly found: FoundingCase; readonly onDone: () => void }) {
  const { case: words } = useFoundingWords()
  const { today } = useOffice()
  const [approved, setApproved] = useState(true)
  const [day, setDay] = useState(today)
  const [meeting, setMeeting] = useState('')
  const [paperNo, setPaperNo] = useState('')
  const step = useStep('founding.reply', onDone)
  const trial = useQuery({
    ...foundingApi.query('founding.try', { id: found.id, day }),
    enabled: approved && found.changeable && day !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })
  const refused = approved && (trial.data?.refused.length ?? 0) > 0
  return (
    <StepForm
      found={found}
      endpoint="founding.reply"
      label={words.reply.send}
      mustReason={!approved}
      blocked={
        refused
          ? (trial.data?.refused[0]?.why ?? null)
          : approved && trial.isPending && trial.isFetching
            ? words.reply.trying
            : null
      }
      {...(approved && trial.data !== undefined ? { trial: trial.data } : {})}
      onDay={setDay}
      send={{
        run: (base) =>
          step.mutate({
            ...base,
            overrides: { ...base.overrides },
            approved,
            meeting: meeting === '' ? null : meeting,
            paperNo: paperNo.trim(),
          }),
        error: step.error,
        isPending: step.isPending,
      }}
    >
      <div className="row" role="radiogroup" aria-label={words.reply.title}>
        {[true, false].map((which) => (
          <label key={String(which)} className="check">
            <input
              type="radio"
              name="founding-approved"
              checked={approved === which}
              onChange={() => setApproved(which)}
            />
            {which ? words.reply.approve : words.reply.decline}
          </label>
        ))}
      </div>
      <Field label={words.reply.meeting}>
        <input type="date" value={meeting} max={today} onChange={(event) => setMeeting(event.target.value)} />
      </Field>
      <Field label={words.paperNo}>
        <input value={paperNo} maxLength={60} onChange={(event) => setPaperNo(event.target.value)} />
      </Field>
    </StepForm>
  )
}
